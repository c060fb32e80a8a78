import Foundation

/// Runs programs with an environment in which nobody's git configuration or locale takes part.
enum Shell {
    static let environment: [String: String] = [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
        "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_TERMINAL_PROMPT": "0", "GIT_AUTHOR_NAME": "Git", "GIT_AUTHOR_EMAIL": "git@example.com",
        "GIT_COMMITTER_NAME": "Git", "GIT_COMMITTER_EMAIL": "git@example.com",
        "GIT_AUTHOR_DATE": "1793671200 +0800", "GIT_COMMITTER_DATE": "1793671200 +0800",
    ]

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Standard output. Output goes through files, which never block.
    @discardableResult
    static func run(_ arguments: [String], in folder: String, input: String = "") throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = environment
        let scratch = Scratch()
        for name in ["out", "err", "in"] {
            try Data(name == "in" ? Array(input.utf8) : []).write(to: URL(fileURLWithPath: scratch.path + "/" + name))
        }
        process.standardInput = FileHandle(forReadingAtPath: scratch.path + "/in")
        process.standardOutput = FileHandle(forWritingAtPath: scratch.path + "/out")
        process.standardError = FileHandle(forWritingAtPath: scratch.path + "/err")
        try process.run()
        process.waitUntilExit()
        func text(_ name: String) throws -> String {
            String(decoding: try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/" + name)), as: UTF8.self)
        }
        guard process.terminationStatus == 0 else {
            throw Failure(
                description: "\(arguments): \(process.terminationStatus) \(try text("out"))\(try text("err"))")
        }
        return try text("out")
    }

    /// The full path of git.
    static let git: String? = (environment["PATH"] ?? "").split(separator: ":").map { $0 + "/git" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}

/// A folder that vanishes with its owner.
final class Scratch {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "crm-sync-tests-" + UUID().uuidString
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
