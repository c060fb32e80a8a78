import LosslessYAML
import Testing

@Suite struct BlockCollectionTests {
    @Test(arguments: [
        ("a: 1\nb: 2\n", "+MAP =VAL :a =VAL :1 =VAL :b =VAL :2 -MAP"),
        ("a:\n  b: 1\nc:\n", "+MAP =VAL :a +MAP =VAL :b =VAL :1 -MAP =VAL :c =VAL : -MAP"),
        ("a:\n- 1\n- 2\nb: 3\n", "+MAP =VAL :a +SEQ =VAL :1 =VAL :2 -SEQ =VAL :b =VAL :3 -MAP"),
        ("- a: 1\n  b: 2\n- c\n", "+SEQ +MAP =VAL :a =VAL :1 =VAL :b =VAL :2 -MAP =VAL :c -SEQ"),
        ("- - 1\n  - 2\n- 3\n", "+SEQ +SEQ =VAL :1 =VAL :2 -SEQ =VAL :3 -SEQ"),
        ("-\n  a: 1\n-\n- b\n", "+SEQ +MAP =VAL :a =VAL :1 -MAP =VAL : =VAL :b -SEQ"),
        ("- ? a\n  : b\n", "+SEQ +MAP =VAL :a =VAL :b -MAP -SEQ"),
        ("? a\n? b\n: c\n", "+MAP =VAL :a =VAL : =VAL :b =VAL :c -MAP"),
        ("? - a\n: - b\n", "+MAP +SEQ =VAL :a -SEQ +SEQ =VAL :b -SEQ -MAP"),
        (": a\n", "+MAP =VAL : =VAL :a -MAP"),
        ("a : 1\n", "+MAP =VAL :a =VAL :1 -MAP"),
        ("{a: 1}: b\n", "+MAP +MAP {} =VAL :a =VAL :1 -MAP =VAL :b -MAP"),
        ("  a: 1\n  b: 2\n", "+MAP =VAL :a =VAL :1 =VAL :b =VAL :2 -MAP"),
        ("a:   # c\n\n   # d\n   b\n", "+MAP =VAL :a =VAL :b -MAP"),
        ("a: 1 # c\n  # deep\nb: 2\n# end\n", "+MAP =VAL :a =VAL :1 =VAL :b =VAL :2 -MAP"),
        (
            "a:\n    b: 1\n    c:\n     d: 2\n",
            "+MAP =VAL :a +MAP =VAL :b =VAL :1 =VAL :c +MAP =VAL :d =VAL :2 -MAP -MAP -MAP"
        ),
        ("- \ta\n", "+SEQ =VAL :a -SEQ"), ("\u{FEFF}a: 1\n", "+MAP =VAL :a =VAL :1 -MAP"),
        ("a: 1\rb: 2\r", "+MAP =VAL :a =VAL :1 =VAL :b =VAL :2 -MAP"),
    ])
    func structure(yaml: String, expected: String) {
        #expect(events(yaml) == expected)
    }

    @Test(arguments: [
        ("a: 1\n b: 2\n", "2:2"), ("a:\n  b: 1\n c: 2\n", "3:2"), ("a:\n b: 1\n  c: 2\n", "3:3"), ("a: - b\n", "1:4"),
        ("a: b: c\n", "1:5"),
        ("--- a: b\n", "1:6"), ("--- - a\n", "1:5"), ("a:\n\tb: 1\n", "2:1"), ("-\t- a\n", "1:3"),
        ("- a\nb: 1\n", "2:1"),
        ("a: 1\n- b\n", "2:1"), ("a: 1\nb\n", "2:1"), ("&x - a\n", "1:4"), ("a:\n  - b\n - c\n", "3:2"),
        ("a: 'b'\n  c\n", "2:3"),
        ("- a: 1\n b: 2\n", "2:2"), ("a: [1]\n b: 2\n", "2:2"), ("? a : b : c\n", "1:9"),
        ("a: 1\n  # c\n  b: 2\n", "3:3"),
    ])
    func mistakes(yaml: String, place: String) {
        #expect(events(yaml) == "invalid " + place)
    }

    @Test func longKeys() {
        let key = String(repeating: "键", count: 1024)
        #expect(events(key + ": 1") == "+MAP =VAL :\(key) =VAL :1 -MAP")
        #expect(events(key + "x: 1") == "invalid 1:1")
        #expect(events("? \(key)x\n: 1") == "+MAP =VAL :\(key)x =VAL :1 -MAP")
    }
}
