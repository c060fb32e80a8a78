import RecordIndex
import Records
import Testing

/// Order, columns, counts and groups.
@Suite struct RecordQueryTests {
    private let fixture: FilterFixture

    init() throws { fixture = try FilterFixture.shared.get() }

    private func subject(_ name: String, _ kind: String = "customer") throws -> FilterSubject {
        try FilterSubject(name, kind: fixture.kind(kind), in: fixture.kinds)
    }

    private func sorted(_ keys: [String], _ kind: String = "customer") throws -> String {
        var query = RecordQuery(try fixture.kind(kind))
        query.sort = try keys.map { key in
            .init(
                try subject(key.hasPrefix("-") ? String(key.dropFirst()) : key, kind), isDescending: key.hasPrefix("-"))
        }
        return try fixture.index.answer(query, fixture.surroundings).rows
            .compactMap { $0.id?.last.map { String($0).lowercased() } }.joined(separator: " ")
    }

    @Test func orders() throws {
        #expect(try sorted(["annual_spend"]) == "c e a d b")
        #expect(try sorted(["-年采购额"]) == "b d a e c")
        #expect(try sorted(["status", "-annual_spend"]) == "d c a e b")
        #expect(try sorted(["grade"]) == "a c e b d")
        #expect(try sorted(["-grade"]) == "b c e a d")
        #expect(try sorted(["-last_follow_up"]) == "c e a d b")
        #expect(try sorted(["owner.team", "no"]) == "a c b e d")
        #expect(try sorted(["-deals.amount"]) == "a c b d e")
        #expect(try sorted(["deals.amount"]) == "c a b d e")
        #expect(try sorted(["customer.annual_spend", "amount"], "deal") == "3 2 1")
        #expect(try sorted(["-at"], "follow-up") == "2 4 1 3")
        #expect(try sorted(["-path"]) == "e d c b a")
    }

    @Test func columnsBringValues() throws {
        var query = try fixture.query("status=won or status=lead")
        query.columns = try [
            "annual_spend", "owner.name", "deals.amount", "last_follow_up", "tags", "open_amount", "contacts.name",
        ]
        .map { try subject($0) }
        query.sort = [.init(try subject("-".isEmpty ? "" : "no"), isDescending: true)]
        query.limit = 2
        let answer = try fixture.index.answer(query, fixture.surroundings)
        #expect(answer.found == 3)
        #expect(answer.all == 5)
        #expect(answer.rows.map(\.path.text) == ["customers/e/customer.yaml", "customers/d/customer.yaml"])
        #expect(answer.rows[0].values == [.number("299999.99"), "王磊", .null, "2026-08-30", .null, .number("0"), []])
        query.filters = [try fixture.filter("no=KH001")]
        let first = try #require(try fixture.index.answer(query, fixture.surroundings).rows.first)
        #expect(first.values[0] == .number("300000"))
        #expect(first.values[2] == [.number("420000"), .number("260000")])
        #expect(first.values[4] == ["重点", "VIP"])
        #expect(first.values[6] == ["王芳", "张伟"])
    }

    @Test func whatHides() throws {
        let answer = try fixture.index.answer(fixture.query("行业=IT服务业+年采购额≥30万+近6个月有跟进记录"), fixture.surroundings)
        #expect(answer.found == 1)
        #expect(answer.all == 5)
        #expect(answer.hidden.map(\.text) == ["行业=IT服务业", "年采购额≥30万", "近6个月有跟进记录"])
        #expect(answer.hidden.map(\.count) == [3, 2, 2])
    }

    @Test func groups() throws {
        let deals = RecordQuery(try fixture.kind("deal"))
        let amount = try #require(try fixture.kind("deal").field("amount"))
        let byStage = try fixture.index.groups(
            deals, by: subject("stage", "deal"), sums: [amount], fixture.surroundings
        ).groups
        #expect(byStage.map(\.value) == ["proposal", "negotiation", "won"])
        #expect(
            byStage.map { $0.sums[0].mapValues(\.text) } == [["USD": "150000"], ["CNY": "420000"], ["CNY": "260000"]])
        let byTeam = try fixture.index.groups(
            deals, by: subject("owner.team", "deal"), sums: [amount], fixture.surroundings
        ).groups
        #expect(byTeam.map(\.value) == ["华东", "华北"])
        #expect(byTeam.map(\.count) == [2, 1])
        let byTag = try fixture.index.groups(
            RecordQuery(try fixture.kind("customer")), by: subject("tags"), sums: [], fixture.surroundings
        ).groups
        #expect(byTag.map(\.value) == ["VIP", "重点", .null])
        #expect(byTag.map(\.count) == [2, 1, 3])
    }

    @Test(arguments: [
        (["0.1", "0.2"], "0.3"), (["1e3", "-1000.5"], "-0.5"), ([], "0"), (["900000.50", "99999.4999"], "999999.9999"),
        (["-0.25"], "-0.25"),
    ])
    func sumsAreExact(amounts: [String], sum: String) {
        var total = MoneySum()
        for amount in amounts { total.add(amount) }
        #expect(total.text == sum)
        #expect(total.isExact)
    }

    @Test func sumsThatLeaveTheScaleSaySo() {
        var total = MoneySum()
        total.add("900000000000000")
        total.add("900000000000000")
        #expect(!total.isExact)
    }
}
