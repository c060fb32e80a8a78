import Foundation

/// What a program printed, and how it ended.
struct ShellResult {
    let status: Int32
    let output: String
    let errors: String
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
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = environment.merging(extra) { $1 }
        let scratch = Scratch()
        let output = scratch.path + "/out"
        let errors = scratch.path + "/err"
        let inputFile = scratch.path + "/in"
        try (input ?? "").write(toFile: inputFile, atomically: false, encoding: .utf8)
        for file in [output, errors] { try Data().write(to: URL(fileURLWithPath: file)) }
        process.standardInput = FileHandle(forReadingAtPath: inputFile)
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        try process.run()
        process.waitUntilExit()
        func text(_ file: String) throws -> String {
            String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
        }
        return ShellResult(status: process.terminationStatus, output: try text(output), errors: try text(errors))
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
