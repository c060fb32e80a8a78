import ArgumentParser
import LosslessYAML
import Records
import Sync

/// `crm edit RECORD`: a record in the person's own editor, checked when they close it.
struct Edit: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "edit",
            abstract: say("Edit a record in your editor; it is checked before it is saved.", "用编辑器修改记录，保存前会检查。"),
            discussion: say(
                """
                Opens $VISUAL or $EDITOR. Problems are shown above their lines, and the editor opens again if you like. A text that you
                give up is kept under .git/crm/drafts/. Files that cannot be read as records are named by their path.
                """,
                """
                使用 $VISUAL 或 $EDITOR 指定的编辑器。有问题时会在相应行上方标出，可以重新打开修改。
                放弃的内容保留在 .git/crm/drafts/ 中。无法读取的文件请用路径指定。
                """))
    }

    @Argument(
        help: ArgumentHelp(say("Id, number, name, part of it, or a path.", "编号、名称、其中一部分，或路径。"), valueName: "record"))
    var record: String

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        let start = try Change(operation: "edit")
        let (path, base) = try target(start)
        var session = EditSession(name: Self.name(path), repository: start.repository)
        session.check = { start.problems(of: $0, at: path) }
        let edited = try session.run(base)
        do {
            try Change.run("edit", options, global) { change in
                guard let edited else { return [] }
                return [try Self.planned(path, base: base, edited: edited, change)]
            }
        } catch let failure as CommandFailure {
            throw CommandFailure(
                failure.status, failure.message,
                remedy: edited == nil
                    ? failure.remedy : (failure.remedy.map { $0 + Text("; ") } ?? Text("")) + session.kept)
        }
        if options.dryRun, edited != nil {
            Invocation.current.terminal.remark(say(session.kept))
        } else if edited != nil {
            session.finish()
        }
    }

    /// For the draft: the name of the file, or of the folder for a record that is one.
    private static func name(_ path: RecordPath) -> String {
        path.name == "customer.yaml" ? String(path.names.dropLast().last ?? "") : String(path.stem)
    }

    /// The record, or the file of that path even if nothing can be read from it.
    private func target(_ change: Change) throws -> (RecordPath, [UInt8]) {
        let root = change.folder.root
        let here = Invocation.current.folder
        let inside = here == root ? "" : here.hasPrefix(root + "/") ? String(here.dropFirst(root.count + 1)) + "/" : ""
        for text in [inside + record, record] {
            if let path = RecordPath(text), change.folder.kinds.kind(at: path) != nil, fileExists(root + "/" + text) {
                do throws(FileProblem) {
                    return (path, try readFile(root + "/" + text, limit: 1 << 24))
                } catch {
                    throw CommandFailure(error.message)
                }
            }
        }
        let found = try namedRecord(record, change.records)
        return (found.path, found.tree.bytes)
    }

    /// What somebody else wrote meanwhile stays; the same field changed twice is for the person to settle.
    private static func planned(
        _ path: RecordPath, base: [UInt8], edited: [UInt8], _ change: Change
    ) throws -> PlannedFile {
        let current: [UInt8]
        do throws(FileProblem) {
            current = try readFile(change.folder.root + "/" + path.text, limit: 1 << 24)
        } catch {
            throw CommandFailure(
                Text(en: "\(path) was deleted or moved while you edited it", zh: "编辑期间 \(path) 已被删除或移动"))
        }
        switch mergeEdit(base: base, edited: edited, current: current, kind: change.folder.kinds.kind(at: path)) {
        case .merged(let bytes): return PlannedFile(path: path, before: current, after: bytes)
        case .conflicts(let fields):
            let names = fields.map(\.key)
            throw CommandFailure(
                .problemsFound,
                Text(
                    en: "somebody changed the same while you edited: ", zh: "编辑期间有人修改了相同的内容：") + Text.list(names))
        case .unreadable:
            throw CommandFailure(
                .problemsFound,
                Text(en: "\(path) changed while you edited it", zh: "编辑期间 \(path) 被修改过"))
        }
    }
}
