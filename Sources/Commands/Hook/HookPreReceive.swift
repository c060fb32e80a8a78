import ArgumentParser
import Git
import Records
import Sync

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `crm hook pre-receive`: what git runs on the server. It reads `old new ref` lines and ends with 1 when the push is not taken.
struct HookPreReceive: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "pre-receive",
            abstract: say("What git runs on the server: judge a push.", "由服务器上的 git 调用：检查一次推送。"),
            discussion: say(
                "Reads `OLD NEW REF` lines from standard input, as git's pre-receive hook does.",
                "从标准输入读取“旧 新 引用”各行，与 git 的 pre-receive 钩子相同。"))
    }

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        let invocation = Invocation.current
        let updates = try Self.updates(standardInput())
        let folder = invocation.environment["GIT_DIR"].map { absolutePath($0) } ?? invocation.folder
        let judgement = try withGitFailures {
            let repository = try Repository.openReceiving(at: folder, objects: Self.objects(invocation.environment))
            return try judgePush(
                Push(
                    updates: updates, pusher: Pusher(environment: invocation.environment), now: invocation.instant),
                in: repository)
        }
        let language = invocation.environment["CRM_LANG"].flatMap { Language(tag: $0) } ?? judgement.language
        Speech.$language.withValue(language ?? Speech.language) {
            for line in PushLines(judgement).lines { invocation.terminal.remark(line) }
        }
        if !judgement.refusals.isEmpty { throw QuietExit(status: .failed) }
    }

    /// git's quarantine, and whatever else it names.
    private static func objects(_ environment: [String: String]) -> [String] {
        let others = environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"]?.split(separator: ":").map(String.init) ?? []
        return ([environment["GIT_OBJECT_DIRECTORY"]].compactMap { $0 } + others)
            .filter { !$0.isEmpty && !$0.hasPrefix("\"") }.map { absolutePath($0) }.filter { fileExists($0) }
    }

    static func updates(_ text: String) throws -> [Push.Update] {
        try text.split(separator: "\n").map { line in
            let parts = line.split(separator: " ", maxSplits: 2)
            guard parts.count == 3, let old = ObjectID(hex: parts[0]), let new = ObjectID(hex: parts[1]) else {
                throw CommandFailure(
                    .wrongUsage, Text(en: "not `OLD NEW REF`: \(line)", zh: "不是“旧 新 引用”：\(line)"))
            }
            return Push.Update(ref: String(parts[2]), old: old.isZero ? nil : old, new: new.isZero ? nil : new)
        }
    }

    private func standardInput() throws -> String {
        var bytes: [UInt8] = []
        while true {
            let (part, failure) = readBytes(STDIN_FILENO, size: 1 << 16)
            guard failure == 0 else {
                throw CommandFailure(Text(en: "cannot read standard input", zh: "无法读取标准输入"))
            }
            bytes += part
            if part.isEmpty || bytes.count > 1 << 24 { return String(decoding: bytes, as: UTF8.self) }
        }
    }
}
