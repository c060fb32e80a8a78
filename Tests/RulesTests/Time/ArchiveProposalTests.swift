import Records
import Rules
import Testing

/// Customers without contact for six months (R117, R199).
@Suite struct ArchiveProposalTests {
    private func proposals(
        _ customer: String = "", followUp: String = "", more: [String: String] = [:], on day: String = "2027-03-01",
        settings: String = ""
    ) throws -> [String] {
        let files = [
            "crm.yaml": "name: x\n" + settings,
            "customers/a/customer.yaml": "id: KH2026-AAAAAA\nname: 甲\nowner: lina\n" + customer,
            "customers/a/follow-ups/f.yaml":
                "id: GJ2026-AAAAAA\nat: 2026-09-01T10:00:00+08:00\nby: lina\nmethod: phone\nsummary: x\n" + followUp,
        ].merging(more) { $1 }
        let set = records(files)
        return archiveProposals(
            set, settings: Settings(try #require(set.records(of: "settings").first)),
            today: try #require(CalendarDate(day))
        ).map { "\($0.customer.title) \($0.lastContact)" }
    }

    @Test func afterSixMonths() throws {
        #expect(try proposals(on: "2027-02-28") == [])
        #expect(try proposals() == ["甲 2026-09-01"])
        #expect(
            try proposals(on: "2026-12-01", settings: "thresholds: {archive_after_months: 3}\n") == ["甲 2026-09-01"])
        #expect(try proposals(settings: "rules: {archive-proposal: off}\n") == [])
    }

    @Test func whoIsStillAtWorkStays() throws {
        #expect(try proposals("archived_on: 2027-01-01\n") == [])
        #expect(try proposals(followUp: "next: {action: 拜访, due: 2027-03-10}\n") == [])
        #expect(try proposals(followUp: "next: {action: 拜访, due: 2026-09-10}\n").count == 1)
        let deal = "id: SJ2026-AAAAAA\nname: 二期\nstage: "
        #expect(try proposals(more: ["customers/a/deals/d.yaml": deal + "proposal\n"]) == [])
        #expect(try proposals(more: ["customers/a/deals/d.yaml": deal + "lost\n"]).count == 1)
        let contract = "id: HT2026-AAAAAA\ntitle: 维保\nstatus: signed\nends_on: "
        #expect(try proposals(more: ["customers/a/contracts/c.yaml": contract + "2027-06-30\n"]) == [])
        #expect(try proposals(more: ["customers/a/contracts/c.yaml": contract + "2026-12-31\n"]).count == 1)
    }
}
