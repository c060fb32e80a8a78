import Foundation
import Testing

/// Small files with one idea, and a word about everything that another module may use.
@Suite struct SourceShapeTests {
    @Test func filesAreShort() throws {
        for folder in ["Sources", "Tests", "Plugins"] {
            for file in Project.files(beneath: folder, endingIn: ".swift") {
                let count = try Project.lines(file).count - 1
                #expect(count <= 400, "\(file) has \(count) lines: split it by its ideas")
            }
        }
    }

    @Test(arguments: ["LosslessYAML", "JSONSchema", "Records", "Git", "Rules", "Sync"])
    func declarationsAreDocumented(layer: String) throws {
        for file in Project.files(beneath: "Sources/" + layer, endingIn: ".swift") {
            let lines = try Project.lines(file)
            for (number, line) in lines.enumerated() {
                guard let name = declaredName(line), !isWitness(name) else { continue }
                var above = number - 1
                while above >= 0, lines[above].trimmingCharacters(in: .whitespaces).hasPrefix("@") { above -= 1 }
                let isDocumented = above >= 0 && lines[above].trimmingCharacters(in: .whitespaces).hasPrefix("///")
                #expect(isDocumented, "\(file):\(number + 1) `\(name)` has no doc comment")
            }
        }
    }

    /// The name of a type or function that other modules see; nil for any other line.
    private func declaredName(_ line: String) -> String? {
        var words = line.split(separator: " ").map(String.init)[...]
        while let first = words.first, first.hasPrefix("@") { words = words.dropFirst() }
        guard words.first == "package" else { return nil }
        words = words.dropFirst()
        let modifiers = ["static", "final", "mutating", "nonisolated", "indirect", "consuming", "borrowing"]
        while let first = words.first, modifiers.contains(first) { words = words.dropFirst() }
        guard let keyword = words.first,
            ["func", "struct", "enum", "class", "protocol", "typealias"].contains(keyword),
            let name = words.dropFirst().first
        else { return nil }
        return String(name.prefix { !"(<:".contains($0) || name.hasPrefix("<") })
    }

    /// What a protocol of the standard library or of the evaluator asks for means what it means there.
    private func isWitness(_ name: String) -> Bool {
        ["==", "<", "+", "hash", "next", "makeElements", "makeMembers", "withUTF8", "Elements", "Members", "viewed"]
            .contains(name)
    }
}
