import ArgumentParser
import LosslessYAML
import RecordMerge
import Records

/// `crm merge-file`: three versions of one record, merged by fields. The interface is that of `git merge-file`, so that git can use it as a merge
/// driver.
struct MergeFile: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "merge-file",
            abstract: say("Merge three versions of a record by its fields.", "按字段合并一条记录的三个版本。"),
            discussion: say(
                """
                The result is written into OURS. /dev/null stands for a version that does not exist. A field that both changed becomes a
                map $conflict with base, ours and theirs, which no schema accepts.
                Exit status: 0 merged, 1 merged with conflicts, 2 refused: a version cannot be read, and nothing is written.
                As git's merge driver: crm merge-file --path %P %O %A %B (crm init and crm clone set it up).
                """,
                """
                结果写入 OURS。/dev/null 表示该版本不存在。双方都改过的字段会变成 $conflict，内含 base、ours、theirs 三个值，任何 schema 都不接受。
                退出码：0 已合并；1 已合并但有冲突；2 拒绝合并（某个版本无法读取），不写入任何内容。
                作为 git 的合并驱动：crm merge-file --path %P %O %A %B（crm init 和 crm clone 会自动配置）。
                """))
    }

    @Argument(help: ArgumentHelp(say("The version that both began with.", "双方修改前的版本。"), valueName: "base"))
    var base: String
    @Argument(
        help: ArgumentHelp(say("This side's version; the result is written here.", "我方版本，结果写入此文件。"), valueName: "ours"))
    var ours: String
    @Argument(help: ArgumentHelp(say("The other side's version.", "对方版本。"), valueName: "theirs"))
    var theirs: String

    @Option(
        help: ArgumentHelp(
            say("Merge rules from a kind of record or a schema file.", "按哪类记录或哪个 schema 文件的规则合并。"),
            valueName: "kind|file"))
    var schema: String?
    @Option(
        help: ArgumentHelp(
            say("Path of the record in the repository, which tells its kind.", "记录在仓库中的路径，用来判断类型。"), valueName: "path"))
    var path: String?
    @Flag(
        name: [.customShort("p"), .long],
        help: ArgumentHelp(say("Print the result instead of writing it.", "只打印结果，不写入文件。")))
    var stdout = false
    @Flag(
        help: ArgumentHelp(
            say("Print the conflicts as JSON (on standard error with -p).", "以 JSON 打印冲突（与 -p 同用时打印到标准错误）。")))
    var report = false

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        let versions = try (read(base), read(ours), read(theirs))
        // git hands in an empty file where there was none.
        let start = versions.0?.isEmpty == true ? nil : versions.0
        let result = mergeRecord(
            base: start, ours: versions.1, theirs: versions.2, schema: try recordSchema(),
            options: MergeOptions(.blocks))
        let merge = MergeReport(result: result)
        let terminal = Invocation.current.terminal
        if case .refused(let refusals) = result {
            for refusal in refusals { remark(refusal) }
        } else if stdout {
            YAMLPlumbing.print(merge.text ?? [])
        } else if versions.1 != merge.text {
            guard versions.1 != nil else {
                throw CommandFailure(
                    Text(en: "there is no file to write the result to; add -p", zh: "没有可写入结果的文件，请加上 -p"))
            }
            do throws(FileProblem) {
                try writeFileAtomically(merge.text ?? [], to: Invocation.current.path(ours))
            } catch {
                throw CommandFailure(error.message)
            }
        }
        if report || global.json {
            let json = RecordValue.map(merge.members).json(indented: true)
            if stdout { YAMLPlumbing.complain(json) } else { terminal.print(json) }
        }
        if let exit = merge.exit { throw exit }
    }

    /// nil for `/dev/null`.
    private func read(_ path: String) throws -> [UInt8]? {
        if path == "/dev/null" { return nil }
        do throws(FileProblem) {
            return try readFile(Invocation.current.path(path), limit: 1 << 26)
        } catch {
            throw CommandFailure(.problemsFound, error.message)
        }
    }

    private func recordSchema() throws -> RecordSchema? {
        let here = Invocation.current.folder
        let schemas = MergeSchemas(near: here)
        if let schema {
            if let known = schemas.schema(kind: schema) { return known }
            let json: [UInt8]
            do throws(FileProblem) {
                json = try readFile(Invocation.current.path(schema), limit: 1 << 22)
            } catch {
                throw CommandFailure(
                    .wrongUsage,
                    Text(
                        en: "`\(schema)` is neither a kind of record nor a schema file",
                        zh: "`\(schema)` 既不是记录类型，也不是 schema 文件"))
            }
            do throws(BrokenSchema) {
                return try RecordSchema(json: json)
            } catch {
                throw CommandFailure(
                    .problemsFound,
                    Text(en: "\(schema) is no usable schema: \(error)", zh: "\(schema) 不是可用的 schema：\(error)"))
            }
        }
        return path.map { schemas.schema(path: $0) } ?? schemas.schema(file: Invocation.current.path(ours))
    }

    private func remark(_ refusal: MergeRefusal) {
        let name = [MergeRefusal.Version.base: base, .ours: ours, .theirs: theirs][refusal.version] ?? ours
        let terminal = Invocation.current.terminal
        switch refusal.reason {
        case .unreadable(let error):
            let words = YAMLErrorWording(error).message
            terminal.remark("\(visible(name)):\(error.position): " + say(words.en, words.zh))
        case .notExpressible:
            terminal.remark(
                "\(visible(name)): " + say("the merged values cannot be written as one text", "合并后的值无法写成一个文件"))
        }
    }
}
