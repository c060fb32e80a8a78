import LosslessYAML
import Testing

@Suite struct BlockScalarTests {
    @Test func literal() {
        #expect(events("k: |\n  a\n   b\n\n  c\n") == "+MAP =VAL :k =VAL |a\\n b\\n\\nc\\n -MAP")
        #expect(events("k: |\n  # text\n# comment\n") == "+MAP =VAL :k =VAL |# text\\n -MAP")
        #expect(events("- |\n a\n- b\n") == "+SEQ =VAL |a\\n =VAL :b -SEQ")
        #expect(events("k: |\r\n  a\r\n  b\r\n") == "+MAP =VAL :k =VAL |a\\nb\\n -MAP")
    }

    @Test func folded() {
        #expect(events("k: >\n  a\n  b\n\n  c\n") == "+MAP =VAL :k =VAL >a b\\nc\\n -MAP")
        #expect(events("k: >\n  a\n    b\n  c\n") == "+MAP =VAL :k =VAL >a\\n  b\\nc\\n -MAP")
        #expect(events("k: >\n\n  a\n\n\n  b\n") == "+MAP =VAL :k =VAL >\\na\\n\\nb\\n -MAP")
    }

    @Test(arguments: [
        ("|", "a\\n"), ("|-", "a"), ("|+", "a\\n\\n"), (">", "a\\n"), (">-", "a"), (">+", "a\\n\\n"), ("|2-", "a"),
        ("|-2", "a"),
        ("|1", " a\\n"), ("| # c", "a\\n"),
    ])
    func headers(header: String, value: String) {
        #expect(events("k: \(header)\n  a\n\n") == "+MAP =VAL :k =VAL \(header.prefix(1))\(value) -MAP")
    }

    @Test(arguments: ["|x", "|0", "|10", "|--", "|#c", "> a"])
    func badHeaders(header: String) {
        #expect(events("k: \(header)\n  a\n") == "invalid 1:4")
    }

    @Test func empty() {
        #expect(events("k: |\nl: 1\n") == "+MAP =VAL :k =VAL | =VAL :l =VAL :1 -MAP")
        #expect(events("k: |+\n\n\nl: 1\n") == "+MAP =VAL :k =VAL |\\n\\n =VAL :l =VAL :1 -MAP")
        #expect(events("k: |") == "+MAP =VAL :k =VAL | -MAP")
    }

    @Test func missingFinalLineBreak() {
        #expect(events("k: |\n  a") == "+MAP =VAL :k =VAL |a -MAP")
        #expect(events("k: |+\n  a") == "+MAP =VAL :k =VAL |a -MAP")
    }

    @Test func indentation() {
        #expect(events("k: |\n    \n  a\n") == "invalid 2:1")
        #expect(events("k: |\n    a\n  b\n") == "invalid 3:3")
        #expect(events("k: |\n\t\nl: 1\n") == "invalid 2:1")
        #expect(events("k: |\n  a\n \nl: 1\n") == "+MAP =VAL :k =VAL |a\\n =VAL :l =VAL :1 -MAP")
        #expect(events("- - |\n   a\n  b\n") == "invalid 3:3")
    }

    @Test func markersEndIt() {
        #expect(streamEvents("|\n a\n...\n") == "+STR +DOC =VAL |a\\n -DOC ... -STR")
        #expect(events("|\na\n") == "=VAL |a\\n")
    }

    @Test func rangeCoversHeaderAndText() throws {
        let tree = try tree("k: |  # c\n  a\n  b\n\nl: |\n")
        let root = try #require(tree.root)
        let value = try #require(tree.value(of: "k", in: root))
        #expect(String(decoding: tree.bytes[tree.range(value)], as: UTF8.self) == "|  # c\n  a\n  b")
        let empty = try #require(tree.value(of: "l", in: root))
        #expect(String(decoding: tree.bytes[tree.range(empty)], as: UTF8.self) == "|")
    }
}
