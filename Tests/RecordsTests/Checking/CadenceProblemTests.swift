import Records
import Testing

/// Rhythms of crm.yaml that contradict each other.
@Suite struct CadenceProblemTests {
    private func problems(_ settings: String) throws -> [String] {
        let schemas = shippedSchemaFiles.compactMap { file in
            RecordPath("schemas/" + file.name).map { (path: $0, bytes: Array(file.text.utf8)) }
        }
        let kinds = SchemaFolder(files: schemas).kinds
        let path = try #require(RecordPath("crm.yaml"))
        let text = try #require(ParsedFile(path: path, bytes: Array(("name: x\n" + settings).utf8)).text)
        let record = Record(path: path, kind: try #require(kinds.kind(at: path)), text: text)
        return ownProblems(of: record, kinds, settings: Settings()).map {
            "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.severity) \($0.message.en)"
        }
    }

    @Test func inOrder() throws {
        let good =
            "cadences: {A: 7, B: 14, C: 30}\n"
            + "thresholds: {silent_after_days: 60, at_risk_after_days: 90, archive_after_months: 6}\n"
        #expect(try problems(good) == [])
        #expect(try problems("") == [])
        #expect(try problems("cadences: {A: 7, B: 7}\n") == [])
    }

    @Test func contradictions() throws {
        #expect(
            try problems(
                "cadences: {A: 30, B: 14, C: 90}\nthresholds: {silent_after_days: 60, at_risk_after_days: 20}\n")
                == [
                    "2:15 warning grade A is contacted less often (30 days) than grade B (14 days)",
                    "3:33 warning customers count as silent after 60 days, but some are contacted every 90 days only",
                    "3:57 warning a customer would be at risk (20 days) before it is silent (60 days)",
                ])
        #expect(
            try problems("thresholds: {silent_after_days: 60, archive_after_months: 2}\n") == [
                "2:59 warning customers would be archived (2 months) before they are silent (60 days)"
            ])
    }
}
