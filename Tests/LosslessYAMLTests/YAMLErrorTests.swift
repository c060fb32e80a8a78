import LosslessYAML
import Testing

/// The mistakes people make, and what they are told.
@Suite struct YAMLErrorTests {
    private typealias Reason = YAMLError.Reason

    @Test func mistakes() {
        let cases: [(String, Int, Int, Reason)] = [
            ("id: 1\nname：云帆\n", 2, 5, .fullWidth(found: "：", needed: ":")),
            ("id: 1\nname:云帆\n", 2, 5, .missingSpaceAfterColon(key: "name")),
            ("a:1\nb: 2\n", 1, 2, .missingSpaceAfterColon(key: "a")),
            ("a: “b: c”\n", 1, 4, .fullWidth(found: "“", needed: "\"")),
            ("a: [“b”， {c: d}，e: f: g]\n", 1, 8, .fullWidth(found: "，", needed: ",")),
            ("a:\n\tb: 1\n", 2, 1, .tabIndentation), ("id: 1\n\tname: x\n", 2, 1, .tabIndentation),
            ("name: \"abc\nphone: 1\n", 1, 7, .unclosedQuote("\"")),
            ("tags: [a, b\nphone: 1\n", 1, 7, .unclosedBracket("[")),
            ("tags: [a, b}\n", 1, 12, .mismatchedBracket(found: "}")),
            ("a: {b: 1 c: 2}\n", 1, 11, .missingComma),
            ("a: 1\n  b: 2\n", 2, 3, .badIndentation(column: 3, expected: [1])),
            ("a:\n    b: 1\n  c: 2\n", 3, 3, .badIndentation(column: 3, expected: [1, 5])),
            ("- a\n-b\n- c: d\n", 2, 1, .missingSpaceAfterDash),
            ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n", 2, 1, .conflictMarker),
            ("a:\n  - x\n<<<<<<< HEAD\n  - y\n", 3, 1, .conflictMarker),
            ("<<<<<<< HEAD\na: 1\n", 1, 1, .conflictMarker), ("note: Re: hello\n", 1, 9, .colonInsideValue),
            ("a: @x\n", 1, 4, .reservedStart("@")),
            ("a: \"\\q\"\n", 1, 5, .unknownEscape("q")), ("a: *x\n", 1, 4, .undefinedAlias("x")),
            ("name foo\nphone: 1\n", 1, 1, .missingColon(text: "name foo")),
            ("a: \"x\" y\n", 1, 8, .textAfterValue), ("a: \"x\"#c\n", 1, 7, .commentNeedsSpace),
            ("a: 1\n- b\n", 2, 1, .itemInsideMapping), ("- a\nb: 1\n", 2, 1, .keyInsideSequence),
        ]
        for (yaml, line, column, reason) in cases {
            let found = problems(Array(yaml.utf8)).first
            #expect(found?.reason == reason, "\(yaml)")
            #expect(found?.position == YAMLPosition(line: line, column: column), "\(yaml)")
            #expect(found?.isInvalidYAML == true)
        }
    }

    @Test func wording() {
        #expect(problems(Array("a: 1\na: 2\n".utf8)).first?.description == "the key `a` is already used in line 1")
        #expect(
            problems([0xB9, 0xAB]).first?.description == "this is not UTF-8; it looks like GBK. Save the file as UTF-8")
    }
}
