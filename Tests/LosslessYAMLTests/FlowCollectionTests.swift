import LosslessYAML
import Testing

@Suite struct FlowCollectionTests {
    @Test(arguments: [
        ("[]", "+SEQ [] -SEQ"), ("{}", "+MAP {} -MAP"), ("[a, b,]", "+SEQ [] =VAL :a =VAL :b -SEQ"),
        ("{a: 1, \"b\": 2}", "+MAP {} =VAL :a =VAL :1 =VAL \"b =VAL :2 -MAP"),
        ("{\"a\":1}", "+MAP {} =VAL \"a =VAL :1 -MAP"),
        ("{a, b: }", "+MAP {} =VAL :a =VAL : =VAL :b =VAL : -MAP"),
        ("[[a], {b: [c]}]", "+SEQ [] +SEQ [] =VAL :a -SEQ +MAP {} =VAL :b +SEQ [] =VAL :c -SEQ -MAP -SEQ"),
        ("[a: 1, b]", "+SEQ [] +MAP {} =VAL :a =VAL :1 -MAP =VAL :b -SEQ"),
        ("['a':1]", "+SEQ [] +MAP {} =VAL 'a =VAL :1 -MAP -SEQ"),
        ("[: a]", "+SEQ [] +MAP {} =VAL : =VAL :a -MAP -SEQ"),
        ("[? a : b]", "+SEQ [] +MAP {} =VAL :a =VAL :b -MAP -SEQ"),
        ("{? a : b, ? c}", "+MAP {} =VAL :a =VAL :b =VAL :c =VAL : -MAP"),
        ("[? , a]", "+SEQ [] +MAP {} =VAL : =VAL : -MAP =VAL :a -SEQ"),
        ("[a, # c\n b]", "+SEQ [] =VAL :a =VAL :b -SEQ"), ("{a\n : b}", "+MAP {} =VAL :a =VAL :b -MAP"),
        ("{a: b\n c}", "+MAP {} =VAL :a =VAL :b c -MAP"),
        ("[a:]", "+SEQ [] +MAP {} =VAL :a =VAL : -MAP -SEQ"), ("{[a]: b}", "+MAP {} +SEQ [] =VAL :a -SEQ =VAL :b -MAP"),
        ("k: [\n  a\n  ]\n", "+MAP =VAL :k +SEQ [] =VAL :a -SEQ -MAP"),
        ("[\"a\" , 'b']", "+SEQ [] =VAL \"a =VAL 'b -SEQ"),
    ])
    func structure(yaml: String, expected: String) {
        #expect(events(yaml) == expected)
    }

    @Test(arguments: [
        ("[a", "1:1"), ("[a, [b]", "1:1"), ("{a: 1]", "1:6"), ("[,]", "1:2"), ("[a,,b]", "1:4"),
        ("[a b: c\n d: e]", "1:1"), ("[\"a\" b]", "1:6"),
        ("[a]b", "1:4"), ("[- a]", "1:2"), ("[a,#c\n]", "1:4"), ("k: [\na]", "1:4"), ("k: [a\n]", "2:1"),
        ("[\n---\n]", "2:1"), ("k: [\n\ta]", "2:1"),
        ("]", "1:1"), ("[\"a\"\n:b]", "2:1"),
    ])
    func mistakes(yaml: String, place: String) {
        #expect(events(yaml) == "invalid " + place)
    }

    @Test func pairHasNoBytesOfItsOwn() throws {
        let tree = try tree("k: [a: 1, b]\n")
        let list = try #require(tree.root.flatMap { tree.value(of: "k", in: $0) })
        let items = Array(tree.children(list))
        #expect(items.map { String(decoding: tree.bytes[tree.range($0)], as: UTF8.self) } == ["a: 1", "b"])
    }
}
