import Foundation

/// What a program printed, and how it ended.
package struct ShellResult: Sendable {
    package let status: Int32
    package let output: String
    package let errors: String
}

/// Runs programs with an environment in which nobody's git configuration, ssh keys or locale take part.
package enum Shell {
    package static let environment: [String: String] = [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
        "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_TERMINAL_PROMPT": "0", "GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "test@example.com",
        "GIT_COMMITTER_NAME": "Test", "GIT_COMMITTER_EMAIL": "test@example.com",
    ]

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - extra: laid over `environment`.
    ///   - limit: seconds after which it is ended; the status is then 137.
    @discardableResult
    package static func run(
        _ arguments: [String], in folder: String = "/", input: String? = nil, extra: [String: String] = [:],
        environment base: [String: String] = environment, limit: Double = 120
    ) throws -> ShellResult {
        let scratch = Scratch()
        try (input ?? "").write(toFile: scratch.path + "/in", atomically: false, encoding: .utf8)
        let script = "cd \"$1\" || exit 127; cd=$2; shift 2; exec \"$@\" <\"$cd/in\" >\"$cd/out\" 2>\"$cd/err\""
        let all = base.merging(extra) { $1 }.map { "\($0)=\($1)" }
        let program = StartedProgram("/bin/sh", ["-c", script, "sh", folder, scratch.path] + arguments, all)
        let status = program.wait(limit: limit)
        func text(_ file: String) throws -> String {
            String(decoding: try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/" + file)), as: UTF8.self)
        }
        return ShellResult(status: status, output: try text("out"), errors: try text("err"))
    }

    /// Writes a script that can be run, by a program of its own: another test that starts one at this moment would hand on the file that
    /// this process holds open, and an open file cannot be run.
    package static func write(script: String, to path: String) throws {
        try run(["sh", "-c", "cat >\"$1\" && chmod 755 \"$1\"", "sh", path], input: "#!/bin/sh\n" + script)
    }

    /// The full path of a program, also in the folders for administrators; `nil` if it is not installed.
    package static func find(_ program: String) -> String? {
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin"]
        return folders.map { $0 + "/" + program }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

/// A folder that vanishes with its owner.
package final class Scratch: @unchecked Sendable {
    package let path: String

    package init() {
        let name = "crm-tests-" + UUID().uuidString
        let url = URL(fileURLWithPath: "/tmp").appendingPathComponent(name)
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
