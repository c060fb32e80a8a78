import Foundation
import Testing

/// A quarter of a sales team's life, from Monday, 23 November 2026, on the example company: every rule that time sets off fires on its
/// day, and lets go once somebody has done what it asks.
@Suite struct QuarterTests {
    // MARK: - Rhythms

    @Test func customersAreCalledInTheRhythmOfTheirGrade() throws {
        let team = try SalesTeam()
        try team.customer("甲", id: "KH2026-QQQQQ1", "grade: A\n")
        try team.customer("乙", id: "KH2026-QQQQQ2", "grade: B\n")
        try team.customer("丙", id: "KH2026-QQQQQ3", "grade: C\ntags: ['跟进频率:周度']\n")
        try team.customer("丁", id: "KH2026-QQQQQ4", "grade: C\n")
        for name in ["甲", "乙", "丙", "丁"] { try team.contact(name, on: "2026-11-23") }

        #expect(try team.due("2026-11-29", "甲") == [])
        #expect(try team.due("2026-11-30", "甲") == ["contact 2026-11-30"])
        #expect(try team.due("2026-11-30", "丙") == ["contact 2026-11-30"])
        #expect(try team.due("2026-11-30", "乙") == [])
        try team.contact("甲", on: "2026-11-30")
        #expect(try team.due("2026-11-30", "甲") == [])

        #expect(try team.due("2026-12-07", "乙") == ["contact 2026-12-07"])
        try team.contact("乙", on: "2026-12-07")
        #expect(try team.due("2026-12-20", "乙") == [])
        #expect(try team.due("2026-12-21", "乙") == ["contact 2026-12-21"])

        #expect(try team.due("2026-12-22", "丁") == [])
        #expect(try team.due("2026-12-23", "丁") == ["contact 2026-12-23"])

        // New Year's Day is free: the weekly call of Friday, 25 December moves to Monday, 4 January.
        try team.contact("甲", on: "2026-12-25")
        #expect(try team.due("2027-01-01", "甲") == [])
        #expect(try team.due("2027-01-04", "甲") == ["contact 2027-01-04"])

        // The team may do without: of the contacts, nothing is left, of other work, everything.
        let settings = try team.read("crm.yaml")
        try team.write("crm.yaml", settings + "\nrules: {contact-cadence: off}\n")
        #expect(try team.due("2027-01-04", "甲") == [])
        try team.write("crm.yaml", settings + "\nrules: {due-on-working-day: off}\n")
        #expect(try team.due("2027-01-01", "甲") == ["contact 2027-01-01"])
        try team.write("crm.yaml", settings.replacingOccurrences(of: "{A: 7,", with: "{A: 3,"))
        #expect(try team.due("2026-12-28", "甲") == ["contact 2026-12-28"])
    }

    // MARK: - Steps and promises

    @Test func whatWasAgreedOnIsDueUntilItIsDone() throws {
        let team = try SalesTeam()
        try team.customer("甲", id: "KH2026-QQQQQ1", "grade: A\n")
        try team.contact(
            "甲", on: "2026-11-23",
            """
            next: {action: 发送报价单, owner: li-na, due: 2026-12-10, remind_at: 2026-12-08T14:00:00+08:00}
            commitments:
              - {action: 寄样品, owner: li-na, due: 2026-12-15}
            """ + "\n")
        // The next step is the reminder: the weekly rhythm is quiet besides it.
        #expect(try team.due("2026-12-07", "甲") == [])
        #expect(try team.due("2026-12-08", "甲") == ["next-step 2026-12-10"])
        #expect(try team.due("2026-12-16", "甲") == ["next-step 2026-12-10", "commitment 2026-12-15"])

        // The reminder of a timer: at the time that was set, again when the day is there, and never twice.
        func reminders(_ time: String) throws -> Bool {
            team.now = time + "+08:00"
            return try team.crm("remind", "--text").contains("发送报价单")
        }
        #expect(try !reminders("2026-12-08T13:59:00"))
        #expect(try reminders("2026-12-08T14:00:00"))
        #expect(try !reminders("2026-12-08T14:05:00"))
        #expect(try !reminders("2026-12-09T09:00:00"))
        #expect(try reminders("2026-12-10T09:00:00"))
        #expect(try !reminders("2026-12-11T09:00:00"))

        try team.commit()
        team.now = "2026-12-16T09:00:00+08:00"
        try team.crm("done", "发送报价单")
        #expect(try team.due("2026-12-16", "甲") == ["contact 2026-11-30", "commitment 2026-12-15"])
        try team.crm("done", "寄样品")
        try team.contact("甲", on: "2026-12-16")
        #expect(try team.due("2026-12-16", "甲") == [])
    }

    // MARK: - Goals

