import Records
import Testing

/// Located problems of working days in crm.yaml and calendar files.
@Suite struct CalendarProblemTests {
    private func problems(_ path: String, _ text: String) throws -> [String] {
        let schemas = shippedSchemaFiles.compactMap { file in
            RecordPath("schemas/" + file.name).map { (path: $0, bytes: Array(file.text.utf8)) }
        }
        let kinds = SchemaFolder(files: schemas).kinds
        let path = try #require(RecordPath(path))
        let parsed = ParsedFile(path: path, bytes: Array(text.utf8))
        let record = Record(path: path, kind: try #require(kinds.kind(at: path)), text: try #require(parsed.text))
        return ownProblems(of: record, kinds, settings: Settings()).map {
            "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.severity) \($0.field) \($0.message.en)"
        }
    }

    @Test func aGoodYear() throws {
        let text = "id: a\nname: a\nholidays: [{from: 2026-10-01, to: 2026-10-07}]\nextra_working_days: [2026-10-10]\n"
        #expect(try problems("calendars/a.yaml", text) == [])
    }

    @Test func contradictions() throws {
        let text = """
            id: a
            name: a
            holidays:
              - {from: 2026-10-01, to: 2026-10-07}
              - {from: 2026-05-05, to: 2026-05-01}
              - {from: 2026-06-19, to: 2027-06-21}
              - {from: 2026-10-07}
            extra_working_days: [2026-10-03, 2026-10-10]
            """ + "\n"
        #expect(
            try problems("calendars/a.yaml", text) == [
                "5:28 error /holidays/1/to ends before it begins (2026-05-05)",
                "6:28 error /holidays/2/to a holiday of 368 days",
                "7:5 warning /holidays/3 2026-10-07 stands here twice",
                "8:22 error /extra_working_days/0 2026-10-03 is both a holiday and a working day",
            ])
    }

    @Test func settings() throws {
        let text = """
            name: x
            calendar:
              working_days: []
              holidays: [2026-10-01, 2026-10-01]
              extra_working_days: [2026-10-01]
            """ + "\n"
        #expect(
            try problems("crm.yaml", text) == [
                "4:26 warning /calendar/holidays/1 2026-10-01 stands here twice",
                "5:24 error /calendar/extra_working_days/0 2026-10-01 is both a holiday and a working day",
                "3:17 error /calendar/working_days no day of the week is worked",
            ])
        #expect(try problems("crm.yaml", "name: x\ncalendar: {holidays: [2026-13-01]}\n").count == 1)
    }
}
