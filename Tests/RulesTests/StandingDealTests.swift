import Records
import Rules
import Testing

/// Deals that nobody moves (R104, R124).
@Suite struct StandingDealTests {
    private let followUp = "id: GJ2026-AAAAAA\nby: lina\nmethod: phone\nsummary: x\nat: 2026-10-10T10:00:00+08:00\n"

    private func stuck(
        _ deal: String, on day: String, followUp: String? = nil, settings: String = ""
    ) throws -> [String] {
        var files = [
            "customers/a/customer.yaml": "id: KH2026-AAAAAA\nname: 甲\nowner: lina\n",
            "customers/a/deals/d.yaml": "id: SJ2026-AAAAAA\nname: 二期\nopened_on: 2026-09-01\n" + deal,
        ]
        files["customers/a/follow-ups/f.yaml"] = followUp
        return try due(files, on: day, settings: settings).filter { $0.hasPrefix("stuck") }
    }

    @Test func thirtyDaysAfterTheLastFollowUp() throws {
        #expect(try stuck("stage: proposal\n", on: "2026-11-08", followUp: followUp) == [])
        #expect(
            try stuck("stage: proposal\n", on: "2026-11-09", followUp: followUp) == ["stuck-deal 2026-11-09 lina 二期"])
        #expect(try stuck("stage: won\nclosed_on: 2026-10-01\n", on: "2026-11-09", followUp: followUp) == [])
    }

    @Test func withoutAFollowUpTheOpeningCounts() throws {
        #expect(try stuck("stage: proposal\nowner: zhao\n", on: "2026-10-01") == ["stuck-deal 2026-10-01 zhao 二期"])
        #expect(try stuck("stage: proposal\n", on: "2026-09-30") == [])
    }

    /// What was said about another deal moves this one not a step.
    @Test func followUpsOfOtherDealsDoNotCount() throws {
        let other = followUp + "deal: SJ2026-BBBBBB\n"
        #expect(try stuck("stage: proposal\n", on: "2026-10-12", followUp: other).count == 1)
        let own = followUp + "deal: SJ2026-AAAAAA\n"
        #expect(try stuck("stage: proposal\n", on: "2026-10-12", followUp: own) == [])
    }

    @Test func aStageHasItsOwnLimit() throws {
        let stages =
            "pipelines: {default: {stages: [{key: proposal, max_days: 5}, {key: negotiation, max_days: 60}]}}\n"
        #expect(
            try stuck("stage: proposal\n", on: "2026-10-15", followUp: followUp, settings: stages) == [
                "stuck-deal 2026-10-15 lina 二期"
            ])
        #expect(try stuck("stage: negotiation\n", on: "2026-11-30", followUp: followUp, settings: stages) == [])
        #expect(
            try stuck(
                "stage: proposal\n", on: "2026-12-15", followUp: followUp,
                settings: "rules: {deal-standing-still: off}\n")
                == [])
    }
}
