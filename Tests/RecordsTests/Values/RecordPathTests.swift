import Records
import Testing

@Suite struct RecordPathTests {
    @Test(arguments: [
        "customer.yaml", "customers/华东/智远/customer.yaml", "a b/c'd", ".gitattributes", "x/..y", "x/...", "git/config",
    ])
    func staysInside(text: String) {
        #expect(RecordPath(text)?.text == text)
    }

    @Test(arguments: [
        "", "/", "/etc/passwd", "a/", "a//b", "..", "../x", "a/../b", "a/..", ".", "a/./b", ".git", ".git/config",
        "a/.git/hooks",
        ".GIT/config", "a/.Git", "a\0b", "a/\0",
    ])
    func leadsOut(text: String) {
        #expect(RecordPath(text) == nil)
    }

    @Test func isBounded() {
        #expect(RecordPath(String(repeating: "a", count: 255)) != nil)
        #expect(RecordPath(String(repeating: "a", count: 256)) == nil)
        #expect(RecordPath(String(repeating: "a/", count: 2048) + "b") == nil)
    }

    @Test func partsOfAPath() throws {
        let path = try #require(RecordPath("customers/east/acme/customer.yaml"))
        #expect(path.name == "customer.yaml")
        #expect(path.stem == "customer")
        #expect(path.folder == "customers/east/acme")
        #expect(RecordPath("x.yaml")?.folder == "")
        #expect(RecordPath(".yaml")?.stem == ".yaml")
        #expect(RecordPath("a.yml")?.stem == "a.yml")
    }

    /// Swift's strings take the two spellings of é for equal; two files they are all the same.
    @Test func comparedByBytes() throws {
        let composed = try #require(RecordPath("caf\u{E9}"))
        let decomposed = try #require(RecordPath("cafe\u{301}"))
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
        #expect(try #require(RecordPath("Z")) < #require(RecordPath("a")))
        #expect(try #require(RecordPath("a-b")) < #require(RecordPath("a/b")))
        let nothing = RecordPath(walked: "")
        let sorted = ["", "a", "a.yaml", "a/b", "ab", "é", "客"].map { RecordPath(walked: $0) }
        for (index, path) in sorted.enumerated() {
            #expect(sorted.filter { $0 < path } == Array(sorted[..<index]))
            #expect(sorted.filter { $0 == path } == [path])
        }
        #expect(nothing == nothing && !(nothing < nothing))
    }
}