    @Test func visitsAreCountedUntilTheGoalIsReached() throws {
        let team = try SalesTeam()
        try team.write(
            "tasks/q1-visits.yaml",
            """
            id: RW2026-QQQQQQ
            title: 拜访三家目标客户
            owner: li-na
            due: 2027-01-29
            target: 3
            count: {methods: [visit], since: 2026-12-01, each: customer}
            """ + "\n")
        func goal(_ day: String) throws -> String? {
            team.now = day + "T09:00:00+08:00"
            return try team.crm("due", "--days", "90").split(separator: "\n").map(String.init)
                .first { $0.contains("拜访三家目标客户") }.map { line in
                    String(line[(line.range(of: "拜访") ?? line.startIndex..<line.endIndex).lowerBound...])
                }
        }
        #expect(try goal("2026-12-01") == "拜访三家目标客户 (0/3), on pace")
        #expect(try goal("2027-01-04") == "拜访三家目标客户 (0/3), behind: 1 by now")
        for (name, id) in [("甲", "KH2026-QQQQQ1"), ("乙", "KH2026-QQQQQ2"), ("丙", "KH2026-QQQQQ3")] {
            try team.customer(name, id: id, "")
        }
        try team.contact("甲", on: "2026-12-10", method: "visit")
        try team.contact("甲", on: "2026-12-11", method: "visit")
        try team.contact("乙", on: "2027-01-11", method: "visit")
        try team.contact("丙", on: "2027-01-12", method: "phone")
        #expect(try goal("2027-01-13") == "拜访三家目标客户 (2/3), on pace")
        try team.contact("丙", on: "2027-01-14", method: "visit", by: "wang-lei")
        #expect(try goal("2027-01-14") == "拜访三家目标客户 (2/3), on pace")
        try team.contact("丙", on: "2027-01-15", method: "visit")
        #expect(try goal("2027-01-18") == "拜访三家目标客户 (3/3), reached")
        try team.commit()
        try team.crm("tick", "--for", "me")
        #expect(try goal("2027-01-18") == nil)
        #expect(try team.read("tasks/q1-visits.yaml").hasSuffix("done: 2027-01-15\n"))
        #expect(try team.crm("tick", "--for", "me") == "nothing to change\n")
    }

    // MARK: - Papers

    @Test func contractsPaymentsTicketsAndDeals() throws {
        let team = try SalesTeam()
        try team.customer("甲", id: "KH2026-QQQQQ1", "status: won\n")
        try team.contact("甲", on: "2026-11-23")
        let contract = "customers/甲/contracts/c.yaml"
        try team.write(
            contract,
            """
            id: HT2026-QQQQQQ
            title: 维保
            status: signed
            signed_on: 2026-02-16
            ends_on: 2027-02-15
            notice_days: 30
            payments:
              - {term: 尾款, due: 2026-12-31, amount: 1000}
            draft: true
            """ + "\n")
        #expect(try team.due("2026-12-30", "甲") == [])
        #expect(try team.due("2026-12-31", "甲") == ["payment 2026-12-31"])
        try team.write(
            contract, try team.read(contract).replacingOccurrences(of: "1000}", with: "1000, paid_on: 2026-12-31}"))
        #expect(try team.due("2027-01-15", "甲") == [])
        #expect(try team.due("2027-01-16", "甲") == ["contract 2027-02-15"])
        try team.write(
            contract, try team.read(contract).replacingOccurrences(of: "status: signed", with: "status: completed"))
        #expect(try team.due("2027-01-16", "甲") == [])

        // A complaint of Friday: urgent ones within one working day, others within five.
        let ticket = "customers/甲/tickets/t.yaml"
        try team.write(
            ticket,
            """
            id: GD2026-QQQQQQ
            title: 漏油
            type: complaint
            status: new
            priority: urgent
            opened_at: 2026-12-04T16:00:00+08:00
            draft: true
            """ + "\n")
        #expect(try team.due("2026-12-06", "甲") == [])
        #expect(try team.due("2026-12-07", "甲") == ["ticket 2026-12-07"])
        try team.write(ticket, try team.read(ticket).replacingOccurrences(of: "urgent", with: "medium"))
        #expect(try team.due("2026-12-10", "甲") == [])
        #expect(try team.due("2026-12-11", "甲") == ["ticket 2026-12-11"])
        try team.commit()
        // Tickets are for the service to close.
        team.who = "zhou-yan"
        try team.crm("done", "GD2026-QQQQQQ", "--resolution", "换密封圈")
        team.who = "li-na"
        #expect(try team.due("2026-12-11", "甲") == [])

        // A deal that nobody speaks of stands still after the 30 days of its stage; then its day comes.
        let deal = "customers/甲/deals/d.yaml"
        try team.write(
            deal,
            "id: SJ2026-QQQQQQ\nname: 二期\nstage: proposal\nopened_on: 2026-11-23\nexpected_close: 2027-01-14\ndraft: true\n"
        )
        #expect(try team.due("2026-12-22", "甲") == [])
        #expect(try team.due("2026-12-23", "甲") == ["stuck-deal 2026-12-23"])
        try team.contact("甲", on: "2026-12-23", "deal: SJ2026-QQQQQQ\n")
        #expect(try team.due("2026-12-23", "甲") == [])
        #expect(try team.due("2027-01-14", "甲") == ["deal 2027-01-14"])
        try team.write(deal, try team.read(deal).replacingOccurrences(of: "2027-01-14", with: "2027-03-01"))
        #expect(try team.due("2027-01-14", "甲") == [])
    }

    @Test func wonCustomersOfGradeAAreAskedEveryQuarter() throws {
        let team = try SalesTeam()
        try team.customer(
            "甲", id: "KH2026-QQQQQ1", "status: won\ngrade: A\nfirst_contact: 2026-10-01\ncadence_days: 300\n")
        #expect(try team.due("2026-12-29", "甲") == [])
        #expect(try team.due("2026-12-30", "甲") == ["survey 2026-12-30"])
        try team.write("customers/甲/surveys/s.yaml", "id: DC2026-QQQQQQ\ndate: 2026-12-30\nsatisfaction: 4\n")
        #expect(try team.due("2027-03-29", "甲") == [])
        #expect(try team.due("2027-03-30", "甲") == ["survey 2027-03-30"])
    }
}
