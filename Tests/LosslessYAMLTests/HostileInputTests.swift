import LosslessYAML
import Testing

/// Bounded time and memory, a located problem, and never a crash.
@Suite struct HostileInputTests {
    private let clock = ContinuousClock()

    private func first(_ text: String) -> YAMLError? { problems(Array(text.utf8)).first }

    @Test func depth() {
        #expect(problem(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)) == nil)
        let deep: [String] = [
            String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000),
            String(repeating: "{a: ", count: 50_000),
            String(repeating: "? ", count: 100_000),
            String(repeating: "[", count: 65) + String(repeating: "]", count: 65),
            (0..<500).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
        ]
        for text in deep {
            #expect(first(text)?.reason == .tooDeep(limit: 64))
        }
    }

    @Test func size() {
        let bytes = [UInt8](repeating: 0x61, count: (1 << 20) + 1)
        #expect(problems(bytes).map(\.reason) == [.tooLarge(bytes: (1 << 20) + 1, limit: 1 << 20)])
        #expect(problems(bytes.dropLast()).isEmpty)
    }

    @Test func aliasBomb() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            text +=
                "a\(level): &a\(level) [" + [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
                + "]\n"
        }
        #expect(first(text)?.reason == .aliasBomb(limit: 1 << 24))
        let wide =
            "a: &a " + String(repeating: "x", count: 500_000) + "\nb: ["
            + [String](repeating: "*a", count: 100).joined(separator: ", ") + "]\n"
        #expect(first(wide)?.reason == .aliasBomb(limit: 1 << 24))
    }

    @Test func bytesThatAreNoText() {
        #expect(problems([0x61, 0x3A, 0x20, 0xB9, 0xAB, 0xCB, 0xBE]).map(\.reason) == [.notUTF8(looksLike: "GBK")])
        #expect(problems([0x61, 0xC0, 0xAF]).first?.offset == 1)
        #expect(problems([0x61, 0xED, 0xA0, 0x80]).first?.offset == 1)
        #expect(problems([0x61, 0xF4, 0x90, 0x80, 0x80]).first?.offset == 1)
        #expect(problems([0xFF, 0xFE, 0x61, 0x00]).map(\.reason) == [.wideEncoding("UTF-16LE")])
        #expect(problems([0x00, 0x61, 0x00, 0x3A]).map(\.reason) == [.wideEncoding("UTF-16BE")])
        #expect(problems(Array("a: b\0c".utf8)).map(\.reason) == [.forbiddenCharacter(0)])
        #expect(problems(Array("a: \"\u{1}\"".utf8)).map(\.reason) == [.forbiddenCharacter(1)])
        #expect(problems(Array("a: \u{7F}".utf8)).map(\.reason) == [.forbiddenCharacter(0x7F)])
        #expect(problems(Array("a: x # \u{FEFF}".utf8)).map(\.reason) == [.forbiddenCharacter(0xFEFF)])
    }

    /// Texts that make careless parsers quadratic.
    @Test func longTexts() {
        let texts = [
            String(repeating: "a: 1\n", count: 100_000), String(repeating: "\n", count: 1_000_000),
            "a: " + String(repeating: "x ", count: 400_000),
            "[" + String(repeating: "a, ", count: 300_000) + "]", String(repeating: "# c\n", count: 200_000),
            "\"" + String(repeating: "\n", count: 900_000) + "\"",
            "a: |\n" + String(repeating: " x\n\n", count: 200_000), String(repeating: "'", count: 1_000_000),
            "a: >\n" + String(repeating: "\n", count: 900_000),
            String(repeating: "&a x\n", count: 100_000), "- " + String(repeating: "x\n  ", count: 200_000),
            "[" + String(repeating: "\n", count: 900_000) + "]",
            String(repeating: "a\n\n\n\n\n\n", count: 100_000),
            "[" + String(repeating: "a\n\n\n\n\n\n,", count: 100_000) + "]",
        ]
        let took = clock.measure {
            for text in texts { _ = first(text) }
        }
        // Generous for an unoptimised build on a busy machine; a quadratic reader needs minutes.
        #expect(took < .seconds(60))
    }

    /// Any bytes at all: no crash, and a place within the text.
    @Test(arguments: 0..<40) func noise(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("a b:-?#[]{},&*!|>'\"%@`\n\n\n  \t\\x09~=<\r中".utf8)
        for _ in 0..<100 {
            let bytes = (0..<Int.random(in: 0..<120, using: &random)).map { _ in
                random.chance(3) ? UInt8.random(in: 0...255, using: &random) : random.pick(alphabet)
            }
            for problem in problems(bytes) {
                #expect((0...bytes.count).contains(problem.offset))
                #expect(!problem.description.isEmpty)
            }
        }
    }
}
