import Foundation
import Testing

/// A command test that reads like a page of documentation: Markdown with blocks of files and of commands with what they
/// print. Tests/CommandsTests/Scripts/README.md describes the form.
struct Script: Sendable, CustomTestStringConvertible {
    enum Step: Sendable {
        /// Text between blocks, kept for recording.
        case prose([String])
        case file(path: String, lines: [String])
        /// Copies a folder of Tests/CommandsTests/Fixtures, and the shipped schemas.
        case fixture(String)
        case commands([Command])
    }

    struct Command: Sendable {
        /// What `sh` is given; the first line stands behind `$ `, the others behind `> `.
        var lines: [String]
        /// Standard output and standard error in the order in which they were written.
        var output: [String]
        var status: Int32
    }

    let path: String
    var steps: [Step]

    var testDescription: String { (path as NSString).lastPathComponent }

    init(path: String) throws {
        self.path = path
        var lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")[...]
        var steps: [Step] = []
        var prose: [String] = []
        while let line = lines.popFirst() {
            guard line.hasPrefix("```"), let kind = Kind(line) else {
                prose.append(line)
                continue
            }
            steps.append(.prose(prose))
            prose = []
            let body = lines.prefix { $0 != kind.fence }
            lines = lines.dropFirst(body.count + 1)
            switch kind.words.first {
            case "file": steps.append(.file(path: kind.words.dropFirst().joined(separator: " "), lines: Array(body)))
            case "fixture": steps.append(.fixture(kind.words.dropFirst().joined(separator: " ")))
            default: steps.append(.commands(Self.commands(body)))
            }
        }
        steps.append(.prose(prose))
        self.steps = steps
    }

    /// The line that opens a block: its fence and the words behind it.
    private struct Kind {
        let fence: String
        let words: [String]

        init?(_ line: String) {
            fence = String(line.prefix { $0 == "`" })
            words = line.dropFirst(fence.count).split(separator: " ").map(String.init)
            guard ["file", "fixture", "console"].contains(words.first) else { return nil }
        }
    }

    private static func commands(_ lines: ArraySlice<String>) -> [Command] {
        var commands: [Command] = []
        for line in lines {
            if line.hasPrefix("$ ") {
                commands.append(Command(lines: [String(line.dropFirst(2))], output: [], status: 0))
            } else if let last = commands.indices.last {
                if line.hasPrefix("> "), commands[last].output.isEmpty {
                    commands[last].lines.append(String(line.dropFirst(2)))
                } else if let status = exitStatus(line) {
                    commands[last].status = status
                } else {
                    commands[last].output.append(line)
                }
            }
        }
        for index in commands.indices {
            while commands[index].output.last == "" { commands[index].output.removeLast() }
        }
        return commands
    }

    /// `[2]` on a line of its own.
    private static func exitStatus(_ line: String) -> Int32? {
        guard line.hasPrefix("["), line.hasSuffix("]") else { return nil }
        return Int32(line.dropFirst().dropLast())
    }

    /// The text of the script file.
    var text: String {
        var lines: [String] = []
        for step in steps {
            switch step {
            case .prose(let prose): lines += prose
            case .file(let path, let body):
                let fence = body.contains { $0.hasPrefix("```") } ? "````" : "```"
                lines += [fence + "file " + path] + body + [fence]
            case .fixture(let name): lines += ["```fixture " + name, "```"]
            case .commands(let commands):
                let fence = commands.contains { $0.output.contains { $0.hasPrefix("```") } } ? "````" : "```"
                lines += [fence + "console"]
                for (index, command) in commands.enumerated() {
                    if index > 0, !(commands[index - 1].output.isEmpty && commands[index - 1].status == 0) {
                        lines.append("")
                    }
                    lines += Self.lines(of: command)
                }
                lines.append(fence)
            }
        }
        return lines.joined(separator: "\n")
    }

    static func lines(of command: Command) -> [String] {
        var lines = command.lines.enumerated().map { ($0.offset == 0 ? "$ " : "> ") + $0.element }
        lines += command.output
        if command.status != 0 { lines.append("[\(command.status)]") }
        return lines
    }

    /// Every script beside this file, in the order of their names.
    static let all: [Script] = {
        let folder = TestPlaces.commandsTests + "/Scripts"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".md") && $0 != "README.md" }.sorted().compactMap {
            try? Script(path: folder + "/" + $0)
        }
    }()
}
