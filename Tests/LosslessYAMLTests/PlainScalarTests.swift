import LosslessYAML
import Testing

@Suite struct PlainScalarTests {
    @Test(arguments: [
        ("上海云帆", ":上海云帆"), ("a:b", ":a:b"), ("a#b", ":a#b"), ("a #b", ":a"), ("-x", ":-x"), ("?x", ":?x"),
        (":x", "::x"),
        ("--- ", ":"), ("a  b", ":a  b"), ("a\tb", ":a\\tb"), ("it's", ":it's"), ("[x", "invalid 1:1"),
        ("a, b", ":a, b"),
        ("a]b", ":a]b"), ("x  ", ":x"), ("C:\\x", ":C:\\\\x"), ("a\u{FF1A}b", ":a：b"),
        ("http://a.b:80/c?d=e", ":http://a.b:80/c?d=e"),
    ])
    func oneLine(yaml: String, value: String) {
        #expect(events(yaml) == (value.hasPrefix("invalid") ? value : "=VAL " + value))
    }

    @Test func linesFold() {
        #expect(events("a\nb\n\nc\n") == "=VAL :a b\\nc")
        #expect(events("k: a\n  b\n\n\n  c\nl: d\n") == "+MAP =VAL :k =VAL :a b\\n\\nc =VAL :l =VAL :d -MAP")
        #expect(events("k:\n  a\n  - b\n") == "+MAP =VAL :k =VAL :a - b -MAP")
        #expect(events("- a\n b\n") == "+SEQ =VAL :a b -SEQ")
        #expect(events("k: a\r\n  b\r\n") == "+MAP =VAL :k =VAL :a b -MAP")
    }

    @Test func aCommentEndsIt() {
        #expect(events("k: a # c\n  b\n") == "invalid 2:3")
        #expect(events("k:\n  a\n  # c\n") == "+MAP =VAL :k =VAL :a -MAP")
    }

    @Test func aMarkerEndsIt() {
        #expect(streamEvents("a\n---\nb\n") == "+STR +DOC =VAL :a -DOC +DOC --- =VAL :b -DOC -STR")
        #expect(events("a\n---b\n") == "=VAL :a ---b")
    }

    @Test(arguments: ["@x", "`x", "%x", "|x", "]x", "}x", ",x", "&", "*", "- a: b\n c"])
    func mayNotStartLikeThis(yaml: String) {
        #expect(events(yaml).hasPrefix("invalid"))
    }

    @Test func withinBrackets() {
        #expect(events("[a b, c:d, -1, e#f]") == "+SEQ [] =VAL :a b =VAL :c:d =VAL :-1 =VAL :e#f -SEQ")
        #expect(events("[a\n  b,\n  c]") == "+SEQ [] =VAL :a b =VAL :c -SEQ")
        #expect(events("{a:1}") == "+MAP {} =VAL :a:1 =VAL : -MAP")
        #expect(events("[-]") == "invalid 1:2")
    }
}
