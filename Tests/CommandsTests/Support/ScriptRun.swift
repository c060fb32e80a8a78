import Foundation

/// One run of a script in a folder of its own, in which nobody's home, git configuration, locale, clock or time zone take
/// part.
struct ScriptRun {
    private let place: URL
    private let work: URL
    private var commandsRun = 0

    init() throws {
        let temporary = FileManager.default.temporaryDirectory.appendingPathComponent("crm-script-" + UUID().uuidString)
        let home = temporary.appendingPathComponent("home")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        place = URL(fileURLWithPath: realPath(temporary.path))
        work = place.appendingPathComponent("work")
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        let settings = """
            [user]
            \tname = 王磊
            \temail = wanglei@example.com
            [init]
            \tdefaultBranch = main
            [core]
            \tquotePath = false

            """
        try settings.write(to: home.appendingPathComponent(".gitconfig"), atomically: true, encoding: .utf8)
    }

    func remove() {
        // A script may have taken the permissions of a folder away.
        _ = try? Self.shell("chmod -R u+rwX .", in: place, environment: [:])
        try? FileManager.default.removeItem(at: place)
    }

    /// Runs all steps; returns them with what was really printed.
    mutating func run(_ script: Script) throws -> [Script.Step] {
        var steps: [Script.Step] = []
        for step in script.steps {
            switch step {
            case .prose: steps.append(step)
            case .file(let path, let lines):
                let file = work.appendingPathComponent(path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: false, encoding: .utf8)
                steps.append(step)
            case .fixture(let name):
                try copy(TestPlaces.commandsTests + "/Fixtures/" + name, to: work)
                try copy(TestPlaces.package + "/schemas", to: work.appendingPathComponent("schemas"))
                steps.append(step)
            case .commands(let commands):
                steps.append(.commands(try commands.map { try run($0) }))
            }
        }
        return steps
    }

    private mutating func run(_ command: Script.Command) throws -> Script.Command {
        commandsRun += 1
        let (output, status) = try Self.shell(
            command.lines.joined(separator: "\n"), in: work, environment: environment)
        var lines = output.replacingOccurrences(of: work.path, with: "<work>")
            .replacingOccurrences(of: place.path, with: "<place>")
            .components(separatedBy: "\n")
        while lines.last == "" { lines.removeLast() }
        return Script.Command(lines: command.lines, output: lines, status: status)
    }

    private var environment: [String: String] {
        let now = "2026-11-24T09:30:00+08:00"
        return [
            "PATH": TestPlaces.programs + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            "HOME": place.path + "/home", "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0",
            "GIT_AUTHOR_DATE": now, "GIT_COMMITTER_DATE": now, "GIT_CEILING_DIRECTORIES": place.path,
            "LANG": "C.UTF-8", "TZ": "Asia/Shanghai", "NO_COLOR": "1", "TMPDIR": place.path,
            // The same ids again in every run, but not the same ids twice in one.
            "CRM_NOW": now, "CRM_SEED": String(commandsRun),
        ]
    }

    private func copy(_ source: String, to target: URL) throws {
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        for name in try FileManager.default.contentsOfDirectory(atPath: source) {
            try FileManager.default.copyItem(atPath: source + "/" + name, toPath: target.path + "/" + name)
        }
    }

    /// Standard output and standard error as one text, in the order in which they were written.
    private static func shell(
        _ command: String, in folder: URL, environment: [String: String]
    ) throws -> (output: String, status: Int32) {
        let capture = FileManager.default.temporaryDirectory.appendingPathComponent("crm-output-" + UUID().uuidString)
        try Data().write(to: capture)
        defer { try? FileManager.default.removeItem(at: capture) }
        let handle = try FileHandle(forWritingTo: capture)
        defer { try? handle.close() }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = folder
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        let deadline = Date(timeIntervalSinceNow: 60)
        while process.isRunning, Date() < deadline { usleep(1000) }
        let isStuck = process.isRunning
        if isStuck { process.terminate() }
        process.waitUntilExit()
        let output = String(decoding: try Data(contentsOf: capture), as: UTF8.self)
        return (isStuck ? output + "\n(ended after 60 seconds)" : output, process.terminationStatus)
    }
}

/// The path without links: temporary folders of macOS lie behind one.
private func realPath(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
}
