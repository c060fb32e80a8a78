import LosslessYAML
import Testing

@Suite struct RecordRestrictionTests {
    private typealias Reason = YAMLError.Reason

    @Test func validYAMLThatIsNoRecord() {
        let cases: [(String, Int, Int, Reason)] = [
            ("", 1, 1, .noDocument), ("# c\n", 1, 1, .noDocument), ("a: 1\n---\nb: 1\n", 2, 1, .severalDocuments),
            ("a: !x 1\n", 1, 4, .tagNotAllowed("!x")), ("%YAML 1.2\n---\na: 1\n", 1, 1, .directiveNotAllowed),
            ("1: a\n", 1, 1, .nonStringKey(.number)),
            ("1.5: a\n", 1, 1, .nonStringKey(.number)), ("~: a\n", 1, 1, .nonStringKey(.null)),
            (": a\n", 1, 1, .nonStringKey(.null)), ("true: a\n", 1, 1, .nonStringKey(.bool)),
            ("a: {[b]: c}\n", 1, 5, .nonStringKey(.collection)), ("a: &x b\n*x : c\n", 2, 1, .nonStringKey(.alias)),
            ("a: &x [*x]\n", 1, 8, .recursiveAlias("x")), ("<<: a\n", 1, 1, .notPortable(.specialScalar("<<"))),
            ("a: =\n", 1, 4, .notPortable(.specialScalar("="))),
        ]
        for (yaml, line, column, reason) in cases {
            let found = problems(Array(yaml.utf8))
            #expect(found.map(\.reason) == [reason], "\(yaml)")
            #expect(found.first?.position == YAMLPosition(line: line, column: column), "\(yaml)")
            #expect(found.first?.isInvalidYAML == false)
        }
    }

    @Test func keysThatAreText() {
        for yaml in [
            "\"1\": a\n", "'true': a\n", "yes: a\n", "2026-11-03: a\n", "1a: b\n", "- 1\n", "text\n",
            "a: &x 1\nb: *x\n",
        ] {
            #expect(problem(yaml) == nil, "\(yaml)")
        }
    }

    @Test func everyDuplicateKeyIsFound() {
        let found = problems(Array("a: 1\n\"a\": 2\nb:\n  c: 1\n  'c': 2\n  c: 3\n".utf8))
        #expect(
            found.map(\.position) == [
                YAMLPosition(line: 2, column: 1), YAMLPosition(line: 5, column: 3), YAMLPosition(line: 6, column: 3),
            ])
        #expect(found.last?.reason == .duplicateKey("c", first: YAMLPosition(line: 4, column: 3)))
    }

    @Test func duplicateAmongManyKeys() {
        var text = ""
        for number in 0..<1000 { text += "k\(number): 1\n" }
        #expect(problem(text) == nil)
        #expect(
            problems(Array((text + "k500: 2\n").utf8)).map(\.reason) == [
                .duplicateKey("k500", first: YAMLPosition(line: 501, column: 1))
            ])
    }

    @Test func keysAreComparedByBytes() {
        #expect(problem("é: 1\ne\u{301}: 2\n") == nil)
    }
}
