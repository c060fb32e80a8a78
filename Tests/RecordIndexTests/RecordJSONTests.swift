import LosslessYAML
import Records
import Testing

/// The quick way from a record to JSON says what the way over values says.
@Suite struct RecordJSONTests {
    private static let kinds = SchemaFolder(
        files: shippedSchemaFiles.compactMap { file in
            RecordPath("schemas/" + file.name).map { ($0, Array(file.text.utf8)) }
        }
    ).kinds

    @Test(arguments: [
        "id: KH2026-00000A\nname: 远景\nannual_spend: 0x1F\ntags: [a, 007, yes, true]\n",
        "no: 007\nname: true\npostcode: 0755\nannual_spend: +12.50\n", "annual_spend: .inf\nname: null\n", "name: ~\n",
        "annual_spend: 1e3\nx: .5\ny: -0\nz: 1.\n",
        "a: &n [1, 2]\nb: *n\nname: \"tab\\t \\\"q\\\" \\u2028 \\x7f\\x01\"\n",
        "name: |\n  zwei\n  Zeilen\n", "- a\n- b\n", "text\n",
        "contacts:\n  - {name: 007, mobile: 138, primary: true}\n",
        "unknown: {deep: {deeper: [1, {x: y}]}}\nname: ''\n", "? a\n: b\n", "\"k\\\"ey\": 1\nname: \u{2028}x\n",
    ])
    func sameAsOverValues(text: String) throws {
        let path = try #require(RecordPath("customers/a/customer.yaml"))
        let kind = try #require(Self.kinds["customer"])
        guard let read = ParsedFile(path: path, bytes: Array(text.utf8)).text else { return }
        let record = Record(path: path, kind: kind, text: read)
        #expect(String(decoding: record.json(), as: UTF8.self) == record.value.json(indented: false))
    }
}
