import Records
import Testing

@Suite struct ConditionTests {
    private static let files = [
        "team/lina.yaml": "id: lina\nname: 李娜\nrole: sales\n",
        "customers/a/customer.yaml":
            "id: KH2026-AAAAAA\nno: KH001\nname: 甲公司\nstatus: won\nannual_spend: 300000\ntags: [重点, VIP]\nowner: lina\n"
            + "contacts:\n  - {name: 王, mobile: \"13800000000\"}\nfirst_contact: 2026-03-01\ndo_not_contact: true\n",
        "customers/a/deals/d.yaml": "id: SJ2026-AAAAAA\nname: 单子\nstage: negotiation\namount: 1e5\n",
        "customers/a/follow-ups/f.yaml": "id: GJ2026-AAAAAA\nat: 2026-11-03T23:30:00+08:00\nby: lina\nsummary: 电话\n",
    ]

    private func holds(_ condition: String, _ kind: String = "customer") throws -> Bool {
        let records = Shipped.records(Self.files)
        let record = try #require(records.records(of: kind).first)
        return try Condition(condition, kind: Shipped.kind(kind)).holds(record, in: records)
    }

    @Test(arguments: [
        "status=won", "客户状态=成交", "状态=已成交", "STATUS=Won", "status!=lost", "status>=interested", "status<dormant",
        "annual_spend>=30万",
        "annual_spend=300,000", "annual_spend<100万", "年采购额>29.9万", "annual_spend>-1", "tags=重点", "tags=vip", "tags~IP",
        "tags!=普通", "owner=lina", "owner=李娜",
        "owner~娜", "contacts~138", "contacts~王", "no=kh001", "short_name=", "no!=", "first_contact<=2026-03-01",
        "first_contact>2026-02-28", "do_not_contact=true",
        "name~公司", "status~成", "  客户状态 = 成交 ", "name\u{FF1D}甲公司", "annual_spend\u{2265}300000", "annual_spend\u{FF1E}1",
        "status\u{2260}lost", "no>=KH000",
    ])
    func fulfilled(condition: String) throws {
        #expect(try holds(condition))
    }

    @Test(arguments: [
        "status=lost", "status!=won", "status>won", "annual_spend>300000", "tags=重", "tags!=重点", "owner=王磊",
        "short_name!=", "no=", "first_contact>2026-03-01",
        "do_not_contact=false", "name=甲", "short_name~x", "city=杭州", "city>a",
    ])
    func notFulfilled(condition: String) throws {
        #expect(try !holds(condition))
    }

    @Test func whatLiesInAFolderKnowsItsCustomer() throws {
        #expect(try holds("customer=KH001", "deal"))
        #expect(try holds("客户=甲公司", "deal"))
        #expect(try holds("客户~甲", "deal"))
        #expect(try !holds("客户=乙", "deal"))
        #expect(try holds("amount>=10万", "deal"))
        #expect(try holds("amount=100000", "deal"))
    }

    /// The day of a time is that of its own offset.
    @Test func timesAreAskedForByDay() throws {
        #expect(try holds("at=2026-11-03", "follow-up"))
        #expect(try holds("at>=2026-11-03", "follow-up"))
        #expect(try !holds("at>2026-11-03", "follow-up"))
    }

    @Test(arguments: [
        "won", "=won", "", "status", "nothing=1", "status=wno", "annual_spend>=lots", "annual_spend=",
        "first_contact<=下周", "status>=高",
    ])
    func refused(condition: String) throws {
        let kind = try Shipped.kind("customer")
        if condition == "annual_spend=" {
            // The empty value asks for records without the field.
            #expect(throws: Never.self) { try Condition(condition, kind: kind) }
            return
        }
        let failure = #expect(throws: Condition.Failure.self) { try Condition(condition, kind: kind) }
        #expect(failure?.remedy.zh.isEmpty == false)
        #expect(failure?.message.en != failure?.message.zh)
    }

    @Test func refusalsNameWhatIsNear() throws {
        let kind = try Shipped.kind("customer")
        let failure = #expect(throws: Condition.Failure.self) { try Condition("状太=成交", kind: kind) }
        #expect(failure?.remedy.zh.contains("状态") == true)
    }
}
