import LosslessYAML
import Testing

@Suite struct QuotedScalarTests {
    @Test func single() {
        #expect(events("'a'") == "=VAL 'a")
        #expect(events("''") == "=VAL '")
        #expect(events("'it''s'") == "=VAL 'it's")
        #expect(events("''''") == "=VAL ''")
        #expect(events(#"'a\nb'"#) == #"=VAL 'a\\nb"#)
        #expect(events("'a # b: c'") == "=VAL 'a # b: c")
    }

    @Test(arguments: [
        (#""\n\t\r\0\b""#, "\\n\\t\\r\\0\\b"), (#""\"\\\/""#, "\"\\\\/"), (#""\x41\u4e2d\U0001F600""#, "A中😀"),
        (#""\ud83d\ude00""#, "😀"),
        (#""\e\a\v\f""#, "\u{1B}\u{07}\u{0B}\u{0C}"), (#""\N\_\L\P""#, "\u{85}\u{A0}\u{2028}\u{2029}"), (#""\ ""#, " "),
    ])
    func escapes(yaml: String, value: String) {
        #expect(Array(events(yaml).utf8) == Array(("=VAL \"" + value).utf8))
    }

    @Test(arguments: [#""\q""#, #""\x4""#, #""\ud83d""#, #""\ud83dx""#, #""\udc00""#, #""\U00110000""#, #""\u12G4""#])
    func badEscapes(yaml: String) {
        #expect(events(yaml) == "invalid 1:2")
    }

    @Test func linesFold() {
        #expect(events("\"a\n b\"") == "=VAL \"a b")
        #expect(events("'a  \n\n  b'") == "=VAL 'a\\nb")
        #expect(events("\"a \\\n  b\"") == "=VAL \"a b")
        #expect(events("\"a\\\n\n b\"") == "=VAL \"a\\nb")
        #expect(events("\"a\\t\n b\"") == "=VAL \"a\\t b")
        #expect(events("\" a\n \"") == "=VAL \" a ")
        #expect(events("\"a\r\n\r\n b\"") == "=VAL \"a\\nb")
    }

    @Test func mustStayIndented() {
        #expect(events("k: \"a\nb\"") == "invalid 1:4")
        #expect(events("k: \"a\n b\"") == "+MAP =VAL :k =VAL \"a b -MAP")
        #expect(events("k: 'a\n\tb'") == "invalid 2:1")
        #expect(events("'a\n--- b'") == "invalid 1:1")
    }

    @Test func unclosed() {
        #expect(problem("k: \"a") == "1:4 \(YAMLError.Reason.unclosedQuote("\""))")
        #expect(problem("k: 'a\nl: b\n") == "1:4 \(YAMLError.Reason.unclosedQuote("'"))")
        #expect(events("\"\\\"") == "invalid 1:1")
    }

    @Test func asKeys() {
        #expect(events("\"a\": 1") == "+MAP =VAL \"a =VAL :1 -MAP")
        #expect(events("'a' : 1") == "+MAP =VAL 'a =VAL :1 -MAP")
        #expect(events("\"a\":1") == "invalid 1:4")
        #expect(events("\"a\n b\": 1") == "invalid 1:1")
    }
}
