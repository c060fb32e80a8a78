import LosslessYAML
import Testing

@Suite struct AnchorAndTagTests {
    @Test(arguments: [
        ("a: &x 1\nb: *x\n", "+MAP =VAL :a =VAL &x :1 =VAL :b =ALI *x -MAP"),
        ("&m\na: 1\n", "+MAP &m =VAL :a =VAL :1 -MAP"),
        ("&k a: 1\n", "+MAP =VAL &k :a =VAL :1 -MAP"), ("&m\n&k a: 1\n", "+MAP &m =VAL &k :a =VAL :1 -MAP"),
        ("a: &s\n- 1\n", "+MAP =VAL :a +SEQ &s =VAL :1 -SEQ -MAP"),
        ("a: &e\nb: 1\n", "+MAP =VAL :a =VAL &e : =VAL :b =VAL :1 -MAP"),
        ("- &x a\n- &x b\n- *x\n", "+SEQ =VAL &x :a =VAL &x :b =ALI *x -SEQ"),
        ("&x a: 1\n*x : 2\n", "+MAP =VAL &x :a =VAL :1 =ALI *x =VAL :2 -MAP"),
        ("[&x a, *x]", "+SEQ [] =VAL &x :a =ALI *x -SEQ"),
        ("!!str a", "=VAL <tag:yaml.org,2002:str> :a"), ("!local 'a'", "=VAL <!local> 'a"), ("! a", "=VAL <!> :a"),
        ("!<tag:e,1:x> a", "=VAL <tag:e,1:x> :a"),
        ("&x !!int 1", "=VAL &x <tag:yaml.org,2002:int> :1"),
        ("!!map\n&x\na: 1\n", "+MAP &x <tag:yaml.org,2002:map> =VAL :a =VAL :1 -MAP"),
        ("%TAG !e! tag:e,2:\n---\n!e!a%20b c\n", "=VAL <tag:e,2:a b> :c"),
        ("{!!null : a}", "+MAP {} =VAL <tag:yaml.org,2002:null> : =VAL :a -MAP"),
        ("[!!str, &x]", "+SEQ [] =VAL <tag:yaml.org,2002:str> : =VAL &x : -SEQ"),
        ("a: !t |\n  b\n", "+MAP =VAL :a =VAL <!t> |b\\n -MAP"),
    ])
    func structure(yaml: String, expected: String) {
        #expect(events(yaml) == expected)
    }

    @Test(arguments: [
        "*x", "&x *x", "&a &b c", "!a !b c", "&x\n&y c", "!e!a b", "!<a b", "!<!> a", "!!", "& a", "!a{} b",
        "%TAG ! x\n%TAG ! y\n---\na",
    ])
    func mistakes(yaml: String) {
        #expect(events(yaml).hasPrefix("invalid"))
    }

    @Test func aliasesAreFollowed() throws {
        let tree = try tree("base: &b {x: 1}\ncopy: *b\n")
        let root = try #require(tree.root)
        let copy = try #require(tree.value(of: "copy", in: root))
        #expect(tree.kind(copy) == .mapping)
        #expect(tree.value(of: "x", in: copy).map(tree.scalarValue) == .integer("1"))
        #expect(String(decoding: tree.json(), as: UTF8.self) == #"{"base":{"x":1},"copy":{"x":1}}"#)
    }
}
