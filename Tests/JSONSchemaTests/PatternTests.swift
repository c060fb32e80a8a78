import JSONSchema
import Testing

@Suite struct PatternTests {
    @Test(arguments: [
        ("", ["", "x"], []),
        ("abc", ["abc", "xabcx"], ["ab", "acb", ""]),
        ("^abc$", ["abc"], ["abc\n", "xabc", "abcx"]),
        ("a|bc|", ["a", "bc", "zzz"], []),
        ("^(a|bc)$", ["a", "bc"], ["b", "abc", ""]),
        ("^a*$", ["", "aaa"], ["ab"]),
        ("^a+b?$", ["a", "aaab"], ["b", "abb"]),
        ("^a{2}$", ["aa"], ["a", "aaa"]),
        ("^a{2,}$", ["aa", "aaaaa"], ["a"]),
        ("^a{0,2}$", ["", "a", "aa"], ["aaa"]),
        ("^(ab){1,2}?c$", ["abc", "ababc"], ["c", "abababc"]),
        ("^(?:a|b)+$", ["abba"], ["abc", ""]),
        ("^(?<year>\\d{4})$", ["2026"], ["26"]),
        ("^(a*)*$", ["", "aaaa"], ["b"]),
        ("^(a?){3}$", ["", "aaa"], ["aaaa"]),
        ("^.$", ["a", "中", "😀"], ["", "ab", "\n", "\r", "\u{2028}"]),
        ("^[a-c_-]+$", ["abc", "a-b_"], ["d", ""]),
        ("^[^a-c]$", ["d", "中", "\n"], ["a", ""]),
        ("[]", [], ["", "a"]),
        ("^[^]$", ["a", "\n"], ["", "ab"]),
        ("^[\\d\\s]+$", ["1 2\t3"], ["a"]),
        ("^[\\]\\\\^-]$", ["]", "\\", "^", "-"], ["a"]),
        ("^\\w+$", ["aZ_9"], ["é", "-"]),
        ("^\\D\\S\\W$", ["ab-"], ["1b-", "a -", "abc"]),
        ("^\\s$", [" ", "\u{A0}", "\u{3000}", "\u{FEFF}", "\u{2029}"], ["\u{180E}", "x"]),
        ("^\\t\\n\\v\\f\\r\\0$", ["\t\n\u{B}\u{C}\r\0"], ["tnvfr0"]),
        ("^\\x41\\u0042\\u{43}\\cJ$", ["ABC\n"], ["abc\n"]),
        ("^\\uD83D\\uDE00$", ["😀"], ["😁"]),
        ("^[😀-😂]$", ["😁"], ["😃"]),
        ("^\\.\\*\\/\\-\\@\\{\\}$", [".*/-@{}"], ["a"]),
        ("^{a}]$", ["{a}]"], ["a"]),
        ("\\bcat\\b", ["cat", "a cat sat", "cat!"], ["cats", "concat", "cat_"]),
        ("\\Bcat", ["concat"], ["cat", "a cat"]),
        ("^\\b|\\b$", ["a", "-a"], ["", "-"]),
        ("^\\p{L}+$", ["abcÄ中文", "Ω"], ["a1", "-"]),
        ("^\\p{Lu}\\p{Ll}\\P{L}$", ["Aa1"], ["aA1", "AaA"]),
        ("^\\p{Script=Han}+$", ["张三", "々"], ["abc", "かな"]),
        ("^\\p{sc=Cyrl}\\p{Script=Greek}\\p{Script=Latin}$", ["ЖΩz"], ["zΩЖ"]),
        ("^\\p{Letter}\\p{gc=Decimal_Number}\\p{General_Category=Lowercase_Letter}$", ["a٣b"], ["abb"]),
        ("^[\\p{L}\\p{Nd}]+$", ["公司2"], ["a b"]),
        ("^\\p{Emoji_Presentation}$", ["😀"], ["a"]),
        ("^\\p{ASCII}\\p{Any}\\p{Assigned}$", ["a😀b"], ["😀ab"]),
        ("^(?=.*\\d)(?=.*[a-z]).{4,}$", ["abc1", "1bcd"], ["abcd", "1234", "a1"]),
        ("^(?!.*forbidden)[a-z]+$", ["allowed"], ["isforbiddenhere"]),
        ("a(?=b)", ["ab"], ["ac", "a"]),
        ("a(?!b)", ["ac", "a"], ["ab"]),
        ("(?<=\\$)\\d+", ["$5"], ["5", "€5"]),
        ("(?<!a)b", ["b", "cb"], ["ab"]),
        ("^(?=(?!x)[a-z]$)", ["a"], ["x", "ab"]),
        ("(?<=^a+)b", ["aab"], ["cab"]),
        ("^(?:(?=a)\\w){2}$", ["aa"], ["ab", "a"]),
    ])
    func matches(_ pattern: String, _ matching: [String], _ others: [String]) throws {
        let compiled = try Pattern(pattern)
        for text in matching { #expect(compiled.matches(text), "\(pattern) on \(text.debugDescription)") }
        for text in others { #expect(!compiled.matches(text), "\(pattern) on \(text.debugDescription)") }
    }

    @Test(arguments: [
        "(", ")", "a)", "[a", "[b-a]", "[\\d-z]", "*", "+a", "a**", "^*", "(?=a)*", "a{2,1}", "{1}", "\\", "\\a",
        "\\8x(",
        "\\xZZ", "\\u12", "\\u{110000}", "\\u{}", "\\c1", "\\p{Nothing}", "\\p{Script=Klingon}", "\\pL", "(?i)a",
        "(?P<n>a)",
        "(?#c)", "(?<1>a)", "(?<n", "\\01",
    ])
    func refused(_ pattern: String) {
        #expect(throws: PatternError.self) { try Pattern(pattern) }
    }

    @Test func backReferencesAreNamedAsSuch() {
        #expect(throws: PatternError.backReference(at: 4)) { try Pattern("(a)\\1") }
        #expect(throws: PatternError.backReference(at: 8)) { try Pattern("(?<n>a)\\k<n>") }
        #expect(Pattern.isWellFormed("(a)\\1(?<n>b)\\k<n>"))
    }

    @Test func sizeIsBounded() {
        let limit = PatternError.tooLarge(limit: Pattern.sizeLimit)
        #expect(throws: limit) { try Pattern("((a{1000}){1000})") }
        #expect(throws: limit) { try Pattern("a{99999999999999999999}") }
        #expect(throws: limit) { try Pattern("(((((((a{9}){9}){9}){9}){9}){9}){9}){9}") }
        #expect(throws: limit) { try Pattern("(){999999999}") }
        #expect(throws: PatternError.tooDeep(limit: 100)) {
            try Pattern(String(repeating: "(", count: 5000) + String(repeating: ")", count: 5000))
        }
        #expect(throws: Never.self) { try Pattern("^.{0,2000}$") }
    }

    @Test(arguments: ["^(a+)+$", "^(a|a)*$", "^(a*)*$", "(a*)*b", "^(a|aa)+$", "^(?=(a+)+$)a*$", "(x+x+)+y"])
    func hardPatternsOnLongText(_ pattern: String) throws {
        let text = String(repeating: "a", count: 20_000) + "!" + String(repeating: "x", count: 20_000)
        #expect(try !Pattern(pattern).matches(text))
    }

    /// The table and the simulation are two engines: a look-ahead that always holds forces the second one.
    @Test func bothEnginesAgree() throws {
        var random = SeededGenerator(seed: 7)
        let pieces = [
            "a", "b", "[ab]", "(a|b)", "a*", "b+", "(ab)?", "^", "$", "\\b", "\\B", "c{1,2}", "(a*b){2}", "|", " ",
        ]
        for _ in 0..<400 {
            let pattern = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            guard let table = try? Pattern(pattern), let simulated = try? Pattern("(?:\(pattern))(?=|x)") else {
                continue
            }
            for _ in 0..<20 {
                let text = String(
                    (0..<Int.random(in: 0...6, using: &random)).map { _ in "abc ".randomElement(using: &random) ?? "a" }
                )
                #expect(table.matches(text) == simulated.matches(text), "\(pattern) on \(text.debugDescription)")
            }
        }
    }
}

/// A small generator with a fixed sequence (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
