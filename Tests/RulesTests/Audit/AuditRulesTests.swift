import Records
import Rules
import Testing

/// What an audit finds in commits and records, rule by rule (R200, R201).
@Suite struct AuditRulesTests {
    private let team = [
        "team/a.yaml": "id: a\nname: 甲\nrole: sales\n", "team/z.yaml": "id: z\nname: 丙\nrole: sales\nactive: false\n",
    ]
    private let place = "customers/x/customer.yaml"

    private func commit(
        _ before: [String: String], _ after: [String: String], at: String = "2026-11-24T10:00:00+08:00"
    ) throws -> AuditedCommit {
        let old = records(team.merging(before) { first, _ in first })
        let new = records(team.merging(after) { first, _ in first })
        let paths = Set(before.keys).union(after.keys).sorted().compactMap { RecordPath($0) }
        return AuditedCommit(
            id: "0123456789", at: try #require(Instant(at)), member: new.record(id: "a"), reason: nil, isUndo: false,
            settings: Settings(),
            changes: paths.map { RecordChange(path: $0, before: old.record(at: $0), after: new.record(at: $0)) })
    }

    @Test func reasonsAndGates() throws {
        let head = "id: KH2026-AAAAAA\nname: X\nowner: a\n"
        let change = try commit([place: head + "status: lead\n"], [place: head + "status: lost\n"])
        let found = bypassedRules(change, shippedKinds, records(team))
        #expect(found.contains { $0.subject == .missingReason && $0.member == "a" && $0.commit == "0123456789" })
        let harmless = try commit([place: head + "status: lead\n"], [place: head + "status: lead\ncity: 杭州\n"])
        #expect(bypassedRules(harmless, shippedKinds, records(team)).isEmpty)
    }

    @Test func secretsThatCameAreFoundOnce() throws {
        let head = "id: KH2026-AAAAAA\nname: X\n"
        let secret = head + "remarks: 11010519491231002X\n"
        #expect(storedSecrets(try commit([place: head], [place: secret])).map(\.subject) == [.sensitiveData])
        #expect(storedSecrets(try commit([place: secret], [place: secret + "city: 杭州\n"])).isEmpty)
    }

    @Test func customersEnteredLate() throws {
        let customer = [place: "id: KH2026-AAAAAA\nname: X\nfirst_contact: 2026-11-22\n"]
        let calendar = WorkCalendar()
        #expect(lateCustomers(try commit([:], customer, at: "2026-11-23T23:59:00+08:00"), calendar).isEmpty)
        #expect(lateCustomers(try commit([:], customer, at: "2026-11-24T10:00:00+08:00"), calendar).count == 1)
        #expect(lateCustomers(try commit(customer, customer, at: "2026-11-24T10:00:00+08:00"), calendar).isEmpty)
    }

    @Test func recordsAsTheyAre() throws {
        let files = team.merging([
            "customers/x/customer.yaml": "id: KH2026-AAAAAA\nname: X\nowner: a\n",
            "customers/y/customer.yaml": "id: KH2026-BBBBBB\nname: Y\n",
            "customers/z/customer.yaml": "id: KH2026-CCCCCC\nname: Z\nowner: z\ndraft: true\n",
            "customers/old/customer.yaml": "id: KH2026-DDDDDD\nname: O\narchived_on: 2026-01-01\n",
            "customers/x/follow-ups/a.yaml": "id: GJ2026-AAAAAA\nat: 2026-11-20T10:00:00+08:00\nby: a\n",
            "customers/x/follow-ups/b.yaml":
                "id: GJ2026-BBBBBB\nat: 2026-11-20T10:00:00+08:00\nby: a\nnext: {action: n}\n",
            "customers/x/follow-ups/c.yaml": "id: GJ2026-CCCCCC\nat: 2026-10-20T10:00:00+08:00\nby: a\n",
            "customers/x/deals/slow.yaml": "id: SJ2026-AAAAAA\nname: slow\nstage: proposal\nowner: a\n",
            "customers/x/deals/quick.yaml": "id: SJ2026-BBBBBB\nname: quick\nstage: proposal\nowner: a\n",
        ]) { first, _ in first }
        let set = records(files)
        let today = try #require(CalendarDate("2026-11-24"))
        let month = try #require(CalendarDate("2026-11-01"))...today
        #expect(
            missingNextSteps(set.records(of: "follow-up"), set, in: month).map(\.record.path.text) == [
                "customers/x/follow-ups/a.yaml"
            ])
        #expect(
            ownerlessCustomers(set.records(of: "customer"), set, today: today).map {
                "\($0.record.title) \($0.member ?? "-")"
            }
                == ["Y -", "Z z"])
        #expect(openDrafts(set.records(of: "customer"), Settings(), today: today).map(\.record.title) == ["Z"])
        let deals = agedStageFindings(
            set.records(of: "deal"), set, Settings(), today: today, reach: today + -40,
            enteredStage: { $0.title == "quick" ? today + -10 : nil })
        #expect(deals.map(\.record.title) == ["slow"])
        #expect(deals.first?.message.en.contains("at least 40 days") == true)
    }
}
