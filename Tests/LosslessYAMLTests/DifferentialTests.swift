import Testing

@testable import LosslessYAML

/// Everyday records must read the same with libyaml, event for event, and whatever a small change makes of them too, unless the parser
/// itself says that it left the everyday subset (then the second reader decides).
@Suite struct DifferentialTests {
    private static let pieces: [String] = [
        "\n", " ", "  ", ":", ": ", "- ", "-", "#", " #", "\t", "\"", "'", "[", "]", "{", "}", ",", ", ", "?", "? ",
        "|", ">", "&a ", "*a", "!", "%", "@", "\\",
        "\r\n", "\r", "---\n", "...\n", "a", "中", "：", "=", "~", "0", "\u{85}", "\u{2028}", "\u{FEFF}", "\n\n", "\n ",
        "\n  ", "\n- ", ":\n", "|\n", ">\n", "''", "{}", "[]",
    ]

    @Test(arguments: 0..<8) func everydayRecords(batch: UInt64) {
        let rounds = randomRounds(40)
        for seed in (batch * rounds)..<(batch * rounds + rounds) {
            var documents = EverydayDocuments(seed: seed)
            let text = documents.document()
            compare(Array(text.utf8), mustBeEveryday: true)
            for _ in 0..<10 { compare(changed(text, &documents.random), mustBeEveryday: false) }
        }
    }

    private func changed(_ text: String, _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &random)
            if random.chance(25) {
                bytes.remove(at: place)
            } else {
                bytes.insert(contentsOf: random.pick(Self.pieces).utf8, at: place)
            }
        }
        return bytes
    }

    private func compare(_ bytes: [UInt8], mustBeEveryday: Bool) {
        bytes.withUnsafeBufferPointer { text in
            let stream = YAMLStream(parsing: text, maxDepth: 64)
            if mustBeEveryday {
                #expect(stream.failure == nil && !stream.beyondEveryday, "\(String(decoding: bytes, as: UTF8.self))")
            }
            guard stream.failure == nil, !stream.beyondEveryday, stream.documents.count == 1 else { return }
            let difference = SecondReader(text: text, stream: stream).difference()
            #expect(difference == nil, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }
}
