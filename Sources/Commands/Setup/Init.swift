import ArgumentParser
import Git
import Records

/// `crm init [FOLDER]`: a new CRM repository with settings, schemas and the first member, as one commit.
struct Init: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "init",
            abstract: say("Start a new CRM repository.", "新建一个 CRM 仓库。"),
            discussion: say(
                "Writes crm.yaml, the schemas and your own record under team/, and commits them. Nothing that exists is overwritten.",
                "写入 crm.yaml、schemas 和 team/ 下您自己的记录，并提交。不会覆盖已有文件。"))
    }

    @Argument(
        help: ArgumentHelp(
            say("Folder; created if needed. The current one if left out.", "文件夹；没有会新建。不写则为当前文件夹。"), valueName: "folder")
    )
    var folder: String?

    @Option(
        name: .long, help: ArgumentHelp(say("Language of the team: zh or en.", "团队使用的语言：zh 或 en。"), valueName: "zh|en"))
    var language: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("Which fields must be filled: basic, standard or strict.", "必填档位：basic、standard 或 strict。"),
            valueName: "profile"))
    var profile: String = RequiredProfile.basic.rawValue

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("Name of the company; the folder's name if left out.", "公司名称；不写则用文件夹名。"), valueName: "name"))
    var name: String?

    @Flag(
        name: .long,
        help: ArgumentHelp(say("Only write the shipped schemas into an existing repository.", "只把自带的 schema 写入已有仓库。")))
    var schemas = false

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        if let language, Language(tag: language) == nil {
            throw ValidationError(say("--language must be zh or en", "--language 只能是 zh 或 en"))
        }
        if RequiredProfile(rawValue: profile) == nil {
            throw ValidationError(
                say("--profile must be basic, standard or strict", "--profile 只能是 basic、standard 或 strict"))
        }
    }

    mutating func run() throws {
        let invocation = Invocation.current
        let target = folder.map { invocation.path($0) } ?? invocation.folder
        let existing = CRMFolder.root(from: absolutePath(target))
        if schemas { return try writeSchemas(to: existing) }
        if let existing {
            throw CommandFailure(
                Text(en: "\(existing) is a CRM repository already", zh: "\(existing) 已经是 CRM 仓库"),
                remedy: Text(en: "crm init --schemas renews its schemas", zh: "如需更新 schema，请运行 crm init --schemas"))
        }
        do throws(FileProblem) {
            try makeFolders(target)
        } catch {
            throw CommandFailure(error.message)
        }
        let root = absolutePath(target)
        try withGitFailures { try create(root) }
    }

    private func create(_ root: String) throws {
        let repository = try ownRepository(root)
        let identity = try requireIdentity(repository)
        let language = self.language.flatMap { Language(tag: $0) } ?? Speech.language
        let handle = slug(identity.email.split(separator: "@").first.map(String.init) ?? identity.name)
        let company = name ?? String(root.split(separator: "/").last ?? "CRM")
        let starter = StarterFiles(
            language: language, profile: RequiredProfile(rawValue: profile) ?? .basic, company: company,
            timeZone: nil,
            me: .init(handle: handle.isEmpty ? "me" : handle, name: identity.name, email: identity.email))
        let written = try write(starter.all(), root)
        try MergeDriver.register(repository)
        try commit(written, root, repository, identity, language)
        report(root, written, repository)
    }

    /// The repository whose work tree is exactly `root`: an existing one is used, a surrounding one is not.
    private func ownRepository(_ root: String) throws -> Repository {
        do {
            return try Repository.open(at: root)
        } catch GitError.notARepository {
            if let outer = try? Repository.open(discoveringFrom: root), let tree = outer.workTree, tree != root {
                throw CommandFailure(
                    Text(en: "\(root) lies inside the git repository \(tree)", zh: "\(root) 位于 git 仓库 \(tree) 之内"),
                    remedy: Text(
                        en: "choose a folder outside of it: a CRM is a repository of its own",
                        zh: "请另选文件夹：CRM 需要独立的仓库"))
            }
            return try Repository.initialize(at: root)
        }
    }

    private func requireIdentity(_ repository: Repository) throws -> (name: String, email: String) {
        do {
            return try repository.identity()
        } catch GitError.noIdentity {
            throw CommandFailure.noIdentity
        }
    }

    /// Writes what is not there yet; returns the paths written.
    private func write(_ files: [(path: String, text: String)], _ root: String) throws -> [String] {
        var written: [String] = []
        for file in files where !fileExists(root + "/" + file.path) {
            do throws(FileProblem) {
                try writeFileAtomically(Array(file.text.utf8), to: root + "/" + file.path)
            } catch {
                throw CommandFailure(error.message)
            }
            written.append(file.path)
        }
        return written
    }

    private func commit(
        _ paths: [String], _ root: String, _ repository: Repository, _ identity: (name: String, email: String),
        _ language: Language
    ) throws {
        let instant = Invocation.current.instant
        let signature = Signature(
            name: identity.name, email: identity.email, time: Int64(instant.secondsSinceEpoch),
            offset: instant.offset / 60)
        let message = Text(en: "Start a CRM repository", zh: "新建 CRM 仓库")[language] + "\n\nCRM-Operation: init\n"
        let edits = paths.map { (RepositoryPath($0), PathEdit.workTree) }
        _ = try repository.commit(
            CommitRequest(edits: Dictionary(uniqueKeysWithValues: edits), message: message, author: signature))
    }

    private func writeSchemas(to root: String?) throws {
        guard let root else { _ = try openFolder(); return }
        var written: [String] = []
        for file in shippedSchemaFiles {
            let path = "\(root)/schemas/\(file.name)"
            if let bytes = try? readFile(path), bytes.elementsEqual(file.text.utf8) { continue }
            do throws(FileProblem) {
                try writeFileAtomically(Array(file.text.utf8), to: path)
            } catch {
                throw CommandFailure(error.message)
            }
            written.append("schemas/\(file.name)")
        }
        let terminal = Invocation.current.terminal
        if global.json {
            let value: RecordValue = ["folder": .text(root), "written": .list(written.map { .text($0) })]
            terminal.print(value.json(indented: true))
        } else {
            terminal.print(written.map { "  \($0)" })
            terminal.print(say(Text.count(written.count, "schema written", "个 schema 已写入", plural: "schemas written")))
        }
    }

    private func report(_ root: String, _ written: [String], _ repository: Repository) {
        let terminal = Invocation.current.terminal
        if global.json {
            let value: RecordValue = ["folder": .text(root), "written": .list(written.map { .text($0) })]
            terminal.print(value.json(indented: true))
            return
        }
        let paint = terminal.paint
        terminal.print(paint("✓ ", .green) + say("New CRM repository in ", "已新建 CRM 仓库：") + visible(root))
        terminal.print([
            "",
            say("Next:", "接下来："),
            "  " + say("1. look at crm.yaml and team/", "1. 查看 crm.yaml 和 team/"),
            "  "
                + say(
                    "2. write the first customer: customers/<name>/customer.yaml",
                    "2. 写第一个客户：customers/<名称>/customer.yaml"),
            "  " + say("3. crm validate; crm sync", "3. crm validate；crm sync"),
            "  "
                + say(
                    "4. share it: git remote add origin <address of an empty repository>",
                    "4. 与团队共享：git remote add origin <空仓库的地址>"),
        ])
    }
}
