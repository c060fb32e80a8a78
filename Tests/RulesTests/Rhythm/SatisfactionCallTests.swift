import Records
import Rules
import Testing

/// Quarterly calls to won customers of grade A (R111).
@Suite struct SatisfactionCallTests {
    private func calls(
        _ customer: String, on day: String = "2026-11-24", settings: String = "", more: [String: String] = [:]
    ) throws -> [String] {
        let files = [
            "customers/a/customer.yaml": "id: KH2026-AAAAAA\nname: 甲\nowner: lina\nfirst_contact: 2026-08-03\n"
                + customer
        ]
        return try due(files.merging(more) { $1 }, on: day, settings: settings).filter { $0.hasPrefix("survey") }
    }

    @Test func aQuarterAfterTheFirstContact() throws {
        // 90 days later is Sunday, 1 November: the call falls on Monday.
        #expect(try calls("grade: A\nstatus: won\n") == ["survey 2026-11-02 lina "])
        #expect(try calls("grade: B\nstatus: won\n") == [])
        #expect(try calls("grade: A\nstatus: interested\n") == [])
        #expect(try calls("grade: A\nstatus: won\narchived_on: 2026-11-01\n") == [])
    }

    @Test func surveysAndCallsPutItOff() throws {
        let survey = ["customers/a/surveys/s.yaml": "id: DC2026-AAAAAA\ndate: 2026-09-01\nsatisfaction: 5\n"]
        #expect(try calls("grade: A\nstatus: won\n", more: survey) == ["survey 2026-11-30 lina 2026-09-01"])
        let call = [
            "customers/a/follow-ups/f.yaml":
                "id: GJ2026-AAAAAA\nat: 2026-10-12T10:00:00+08:00\nby: lina\nmethod: phone\nsummary: x\npurpose: satisfaction\n"
        ]
        #expect(try calls("grade: A\nstatus: won\n", more: call) == ["survey 2027-01-11 lina 2026-10-12"])
        let other = call.mapValues { $0.replacing("satisfaction", with: "care") }
        #expect(try calls("grade: A\nstatus: won\n", more: other) == ["survey 2026-11-02 lina "])
    }

    /// Who was never called is called in this quarter, and not years late.
    @Test func whoWasNeverCalled() throws {
        func calls(_ contact: String, deals: [String: String] = [:]) throws -> [String] {
            let customer = "id: KH2026-AAAAAA\nname: 甲\nowner: lina\nfirst_contact: \(contact)\ngrade: A\nstatus: won\n"
            return try due(["customers/a/customer.yaml": customer].merging(deals) { $1 }).filter {
                $0.hasPrefix("survey")
            }
        }
        // Twelve times 90 days later.
        #expect(try calls("2023-11-19") == ["survey 2026-11-03 lina "])
        // Long known, and a customer since this autumn: a quarter after that.
        let won = [
            "customers/a/deals/d.yaml": "id: SJ2026-AAAAAA\nname: x\nstage: won\nclosed_on: 2026-10-15\n",
            "customers/a/deals/e.yaml": "id: SJ2026-BBBBBB\nname: y\nstage: lost\nclosed_on: 2024-10-15\n",
        ]
        #expect(try calls("2023-11-19", deals: won) == ["survey 2027-01-13 lina "])
    }

    @Test func tuned() throws {
        let won = "grade: A\nstatus: won\n"
        #expect(try calls(won, settings: "thresholds: {survey_every_days: 30}\n") == ["survey 2026-11-02 lina "])
        #expect(try calls(won, settings: "rules: {satisfaction-call: off}\n") == [])
    }
}
