import ArgumentParser
import Git
import Records

/// `crm clone ADDRESS [FOLDER]`: a copy of the team's repository to work in.
struct Clone: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "clone",
            abstract: say("Get a copy of the team's CRM repository.", "获取团队 CRM 仓库的副本。"))
    }

    @Argument(
        help: ArgumentHelp(
            say(
                "Address: https://…, ssh://…, user@host:path, git://… or a folder.",
                "地址：https://…、ssh://…、用户@主机\u{3A}路径、git://… 或文件夹。"),
            valueName: "address"))
    var address: String

    @Argument(
        help: ArgumentHelp(
            say("New folder; the name of the repository if left out.", "新文件夹；不写则用仓库名。"), valueName: "folder"))
    var folder: String?

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        let invocation = Invocation.current
        let name = folder ?? Self.folderName(address)
        guard !name.isEmpty else {
            throw CommandFailure(
                .wrongUsage, Text(en: "no folder name follows from \(address)", zh: "无法从 \(address) 得出文件夹名"),
                remedy: Text(en: "give one: crm clone \(address) <folder>", zh: "请指定：crm clone \(address) <文件夹>"))
        }
        let target = invocation.path(name)
        let repository = try withGitFailures(isCloning: true) {
            try Repository.clone(absoluteAddress(address, invocation.folder), to: target, options: networkOptions(nil))
        }
        let root = repository.workTree ?? target
        try withGitFailures { try MergeDriver.register(repository) }
        guard fileExists(root + "/crm.yaml") else {
            let isEmpty = try repository.head().commit == nil
            throw CommandFailure(
                .problemsFound,
                Text(
                    en: "cloned to \(root), but it holds no crm.yaml" + (isEmpty ? " (the repository is empty)" : ""),
                    zh: "已克隆到 \(root)，但其中没有 crm.yaml" + (isEmpty ? "（仓库是空的）" : "")),
                remedy: Text(en: "start a CRM there: crm -C \(name) init", zh: "在其中新建 CRM：crm -C \(name) init"))
        }
        try report(root)
    }

    private func report(_ root: String) throws {
        let terminal = Invocation.current.terminal
        let folder: CRMFolder
        do throws(FileProblem) {
            folder = try CRMFolder(root: root)
        } catch {
            throw CommandFailure(error.message)
        }
        let records = try readRecords(folder)
        let customers = records.records(of: "customer").count
        if global.json {
            let value: RecordValue = [
                "folder": .text(root), "name": .optional(folder.settings.name), "records": .integer(records.all.count),
                "customers": .integer(customers),
            ]
            terminal.print(value.json(indented: true))
            return
        }
        let company = folder.settings.name ?? ""
        terminal.print(
            terminal.paint("✓ ", .green) + visible(company) + say(": ", "：")
                + say(Text.count(customers, "customer", "个客户")) + say(", ", "，")
                + say(Text.count(records.all.count, "record", "条记录")))
        terminal.print(say("Next: cd \(visible(root)) && crm due", "接下来：cd \(visible(root)) && crm due"))
    }

    /// The last part of the address without `.git`.
    static func folderName(_ address: String) -> String {
        var text = Substring(address)
        while text.last == "/" { text.removeLast() }
        if text.hasSuffix("/.git") { text.removeLast(5) }
        let name = text.split { $0 == "/" || $0 == ":" }.last ?? ""
        return String(name.hasSuffix(".git") ? name.dropLast(4) : name)
    }

    /// A relative folder becomes absolute, since the clone remembers it.
    private func absoluteAddress(_ address: String, _ folder: String) -> String {
        guard !address.hasPrefix("/"), !address.contains(":"), fileExists(folder + "/" + address) else {
            return address
        }
        return absolutePath(folder + "/" + address)
    }
}
