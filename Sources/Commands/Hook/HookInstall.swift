import ArgumentParser
import Git
import Records
import Sync

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `crm hook install --bare PATH`: git on the server runs this crm for every push.
struct HookInstall: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "install",
            abstract: say("Put the hook into a bare repository.", "把钩子装进裸仓库。"),
            discussion: say(
                """
                Writes hooks/pre-receive (or a file in hooks/pre-receive.d, where the server has that folder, as Gitea does), which runs
                this crm. A hook that is there already is left alone unless --chain says to run it first.
                """,
                """
                写入 hooks/pre-receive（若服务器有 hooks/pre-receive.d 文件夹，如 Gitea，则写入其中），由它调用本程序。
                已有的钩子不会被改动；加 --chain 则先运行原有的钩子。
                """))
    }

    @Option(
        help: ArgumentHelp(
            say("The bare repository on the server.", "服务器上的裸仓库。"), valueName: "path"))
    var bare: String
    @Flag(help: ArgumentHelp(say("Run a hook that is there already first.", "先运行已有的钩子。"))) var chain = false
    @Flag(help: ArgumentHelp(say("Take the hook out again.", "移除钩子。"))) var uninstall = false
    @OptionGroup(title: "Global") var global: GlobalOptions

    private static let mark = "# crm hook: written by `crm hook install`"
    private static let aside = ".before-crm"

    mutating func run() throws {
        let file = try hookFile()
        let before = content(file)
        let isOurs = before.map { String(decoding: $0, as: UTF8.self).contains(Self.mark) } ?? false
        let done: String
        if uninstall {
            done = try remove(file, isOurs: isOurs)
        } else {
            let text = try script(file)
            if before == Array(text.utf8) {
                done = "unchanged"
            } else {
                if before != nil, !isOurs { try putAside(file) }
                try write(text, file)
                done = "installed"
            }
            try readLedger()
        }
        report(done, file)
    }

    /// Reads all records once now, so that the first push need not wait for it.
    private func readLedger() throws {
        try withGitFailures {
            let repository = try Repository.open(at: Invocation.current.path(bare))
            if let tip = try repository.head().commit { _ = try BranchLedger(repository, at: tip) }
        }
    }

    /// nil only where there is no file; empty for one that is there and none of ours: a program, a link, one that cannot be read.
    private func content(_ file: String) -> [UInt8]? {
        do throws(FileProblem) {
            return try readFile(file, limit: 1 << 20)
        } catch {
            return error.isAbsence ? nil : []
        }
    }

    private func report(_ done: String, _ file: String) {
        let terminal = Invocation.current.terminal
        if global.json {
            let value: RecordValue = ["result": .text(done), "file": .text(file), "program": .text(ownProgram())]
            return terminal.print(value.json(indented: true))
        }
        let words: Text =
            switch done {
            case "installed": Text(en: "every push is checked now: \(file)", zh: "今后每次推送都会检查：\(file)")
            case "removed": Text(en: "pushes are not checked any more: \(file)", zh: "今后不再检查推送：\(file)")
            case "absent": Text(en: "there was no hook of crm: \(file)", zh: "原本就没有 crm 的钩子：\(file)")
            default: Text(en: "the hook was there already: \(file)", zh: "钩子已存在：\(file)")
            }
        terminal.print(terminal.paint("✓ ", .green) + visible(say(words)))
    }

    /// Where git, or the server around it, looks for the hook.
    private func hookFile() throws -> String {
        let path = Invocation.current.path(bare)
        return try withGitFailures {
            let repository = try Repository.open(at: path)
            var folder = repository.gitFolder + "/hooks"
            if let other = try repository.setting("core.hooksPath"), !other.isEmpty {
                folder = other.hasPrefix("/") ? other : repository.gitFolder + "/" + other
            }
            return folder + (fileExists(folder + "/pre-receive.d") ? "/pre-receive.d/crm" : "/pre-receive")
        }
    }

    private func script(_ file: String) throws -> String {
        let program = quoted(ownProgram())
        let other = file + Self.aside
        guard fileExists(other) || (chain && fileExists(file)) else {
            return "#!/bin/sh\n\(Self.mark)\nexec \(program) hook pre-receive\n"
        }
        return """
            #!/bin/sh
            \(Self.mark)
            refs=$(cat)
            printf '%s\\n' "$refs" | \(quoted(other)) "$@" || exit $?
            printf '%s\\n' "$refs" | \(program) hook pre-receive

            """
    }

    private func putAside(_ file: String) throws {
        guard chain else {
            throw CommandFailure(
                Text(en: "there is another hook: \(file)", zh: "已有其他钩子：\(file)"),
                remedy: Text(en: "--chain runs it first, then crm", zh: "加 --chain 则先运行它，再运行 crm"))
        }
        guard !fileExists(file + Self.aside), rename(file, file + Self.aside) == 0 else {
            throw CommandFailure(
                Text(en: "cannot put \(file) aside", zh: "无法移开 \(file)"),
                remedy: Text(en: "is \(file)\(Self.aside) in the way?", zh: "是否已有 \(file)\(Self.aside)？"))
        }
    }

    private func write(_ text: String, _ file: String) throws {
        let folder = String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
        if !fileExists(folder) { mkdir(folder, 0o755) }
        do throws(FileProblem) {
            try writeFileAtomically(Array(text.utf8), to: file)
        } catch {
            throw CommandFailure(error.message)
        }
        guard chmod(file, 0o755) == 0 else {
            throw CommandFailure(Text(en: "cannot make \(file) executable", zh: "无法把 \(file) 设为可执行"))
        }
    }

    private func remove(_ file: String, isOurs: Bool) throws -> String {
        guard isOurs else { return "absent" }
        guard unlink(file) == 0 else {
            throw CommandFailure(Text(en: "cannot remove \(file)", zh: "无法删除 \(file)"))
        }
        if fileExists(file + Self.aside), rename(file + Self.aside, file) != 0 {
            throw CommandFailure(Text(en: "cannot put \(file)\(Self.aside) back", zh: "无法放回 \(file)\(Self.aside)"))
        }
        return "removed"
    }

    /// For a shell of POSIX.
    private func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
