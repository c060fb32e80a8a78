import Testing

@testable import LosslessYAML

/// Quoted exactly when some reader would see anything but this text.
@Suite struct ScalarTextTests {
    @Test(arguments: [
        "上海云帆", "138 0013 8000", "a:b", "http://a.b/c?d#e", "it's", "say \"hi\"", "50%", "a, b", "-x", "?x", "1.2.3",
        "v1", "KH2026-7F3K2Q", "价格：合适", "a-b", "(x)", "A&B",
        "2026-11", "12:99", "1 000", "0x", "nope", "Yess", "x#y", "a\u{A0}b", "😀", "<tag>", "1e", "e3", "_1", "12 元",
    ])
    func plain(text: String) {
        #expect(ScalarText.write(text, .block, quote: .doubleQuoted) == text)
    }

    @Test(arguments: [
        "", " a", "a ", "no", "NO", "on", "Off", "y", "N", "yes", "null", "~", "True", "0755", "1_000", "+1", "0b1",
        "0o17", "0x1F", "1.5", ".5", "1.", "1e3", "12:30", "190:20:30.15", "1,000", ".inf",
        "-.INF", ".NaN", "2026-11-03", "2026-11-03T10:00:00Z", "2026-11-03 10:00:00", "=", "<<", "a: b", "a:", "a #b",
        "- a", "-", "?", "? a", ":a", "[a", "{a", "]", "}", ",a", "#a", "&a", "*a", "!a", "|a", ">a",
        "'a", "\"a", "%a", "@a", "`a", "---", "--- a", "...", "a\tb", "a\nb", "a\u{85}b", "\u{FEFF}", "a\u{2028}",
        "<<<<<<< HEAD", "=======",
    ])
    func quoted(text: String) {
        let written = ScalarText.write(text, .block, quote: .doubleQuoted)
        #expect(written.hasPrefix("\""))
        #expect(events(written) != "")
    }

    @Test(arguments: ["a, b", "[x", "a]", "{b}", "x:,"])
    func quotedWithinBracketsOnly(text: String) {
        #expect(ScalarText.write(text, .flow, quote: .singleQuoted) == "'" + text + "'")
    }

    @Test func styles() {
        #expect(ScalarText.write("no", .block, quote: .singleQuoted) == "'no'")
        #expect(ScalarText.write("it's: x", .block, quote: .singleQuoted) == "'it''s: x'")
        #expect(ScalarText.write("a\tb", .block, quote: .singleQuoted) == "\"a\\tb\"")
        #expect(ScalarText.write("\u{1}\\\"", .block, quote: .doubleQuoted) == "\"\\u0001\\\\\\\"\"")
    }
}
