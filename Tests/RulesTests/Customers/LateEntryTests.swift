import Records
import Rules
import Testing

@Suite struct LateEntryTests {
    private func late(
        _ contact: String, entered: String, role: String? = "sales", settings: String = "name: x\n"
    ) throws -> [Int] {
        let customer = try record("customers/a/customer.yaml", "id: KH2026-AAAAAA\nname: 甲\n" + contact)
        let settings = Settings(try record("crm.yaml", settings))
        let entry = CustomerEntry(customer: customer, entered: try #require(Instant(entered)), role: role)
        return lateEntries([entry], settings: settings, calendar: WorkCalendar(settings)).map(\.hoursLate)
    }

    /// A Friday, and what is 24 hours behind its end.
    @Test func aDayByTheClock() throws {
        #expect(try late("first_contact: 2026-11-20\n", entered: "2026-11-22T00:00:00+08:00") == [])
        #expect(try late("first_contact: 2026-11-20\n", entered: "2026-11-22T00:00:01+08:00") == [1])
        #expect(try late("", entered: "2026-11-22T00:00:01+08:00") == [])
        // The day of the team, not of Greenwich.
        #expect(try late("first_contact: 2026-11-20\n", entered: "2026-11-22T06:00:00+08:00") == [6])
    }

    @Test func aWorkingDayForMarketing() throws {
        #expect(try late("first_contact: 2026-11-20\n", entered: "2026-11-23T23:59:59+08:00", role: "marketing") == [])
        #expect(try late("first_contact: 2026-11-20\n", entered: "2026-11-24T01:00:00+08:00", role: "marketing") == [1])
        let holiday = "name: x\ncalendar: {holidays: [2026-11-23]}\n"
        #expect(
            try late(
                "first_contact: 2026-11-20\n", entered: "2026-11-24T01:00:00+08:00", role: "marketing",
                settings: holiday)
                == [])
    }

    @Test func theTeamsOwnDeadlines() throws {
        let own = "name: x\nentry_deadlines: {default: {hours: 48}, service: {working_days: 2}}\n"
        #expect(try late("first_contact: 2026-11-20\n", entered: "2026-11-22T20:00:00+08:00", settings: own) == [])
        #expect(
            try late(
                "first_contact: 2026-11-20\n", entered: "2026-11-24T20:00:00+08:00", role: "service", settings: own)
                == [])
        #expect(
            try late("first_contact: 2026-11-20\n", entered: "2026-11-23T01:00:00+08:00", role: nil, settings: own) == [
                1
            ])
    }
}

@Suite struct CompletenessTests {
    @Test func percentOfWhatTheProfileAsksFor() throws {
        let one = try record(
            "customers/a/customer.yaml",
            "id: KH2026-AAAAAA\nname: 甲\ncontacts: [{name: 张三}]\nneed_description: 泵\nindustry: ''\ndraft: true\n")
        let basic = try #require(completeness(of: one, .basic))
        #expect(basic.percent == 100)
        let standard = try #require(completeness(of: one, .standard))
        #expect(standard.percent == 50)
        #expect(standard.missing.map(\.key) == ["industry", "type", "grade"])
        #expect(standard.isDraft)
        #expect(completeness(of: try record("crm.yaml", "name: x\n"), .strict) == nil)
    }
}

@Suite struct StageAgeTests {
    private let settings = """
        name: x
        thresholds: {deal_stuck_after_days: 20}
        pipelines: {default: {stages: [{key: proposal, max_days: 10}, {key: negotiation}, {key: won}]}}
        """

    private func aged(_ fields: String, entered: String? = nil) throws -> [String] {
        let deal = try record("customers/a/deals/d.yaml", "id: SJ2026-AAAAAA\nname: D\n" + fields)
        let today = try #require(CalendarDate("2026-11-24"))
        return agedDeals([deal], settings: Settings(try record("crm.yaml", settings)), today: today) { _ in
            entered.flatMap { CalendarDate($0) }
        }.map { "\($0.days)/\($0.limit)" }
    }

    @Test func longerThanTheStageAllows() throws {
        #expect(try aged("stage: proposal\n", entered: "2026-11-14") == [])
        #expect(try aged("stage: proposal\n", entered: "2026-11-13") == ["11/10"])
        #expect(try aged("stage: negotiation\nopened_on: 2026-11-03\n") == ["21/20"])
        #expect(try aged("stage: negotiation\nopened_on: 2026-01-03\n", entered: "2026-11-20") == [])
        #expect(try aged("stage: won\nopened_on: 2026-01-03\n") == [])
        #expect(try aged("stage: negotiation\n") == [])
    }
}
