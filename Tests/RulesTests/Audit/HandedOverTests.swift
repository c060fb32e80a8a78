import Records
import Rules
import Testing

/// What goes from one colleague to another (R24).
@Suite struct HandedOverTests {
    private let files = [
        "team/a.yaml": "id: a\nname: 甲\nrole: sales\n", "team/b.yaml": "id: b\nname: 乙\nrole: sales\n",
        "customers/x/customer.yaml": "id: KH2026-AAAAAA\nname: X\nowner: a\n",
        "customers/y/customer.yaml": "id: KH2026-BBBBBB\nname: Y\nowner: c\n",
        "customers/x/deals/open.yaml": "id: SJ2026-AAAAAA\nname: o\nstage: proposal\nowner: a\n",
        "customers/x/deals/won.yaml": "id: SJ2026-BBBBBB\nname: w\nstage: won\nowner: a\n",
        "customers/x/tasks/open.yaml": "id: RW2026-AAAAAA\ntitle: t\nowner: a\n",
        "customers/x/tasks/done.yaml": "id: RW2026-BBBBBB\ntitle: t\nowner: a\ndone: 2026-11-01\n",
        "customers/x/tickets/open.yaml": "id: GD2026-AAAAAA\ntitle: t\nowner: a\nstatus: waiting\n",
        "customers/x/tickets/closed.yaml": "id: GD2026-BBBBBB\ntitle: t\nowner: a\nstatus: closed\n",
        "customers/x/contracts/old.yaml":
            "id: HT2026-AAAAAA\ntitle: t\nowner: a\nstatus: signed\nends_on: 2026-01-01\n",
        "customers/x/contracts/new.yaml":
            "id: HT2026-BBBBBB\ntitle: t\nowner: a\nstatus: signed\nends_on: 2027-01-01\n",
        "customers/x/follow-ups/done.yaml": "id: GJ2026-AAAAAA\nby: a\nnext: {action: n, owner: a, done: 2026-11-02}\n",
        "customers/x/follow-ups/open.yaml":
            "id: GJ2026-BBBBBB\nby: a\nnext: {action: n, owner: a}\ncommitments: [{action: p, owner: b}, {action: q, owner: a}]\n",
        "customers/y/follow-ups/nobody.yaml": "id: GJ2026-CCCCCC\nby: a\nnext: {action: n}\n",
    ]

    @Test func openWorkGoesThePastStays() throws {
        let set = records(files)
        let today = try #require(CalendarDate("2026-11-24"))
        let changed = set.all.flatMap { record in
            handedOver(record, from: "a", to: "b", set, today: today).map { change in
                "\(record.path) \(change.key) \(change.index.map(String.init) ?? "-") \(change.inner ?? "-")"
            }
        }
        #expect(
            changed == [
                "customers/x/contracts/new.yaml owner - -", "customers/x/customer.yaml owner - -",
                "customers/x/deals/open.yaml owner - -", "customers/x/follow-ups/open.yaml next - owner",
                "customers/x/follow-ups/open.yaml commitments 1 owner", "customers/x/tasks/open.yaml owner - -",
                "customers/x/tickets/open.yaml owner - -",
                // Nobody is named, so it is for who wrote it down.
                "customers/y/follow-ups/nobody.yaml next - owner",
            ])
    }
}
