import LosslessYAML
import Testing

/// Texts that YAML 1.2 and libyaml read differently are valid, and still no records.
@Suite struct SecondReaderTests {
    @Test func libyamlRefuses() {
        for yaml in ["a:\n \tb\n", "{\"a\" :x}: b\n", "a: 1\n\t\nb: 2\n", "a: [?x]\n"] {
            guard let found = problems(Array(yaml.utf8)).first else { continue }
            #expect(!found.isInvalidYAML, "\(yaml)")
        }
        let found = problems(Array("a: 1\n\t\nb: 2\n".utf8)).first
        guard case .notPortable(.refused)? = found?.reason else {
            Issue.record("\(String(describing: found))")
            return
        }
        #expect(found?.position.line == 2)
    }

    @Test func libyamlReadsOtherText() {
        // NEL is a line break in YAML 1.1 and a character in YAML 1.2.
        guard case .notPortable? = problems(Array("a: x\u{85}  y\n".utf8)).first?.reason else {
            Issue.record("accepted")
            return
        }
    }

    @Test(arguments: [
        "a: x\n  y\n", "a: \"x\n  y\"\n", "a: [x,\n  y]\n", "? a\n: b\n", "--- \na: 1\n...\n", "a: |2\n   x\n",
        "a: &x b\nc: *x\n", "a: \"\\u4e2d\"\n", "\u{FEFF}a: 1\n",
        "a:\tb\t# c\n", "a: {b: , c: d}\n",
    ])
    func bothAgree(yaml: String) {
        #expect(problem(yaml) == nil)
    }
}
