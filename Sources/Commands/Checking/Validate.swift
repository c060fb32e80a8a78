import ArgumentParser
import Git
import RecordIndex
import Records

/// `crm validate`: syntax, schema and cross-record rules over everything, over given paths, or over what is staged.
struct Validate: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "validate",
            abstract: say("Check the files and list every problem with its place and remedy.", "检查文件，列出所有问题的位置和修改办法。"),
            discussion: say(
                "Exit status 0 when there is no error, 2 when there is one. Warnings alone do not count.",
                "没有错误时退出码为 0，有错误时为 2；只有警告不算错误。"))
    }

    @Argument(
        help: ArgumentHelp(say("Files or folders; all when none is given.", "文件或文件夹；不写则检查全部。"), valueName: "path"))
    var paths: [String] = []

    @Flag(name: .long, help: ArgumentHelp(say("Only files that are staged in git.", "只检查已暂存到 git 的文件。")))
    var staged = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("How to write the problems.", "输出格式。"),
            valueName: "format"))
    var format: ProblemFormat?

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        let folder = try openFolder()
        let scope = try Scope(paths, staged: staged, folder: folder)
        let index = try openWholeIndex(folder)
        let check = try index.check()
        var problems = check.problems.filter { scope.contains($0.path) }
        let found = problems.count
        if let sight = try sight(in: folder) {
            try index.limit(to: sight)
            var edits = try OwnEdits(folder)
            // Whose a file is that cannot be read nobody can say: that something is wrong there must be known, not what it says.
            problems = try problems.compactMap { problem in
                if try edits.contains(problem.path) { return problem }
                guard try index.mayName(problem.path) else { return nil }
                return try index.isUnread(problem.path)
                    ? problem.withoutSource : problem.seen(through: sight, folder.kinds)
            }
            try index.limit(to: nil)
        }
        let checked =
            scope.isAll ? check.checked : try index.checkedPaths().count { scope.contains($0) }
        let format = format ?? (global.json ? .json : .human)
        format.write(problems, checked: checked)
        if problems.count < found {
            let terminal = Invocation.current.terminal
            let left = Text.count(found - problems.count, "problem", "处问题")
            terminal.remark(
                terminal.errorPaint(
                    say(Text(en: "", zh: "另有 ") + left + Text(en: " in files of others", zh: "在您不能查看的文件中")), .faint))
        }
        if problems.contains(where: { $0.severity == .error }) { throw QuietExit(status: .problemsFound) }
    }

    /// The files that somebody has edited here and not committed: whoever it is knows what they say, and a slip in `owner` must not
    /// hide the file from them.
    private struct OwnEdits {
        private let root: String
        private let repository: Repository?
        private let head: ObjectID?
        private var known: [RecordPath: Bool] = [:]

        /// Outside of git there are none.
        init(_ folder: CRMFolder) throws {
            root = folder.root
            do {
                repository = try Repository.open(discoveringFrom: folder.root)
            } catch GitError.notARepository {
                repository = nil
            }
            head = try repository?.head().commit
        }

        mutating func contains(_ path: RecordPath) throws -> Bool {
            guard let repository, let head else { return false }
            if let known = known[path] { return known }
            let committed = try repository.blob(at: RepositoryPath(path.text), in: head)
            let isEdited: Bool
            do throws(FileProblem) {
                isEdited = try readFile(root + "/" + path.text, limit: 1 << 24) != committed
            } catch {
                isEdited = false
            }
            known[path] = isEdited
            return isEdited
        }
    }

    /// The files that were asked for.
    private struct Scope {
        /// nil means all.
        private var chosen: [String]?

        init(_ paths: [String], staged: Bool, folder: CRMFolder) throws {
            if staged {
                let status = try openRepository(folder).status()
                chosen = status.filter { $0.staged != nil }.map(\.path.string)
            }
            guard !paths.isEmpty else { return }
            var wanted: [String] = []
            for path in paths {
                let full = absolutePath(Invocation.current.path(path))
                if full == folder.root {
                    wanted.append("")
                } else if full.hasPrefix(folder.root + "/"), !full.split(separator: "/").contains("..") {
                    wanted.append(String(full.dropFirst(folder.root.count + 1)))
                    try Self.requireExisting(full, path)
                } else {
                    throw CommandFailure(
                        Text(en: "\(path) lies outside of this repository", zh: "\(path) 不在本仓库内"),
                        remedy: Text(en: "name a path beneath \(folder.root)", zh: "请指定 \(folder.root) 之内的路径"))
                }
            }
            chosen = (chosen ?? []) + wanted
        }

        private static func requireExisting(_ full: String, _ typed: String) throws {
            guard !fileExists(full) else { return }
            throw CommandFailure(
                Text(en: "there is no file \(typed)", zh: "没有文件 \(typed)"),
                remedy: Text(en: "check the spelling; crm list shows what there is", zh: "请检查拼写；crm list 可列出现有记录"))
        }

        var isAll: Bool { chosen == nil }

        func contains(_ path: RecordPath) -> Bool {
            guard let chosen else { return true }
            return chosen.contains { $0.isEmpty || path.text == $0 || path.text.hasPrefix($0 + "/") }
        }
    }
}
