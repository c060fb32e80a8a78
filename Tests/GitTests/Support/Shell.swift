import Foundation

@testable import Git

/// What a program printed, and how it ended.
struct ShellResult {
    let status: Int32
    let output: String
    let errors: String
}

/// A program started in a process group of its own. Not Foundation's `Process`: on Linux that takes a server which closes its
/// inherited descriptors (sshd) for ended, and then waits for it in the thread that watches all others.
final class StartedProgram {
    private let id: pid_t
    private var status: Int32?

    /// - Parameter output: a file for standard output and error.
    init(_ program: String, _ arguments: [String], _ environment: [String], output: String = "/dev/null") {
        let channel = open(output, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        let (id, code) = spawn(
            program, arguments, environment: environment, channel: channel, errors: channel, inOwnGroup: true)
        close(channel)
        self.id = id
        if code != 0 { status = 127 }
    }

    /// The exit status once it ended; 128 and more for a signal.
    func wait() -> Int32 {
        if let status { return status }
        var raw: Int32 = 0
        while waitpid(id, &raw, 0) < 0, errno == EINTR {}
        let result = raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + (raw & 0x7F)
        status = result
        return result
    }

    /// Ends it and its children.
    func stop() {
        guard status == nil else { return }
        kill(-id, SIGKILL)
        _ = wait()
    }
}

/// Runs programs with an environment in which nobody's git configuration, ssh keys or locale take part.
enum Shell {
    static let environment: [String: String] = [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
        "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_TERMINAL_PROMPT": "0", "GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "test@example.com",
        "GIT_COMMITTER_NAME": "Test", "GIT_COMMITTER_EMAIL": "test@example.com",
    ]

    @discardableResult
    static func run(
        _ arguments: [String], in folder: String = "/", input: String? = nil, extra: [String: String] = [:]
    ) throws -> ShellResult {
        let scratch = Scratch()
        try (input ?? "").write(toFile: scratch.path + "/in", atomically: false, encoding: .utf8)
        let script = "cd \"$1\" || exit 127; cd=$2; shift 2; exec \"$@\" <\"$cd/in\" >\"$cd/out\" 2>\"$cd/err\""
        let all = environment.merging(extra) { $1 }.map { "\($0)=\($1)" }
        let program = StartedProgram("/bin/sh", ["-c", script, "sh", folder, scratch.path] + arguments, all)
        let status = program.wait()
        func text(_ file: String) throws -> String {
            String(decoding: try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/" + file)), as: UTF8.self)
        }
        return ShellResult(status: status, output: try text("out"), errors: try text("err"))
    }

    /// The full path of a program, also in the folders for administrators; `nil` if it is not installed.
    static func find(_ program: String) -> String? {
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin"]
        return folders.map { $0 + "/" + program }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

/// A folder that vanishes with its owner.
final class Scratch: @unchecked Sendable {
    let path: String

    init() {
        let name = "crm-git-tests-" + UUID().uuidString
        let url = URL(fileURLWithPath: "/tmp").appendingPathComponent(name)
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
