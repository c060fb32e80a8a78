import Testing

@testable import Git

@Suite struct WildMatchTests {
    @Test(arguments: [
        ("*.yaml", "a.yaml", true), ("*.yaml", "a/b.yaml", false), ("a/*/c", "a/b/c", true),
        ("a/*/c", "a/b/b/c", false),
        ("a/**/c", "a/c", true), ("a/**/c", "a/b/b/c", true), ("**/c", "c", true), ("**/c", "a/b/c", true),
        ("a/**", "a/b/c", true), ("a/**", "a", false), ("a**c", "abbc", true), ("a**c", "a/c", false),
        ("[a-c]x", "bx", true), ("[!a-c]x", "bx", false), ("[!a-c]x", "dx", true), ("[]]x", "]x", true),
        ("[[:digit:]]", "7", true), ("[[:digit:]]", "x", false), ("a\\*", "a*", true), ("a\\*", "ab", false),
        ("?", "/", false), ("[/]", "/", false), ("[a", "a", false), ("", "", true), ("*", "", true), ("a", "A", false),
    ])
    func cases(pattern: String, text: String, expected: Bool) {
        #expect(WildMatch(pattern.utf8).matches(text.utf8) == expected)
    }

    @Test func manyStarsDoNotTakeForever() {
        // Exponential, or cubic, matching of these would outlast every patience.
        let text = String(repeating: "a", count: 2000)
        #expect(!WildMatch((String(repeating: "a*", count: 60) + "b").utf8).matches(text.utf8))
        let folders = String(repeating: "a/", count: 1000)
        #expect(!WildMatch((String(repeating: "**/a/", count: 60) + "b").utf8).matches(folders.utf8))
        #expect(WildMatch("ABC*".utf8, foldsCase: true).matches("abcd".utf8))
    }
}
