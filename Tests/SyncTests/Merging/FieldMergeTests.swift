import Records
import Testing

@testable import Sync

/// Three versions of one record, and what becomes of them.
struct FieldMergeTests {
    private func merge(
        _ base: String?, _ ours: String, _ theirs: String, kind: String? = nil,
        settled: @escaping (String) -> Settlement.Side? = { _ in nil }
    ) -> FieldMerge {
        mergeFields(
            base: base.map { Array($0.utf8) }, ours: Array(ours.utf8), theirs: Array(theirs.utf8),
            kind: kind.flatMap { shippedKinds[$0] }, settled: settled)
    }

    private func expectMerged(
        _ base: String?, _ ours: String, _ theirs: String, _ expected: String, kind: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        expectText(merge(base, ours, theirs, kind: kind), expected, sourceLocation)
    }

    private func expectText(_ merge: FieldMerge, _ expected: String, _ sourceLocation: SourceLocation) {
        guard case .merged(let bytes) = merge else {
            Issue.record("\(merge)", sourceLocation: sourceLocation)
            return
        }
        #expect(
            Array(bytes) == Array(expected.utf8), "\(String(decoding: bytes, as: UTF8.self))",
            sourceLocation: sourceLocation)
    }

    private func conflicts(_ merge: FieldMerge) -> [String] {
        guard case .conflicts(let conflicts) = merge else { return ["\(merge)"] }
        return conflicts.map { "\($0.key): \($0.base ?? "–") | \($0.ours ?? "–") | \($0.theirs ?? "–")" }
    }

    @Test func neighbouringLinesMerge() {
        expectMerged(
            "id: 1\nowner: li\nstage: contact\n", "id: 1\nowner: wang\nstage: contact\n",
            "id: 1\nowner: li\nstage: won\n",
            "id: 1\nowner: wang\nstage: won\n")
    }

    @Test func theSameFieldConflictsAlone() {
        let merge = merge("a: 1\nb: 1\nc: 1\n", "a: 2\nb: 2\nc: 1\n", "a: 3\nb: 1\nc: 3\n")
        #expect(conflicts(merge) == ["a: 1 | 2 | 3"])
    }

    @Test func bothAlikeOnce() {
        expectMerged("a: 1\nb: 1\n", "a: 2\nb: 1\n", "a: 2\nb: 3\n", "a: 2\nb: 3\n")
    }

    @Test func addedAtDifferentPlacesOnce() {
        expectMerged(
            "name: x\nowner: li\n", "website: w\nname: x\nowner: li\n", "name: x\nowner: li\nwebsite: w\ntags: [a]\n",
            "website: w\ntags: [a]\nname: x\nowner: li\n")
    }

    @Test func addedDifferentlyConflicts() {
        #expect(
            conflicts(merge("name: x\n", "website: a\nname: x\n", "name: x\nwebsite: b\n")) == ["website: – | a | b"])
    }

    @Test func addedKeysFollowTheirPredecessor() {
        expectMerged(
            "a: 1\nz: 1\n", "a: 1\nz: 2\n", "a: 1\nb: 1\nc: 1\nz: 1\nend: 1\n",
            "a: 1\nb: 1\nc: 1\nz: 2\nend: 1\n")
    }

    @Test func deletedAgainstUntouchedAndAgainstChanged() {
        expectMerged("a: 1\nb: 1\nc: 1\n", "b: 1\nc: 1\n", "a: 1\nb: 2\nc: 1\n", "b: 2\nc: 1\n")
        #expect(conflicts(merge("a: 1\nb: 1\n", "b: 1\n", "a: 2\nb: 1\n")) == ["a: 1 | – | 2"])
    }

    @Test func nullIsAValue() {
        expectMerged("a: 1\nb: 1\n", "a: null\nb: 1\n", "a: 1\nb: 2\n", "a: null\nb: 2\n")
        #expect(conflicts(merge("a: 1\nb: 1\n", "a: null\nb: 1\n", "b: 1\n")) == ["a: 1 | null | –"])
    }

    @Test func nestedMapsMergeByTheirEntries() {
        expectMerged(
            "next:\n  action: call\n  owner: li\n  due: 2026-11-03\nx: 1\n",
            "next:\n  action: call\n  owner: wang\n  due: 2026-11-03\nx: 1\n",
            "next:\n  action: call\n  owner: li\n  due: 2026-11-09 # later\nx: 1\n",
            "next:\n  action: call\n  owner: wang\n  due: 2026-11-09 # later\nx: 1\n")
        #expect(
            conflicts(
                merge("n:\n  a: 1\n  b: 1\n", "n:\n  a: 2\n  b: 2\n", "n:\n  a: 3\n  b: 1\n")) == ["n/a: 1 | 2 | 3"])
    }

    @Test func listsAreOneValue() {
        let merge = merge("t:\n- a\nx: 1\n", "t:\n- a\n- b\nx: 1\n", "t:\n- a\n- c\nx: 1\n")
        #expect(conflicts(merge) == [#"t: ["a"] | ["a","b"] | ["a","c"]"#])
    }

    @Test func commentsStayWithTheirKey() {
        expectMerged(
            "# head\n\n# name\nname: x\n\n# who\nowner: li\n",
            "# head\n\n# name\nname: x\n\n# who is it\nowner: wang\n",
            "# head\n\n# the name\nname: y # new\n\n# who\nowner: li\n",
            "# head\n\n# the name\nname: y # new\n\n# who is it\nowner: wang\n")
    }

    @Test func commentsOfBothStay() {
        expectMerged(
            "a: 1\n# one\nb: 1\n", "a: 2\n# two\nb: 1\n", "a: 1\n# three\nb: 1\n", "a: 2\n# two\n# three\nb: 1\n")
    }

    @Test func formattingIsNoChange() {
        // Ours only quoted and reordered; theirs changed the value.
        expectMerged(
            "a: x\nb: 1\nc: 1\n", "b: 1\na: 'x'\nc: 2\n", "a: y\nb: 1\nc: 1\n", "b: 1\na: y\nc: 2\n")
        expectMerged("a: 1.0\nb: 1\n", "a: 1.00\nb: 1\n", "a: 2\nb: 1\n", "a: 2\nb: 1\n")
    }

    @Test func lineEndsAreNoChange() {
        expectMerged(
            "name: x\nowner: li\n", "name: x\r\nowner: li\r\n", "name: x\nowner: wang\n", "name: x\r\nowner: wang\r\n")
        expectMerged("a: 1\nb: 1", "a: 2\nb: 1", "a: 1\nb: 2\n", "a: 2\nb: 2\n")
        expectMerged("\u{FEFF}a: 1\nb: 1\n", "\u{FEFF}a: 2\nb: 1\n", "a: 1\nb: 2\n", "a: 2\nb: 2\n")
    }

    @Test func typesComeFromTheSchema() {
        // A phone number is text: 0755 and 755 differ.
        #expect(
            conflicts(merge("id: a\nname: 1\n", "id: a\nname: 0755\n", "id: a\nname: 755\n", kind: "customer"))
                == ["name: 1 | 0755 | 755"])
    }

    @Test func norwayStaysText() {
        expectMerged(
            "country: SE\nowner: li\n", "country: NO\nowner: li\n", "country: SE\nowner: wang\n",
            "country: NO\nowner: wang\n")
    }

    @Test func keysDifferByBytes() {
        expectMerged(
            "caf\u{E9}: 1\nx: 1\n", "caf\u{E9}: 1\ncafe\u{301}: 2\nx: 1\n", "caf\u{E9}: 1\nx: 2\n",
            "caf\u{E9}: 1\ncafe\u{301}: 2\nx: 2\n")
    }

    @Test func aGroupIsOneConflict() {
        let base = "id: a\nname: n\namount: 1000\ncurrency: CNY\nstage: contact\n"
        let merge = merge(
            base, base.replacing("amount: 1000", with: "amount: 1200"),
            base.replacing("currency: CNY", with: "currency: USD"), kind: "deal")
        #expect(conflicts(merge) == ["amount: 1000 | 1200 | 1000", "currency: CNY | CNY | USD"])
        // Alike in both: no conflict.
        let both = base.replacing("amount: 1000", with: "amount: 1200")
        expectMerged(
            base, both + "owner: li\n", both.replacing("name: n", with: "name: m"),
            "id: a\nname: m\namount: 1200\ncurrency: CNY\nstage: contact\nowner: li\n", kind: "deal")
    }

    @Test func aChoiceSettlesAConflict() {
        let base = "a: 1\nn:\n  b: 1\n"
        let merged = merge(base, "a: 2\nn:\n  b: 2\n", "a: 3\nn:\n  b: 3\n") { ["a": .ours, "n/b": .theirs][$0] }
        expectText(merged, "a: 2\nn:\n  b: 3\n", #_sourceLocation)
    }

    @Test func whatIsNoMappingIsLeftAlone() {
        for text in ["- a\n", "a: 1\na: 2\n", "a: [\n", "", "just text\n", "a: 1\n---\nb: 1\n"] {
            guard case .unreadable = merge("a: 1\n", text, "a: 2\n") else {
                Issue.record("\(text.debugDescription) was merged")
                continue
            }
        }
    }

    @Test func blockTextStaysWhole() {
        expectMerged(
            "summary: |\n  one\n\n  # no comment\n  two\nowner: li\n",
            "summary: |\n  one\n\n  # no comment\n  three\nowner: li\n",
            "summary: |\n  one\n\n  # no comment\n  two\nowner: wang\n",
            "summary: |\n  one\n\n  # no comment\n  three\nowner: wang\n")
    }

    @Test func anAliasWithoutItsAnchorIsNeverWritten() {
        // Theirs moves the anchored value away from under our alias, which then says what it stood for.
        expectMerged("a: &x 1\nb: 0\n", "a: &x 1\nb: *x\nc: 1\n", "a: 2\nb: 0\n", "a: 2\nb: 1\nc: 1\n")
    }

    @Test func bothNew() {
        expectMerged(nil, "id: a\nname: x\n", "id: a\nowner: li\n", "id: a\nowner: li\nname: x\n")
        #expect(conflicts(merge(nil, "id: a\n", "id: b\n")) == ["id: – | a | b"])
    }
}
