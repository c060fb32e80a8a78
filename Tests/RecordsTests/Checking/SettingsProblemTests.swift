import Records
import Testing

/// Located problems of what crm.yaml says about rules, ways and times.
@Suite struct SettingsProblemTests {
    private func problems(_ text: String) throws -> [String] {
        let schemas = shippedSchemaFiles.compactMap { file in
            RecordPath("schemas/" + file.name).map { (path: $0, bytes: Array(file.text.utf8)) }
        }
        let kinds = SchemaFolder(files: schemas).kinds
        let path = CRMFolder.settingsPath
        let parsed = ParsedFile(path: path, bytes: Array(text.utf8))
        let record = Record(path: path, kind: try #require(kinds.kind(at: path)), text: try #require(parsed.text))
        return ownProblems(of: record, kinds, settings: Settings(record)).map {
            "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.message.en) → \($0.remedy?.en ?? "")"
        }
    }

    @Test func nothingToSay() throws {
        let text = """
            pipelines: {default: {stages: [{key: proposal, requires: [amount]}, {key: won}]}}
            cadences: {A: 7, B: 7, C: 30}
            thresholds: {silent_after_days: 31, at_risk_after_days: 32, archive_after_months: 2}
            entry_deadlines: {default: {hours: 24}, marketing: {working_days: 1}}
            life_cycle: {lead: [won], lost: []}
            rules: {stage-gate: warning, follow-up-append-only: {hours: 48}}
            """
        #expect(try problems(text) == [])
        #expect(try problems("name: x\n") == [])
    }

    @Test func pipelines() throws {
        let text = """
            pipelines:
              a: {stages: [{key: proposal, requires: [amont]}, {key: lost}]}
              b: {stages: [{key: proposal}, {key: proposal}, {key: talk}, {key: after-sales, outcome: won}]}
            """
        #expect(
            try problems(text)
                == [
                    "2:43 deals have no field `amont` → did you mean `amount`?",
                    "2:3 the pipeline a has no stage that is won → add {key: won, outcome: won}, or write outcome: won at the stage that ends the sale",
                    "3:39 the stage `proposal` is there twice → leave one of the two",
                    "3:56 deals have no stage `talk` → allowed: first-contact, needs-confirmed, proposal, negotiation, won, after-sales, lost",
                ])
    }

    @Test func contradictoryTimes() throws {
        #expect(
            try problems("cadences: {A: 30, B: 14, C: 20}\n") == [
                "1:22 grade B would be contacted every 14 days, grade A only every 30 → give B at least 30 days, or A at most 14"
            ])
        #expect(try problems("cadences: {D: 5}\n").first?.hasPrefix("1:12 customers have no grade `D`") == true)
        #expect(try problems("cadences: {A: 0}\n").count == 1)
        #expect(
            try problems("thresholds: {silent_after_days: 90}\n") == [
                "1:33 a customer would be at risk after 90 days and silent only after 90 → at_risk_after_days is more than silent_after_days"
            ])
        #expect(try problems("thresholds: {archive_after_months: 2}\n").count == 1)
    }

    @Test func unknownNames() throws {
        let text = """
            roles: {sales: {rights: []}, marketing: {rights: []}}
            entry_deadlines: {marketting: {hours: 3}, sales: {hours: 1, working_days: 1}}
            life_cycle: {lead: [wonn]}
            rules:
              won-need-contract: off
              follow-up-append-only: {hour: 3}
              ticket-log-append-only: {hours: 99999}
            """
        #expect(
            try problems(text) == [
                "3:21 customers have no status `wonn` → did you mean `won`?",
                "5:3 there is no rule `won-need-contract` to switch → did you mean `won-needs-contract`?",
                "6:27 the rule follow-up-append-only has no number `hour` → did you mean `hours`?",
                "7:35 99999 is out of range → from 0 to 8760",
                "2:19 there is no role `marketting` → did you mean `marketing`?",
                "2:43 a deadline is either hours or working_days → write {hours: 24} or {working_days: 1}",
            ])
    }

    @Test func levelsAreWords() throws {
        #expect(try problems("rules: {stage-gate: of}\n").count == 1)
        #expect(try problems("rules: {stage-gate: {level: maybe}}\n").count == 1)
    }
}
