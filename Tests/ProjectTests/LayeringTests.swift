import Foundation
import Testing

/// Imports point downward only, and each layer uses of the system what it needs and no more. SwiftPM does not hold a target to
/// this by itself.
@Suite struct LayeringTests {
    /// Every target of Sources/ with what its files may import.
    private static let allowed: [String: Set<String>] = [
        "LosslessYAML": ["CLibYAML"],
        "JSONSchema": [],
        "Records": ["LosslessYAML", "JSONSchema", "Glibc", "Darwin", "Dispatch"],
        // Dispatch spreads the look at many folders over the cores.
        "Git": ["CLibGit2", "CLibGit2Lazy", "Crypto", "Glibc", "Darwin", "Dispatch"],
        "RecordMerge": ["LosslessYAML", "Records"],
        "RecordIndex": ["GRDB", "GRDBSQLite", "Records", "LosslessYAML", "JSONSchema", "Glibc", "Darwin", "Dispatch"],
        "Rules": ["Records", "RecordIndex"],
        "Sync": [
            "Git", "Records", "RecordMerge", "RecordIndex", "Rules", "LosslessYAML", "JSONSchema", "Glibc", "Darwin",
        ],
        "Commands": [
            "ArgumentParser", "Sync", "Rules", "Git", "RecordMerge", "RecordIndex", "Records", "LosslessYAML",
            "JSONSchema", "Glibc", "Darwin",
        ],
        "crm": ["Commands"],
        // Runs while building; no part of the tool.
        "EmbedFiles": ["Foundation"],
    ]

    @Test func everyTargetIsHeldToTheTable() {
        let folders = Set(
            Project.files.filter { $0.hasPrefix("Sources/") }.compactMap { $0.split(separator: "/").dropFirst().first })
        let known = Set(Self.allowed.keys).union(["CLibYAML", "CLibGit2", "CLibGit2Lazy"])
        #expect(folders.map(String.init).filter { !known.contains($0) } == [])
    }

    @Test(arguments: allowed.keys.sorted())
    func importsPointDownward(layer: String) throws {
        let files = Project.files(beneath: "Sources/" + layer, endingIn: ".swift")
        #expect(!files.isEmpty)
        for file in files {
            for line in try Project.lines(file) {
                guard let module = importedModule(line) else { continue }
                #expect(Self.allowed[layer]?.contains(module) == true, "\(file) imports \(module)")
            }
        }
    }

    /// `import X`, with attributes and an access level in front or a kind and a member behind.
    private func importedModule(_ line: String) -> String? {
        var words = line.split(separator: " ").map(String.init)[...]
        while let first = words.first,
            first.hasPrefix("@") || ["package", "public", "internal", "private"].contains(first)
        {
            words = words.dropFirst()
        }
        guard words.first == "import" else { return nil }
        let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        guard let name = words.dropFirst().first(where: { !kinds.contains($0) }) else { return nil }
        return String(name.split(separator: ".").first ?? "")
    }

    /// What only the front end may do: print, ask, read the environment, the home folder or the clock, end the process.
    private static let frontEndOnly = [
        "print(", "debugPrint(", "readLine(", "getenv(", "setenv(", "environ", "ProcessInfo", "CommandLine", "time(",
        "gettimeofday(", "localtime", "isatty(", "exit(", "abort(", "fatalError(", "STDOUT_FILENO", "STDERR_FILENO",
        "STDIN_FILENO", "getpwuid", "FileManager", "CLOCK_REALTIME", "SystemRandomNumberGenerator", ".random(in",
    ]

    @Test(arguments: ["LosslessYAML", "JSONSchema", "Records", "Git", "Rules", "Sync"])
    func lowerLayersDoNotTouchTheProcess(layer: String) throws {
        for file in Project.files(beneath: "Sources/" + layer, endingIn: ".swift") {
            for (number, line) in try Project.lines(file).enumerated() {
                let code = withoutTextAndComment(line)
                for name in Self.frontEndOnly where code.containsWord(name) {
                    Issue.record("\(file):\(number + 1) uses \(name): it is handed in from Commands")
                }
            }
        }
    }

    /// The code of a line without its string literals and its comment.
    private func withoutTextAndComment(_ line: String) -> String {
        var code = ""
        var isInText = false
        var previous: Character = " "
        for character in line {
            if character == "\"", previous != "\\" {
                isInText.toggle()
            } else if !isInText {
                if character == "/", previous == "/" { return code }
                code.append(character)
            }
            previous = character
        }
        return code
    }
}

extension String {
    /// True when `word` stands here and is not the end of a longer name.
    fileprivate func containsWord(_ word: String) -> Bool {
        var rest = self[...]
        while let range = rest.range(of: word) {
            let before = range.lowerBound == startIndex ? " " : self[index(before: range.lowerBound)]
            let after = range.upperBound == endIndex ? " " : self[range.upperBound]
            let isMember = before == "." && !word.hasPrefix(".")
            let endsOpen = word.last?.isLetter == true && (after.isLetter || after == "_")
            if !before.isLetter, !before.isNumber, before != "_", !isMember, !endsOpen { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }
}
