import LosslessYAML
import Records
import Testing

@testable import Sync

/// Laws of a three-way merge, on random small records.
struct FieldMergeLawsTests {
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private typealias Entries = [(key: String, value: String)]

    private func random(_ random: inout Generator) -> Entries {
        ["id", "name", "owner", "stage", "note", "tags"].shuffled(using: &random).prefix(
            Int.random(in: 1...6, using: &random)
        )
        .map { ($0, value(&random)) }
    }

    private func value(_ random: inout Generator) -> String {
        [
            " 1", " 2", " 'x' # why", "\n  - a\n  - b", "\n  p: 1\n  q: 2", "\n  p: 3\n  q: 2", " |\n  some\n\n  text",
            " null",
        ]
        .randomElement(using: &random) ?? ""
    }

    private func edited(_ entries: Entries, _ random: inout Generator) -> Entries {
        var entries = entries
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            let place = Int.random(in: 0..<max(1, entries.count), using: &random)
            switch Int.random(in: 0...3, using: &random) {
            case 0 where entries.count > 1: entries.remove(at: place)
            case 1:
                let key = ["new", "other"].randomElement(using: &random) ?? "new"
                if !entries.contains(where: { $0.key == key }) { entries.insert((key, value(&random)), at: place) }
            default: if !entries.isEmpty { entries[place].value = value(&random) }
            }
        }
        return entries
    }

    private func text(_ entries: Entries) -> [UInt8] {
        Array(entries.map { "# about \($0.key)\n\($0.key):\($0.value)\n" }.joined().utf8)
    }

    @Test func laws() {
        var random = Generator(state: 20_261_103)
        var merges = 0
        var conflicts = 0
        for _ in 0..<3000 {
            let start = self.random(&random)
            let base = text(start)
            let ours = text(edited(start, &random))
            let theirs = text(edited(start, &random))
            #expect(merged(base, base, theirs) == theirs)
            #expect(merged(base, ours, base) == ours)
            #expect(merged(base, ours, ours) == ours)
            let one = mergeFields(base: base, ours: ours, theirs: theirs, kind: nil)
            let two = mergeFields(base: base, ours: theirs, theirs: ours, kind: nil)
            switch (one, two) {
            case (.merged(let one), .merged(let two)):
                merges += 1
                expectSum(base, ours, theirs, one)
                #expect(values(one).map { sameValue($0, values(two)) } == true)
                expectComments(one)
            case (.conflicts(let one), .conflicts(let two)):
                conflicts += 1
                #expect(Set(one.map(\.key)) == Set(two.map(\.key)))
            case (.unreadable, .unreadable):
                // Together they removed every key; an empty file is no record.
                let all = [base, ours, theirs].map { Set(keys(values($0) ?? .map([]))) }
                #expect(all[0].intersection(all[1]).intersection(all[2]).isEmpty)
            default:
                Issue.record(
                    "\(one) \(two)\n\(String(decoding: ours, as: UTF8.self))\n\(String(decoding: theirs, as: UTF8.self))"
                )
            }
        }
        #expect(merges > 1000)
        #expect(conflicts > 100)
    }

    private func merged(_ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8]) -> [UInt8]? {
        guard case .merged(let bytes) = mergeFields(base: base, ours: ours, theirs: theirs, kind: nil) else {
            return nil
        }
        return bytes
    }

    private func values(_ bytes: [UInt8]) -> RecordValue? {
        var reader = YAMLReader()
        guard let tree = try? reader.read(bytes), let root = tree.root else { return nil }
        return typedValue(tree, root, nil)
    }

    private func keys(_ value: RecordValue) -> [String] {
        guard case .map(let members) = value else { return [] }
        return members.map(\.key)
    }

    /// Every leaf is one that some side has, and a one-sided change is in the result.
    private func expectSum(_ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8], _ result: [UInt8]) {
        guard let base = values(base), let ours = values(ours), let theirs = values(theirs), let result = values(result)
        else {
            Issue.record("unreadable")
            return
        }
        expectSum(base, ours, theirs, result)
    }

    private func expectSum(_ base: RecordValue?, _ ours: RecordValue?, _ theirs: RecordValue?, _ result: RecordValue?) {
        if case .map(let members)? = result, case .map(let own)? = ours, case .map(let other)? = theirs {
            for key in Set((members + own + other).map(\.key)) {
                expectSum(base?[key], ours?[key], theirs?[key], result?[key])
            }
            return
        }
        let wanted = sameValue(base, ours) ? theirs : ours
        #expect(sameValue(result, wanted))
        #expect(sameValue(base, ours) || sameValue(base, theirs) || sameValue(ours, theirs))
    }

    /// A comment stays above its key, once.
    private func expectComments(_ bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        for (comment, key) in zip(lines, lines.dropFirst()) where comment.hasPrefix("# about ") {
            #expect(key.hasPrefix(comment.dropFirst("# about ".count) + ":"))
        }
        #expect(Set(lines.filter { $0.hasPrefix("# about ") }).count == lines.filter { $0.hasPrefix("# about ") }.count)
    }
}
