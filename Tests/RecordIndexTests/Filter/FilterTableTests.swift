import RecordIndex
import Records
import Testing

/// What each filter finds. Customers are a to e, deals 1 to 3, follow-ups 1 to 4.
@Suite struct FilterTableTests {
    private let fixture: FilterFixture

    init() throws { fixture = try FilterFixture.shared.get() }

    private func check(_ table: [(String, String)], _ kind: String = "customer") throws {
        for (filter, expected) in table {
            do {
                let found = try fixture.found(filter, kind)
                #expect(found == expected, "\(filter)")
            } catch let error as FilterError {
                Issue.record("\(filter): \(error.message.en) at \(error.column)")
            }
        }
    }

    /// R141 as it stands there, and in English.
    @Test func theCombinedFilterOfTheRequirements() throws {
        try check([
            ("行业=IT服务业+年采购额≥30万+近6个月有跟进记录", "a"),
            ("行业＝IT服务业＋年采购额≥30万＋近6个月有跟进记录", "a"),
            ("industry = IT服务业 and annual_spend >= 300000 and followed within 6 months", "a"),
            ("industry = it-services, annual spend >= 300k, followed up within 6 months", "a"),
            ("(行业=IT服务业 且 年采购额≥30万) 且 近六个月有跟进", "a"),
            ("行业=IT服务业且年采购额≥30万且近6个月有跟进记录", "a"),
            ("industry is IT services and annual spend at least 300,000 and last_follow_up within 6 months", "a"),
        ])
    }

    @Test func choices() throws {
        try check([
            ("status=won", "a e"), ("客户状态=成交", "a e"), ("状态=已成交", "a e"), ("STATUS = Won", "a e"),
            ("status!=won", "b c d"),
            ("status≠won", "b c d"), ("status in (won, 沉默)", "a b e"), ("status=won|dormant", "a b e"),
            ("状态=成交、沉默", "a b e"),
            ("status not in (won, lead)", "b c"), ("状态=成交或沉默", "a b e"), ("status = won or dormant", "a b e"),
            ("status >= won", "a b e"), ("status < won", "c d"), ("status between interested and dormant", "a b c e"),
            ("status = lead..interested", "c d"), ("行业~制造", "d"), ("行业包含服务", "a e"), ("行业 不包含 服务", "b c d"),
            ("grade is empty", "d"),
            ("等级为空", "d"), ("客户等级不为空", "a b c e"), ("grade=", "d"), ("grade!=", "a b c e"),
            ("industry = Catering and food", "c"),
            ("industry = Catering and food and grade = B", "c"), ("客户等级=A类（高价值）", "a"), ("等级=高价值", "a"),
            ("grade is not empty and grade != A", "b c e"),
            ("行业是IT服务业", "a e"), ("行业属于（零售业，餐饮食品）", "c"), ("industry is one of (energy, food)", "b c"),
            ("状态：成交", "a e"), ("status = \"won\"", "a e"),
        ])
    }

    @Test func numbers() throws {
        try check([
            ("annual_spend >= 300000", "a b d"), ("年采购额≥30万", "a b d"), ("annual_spend > 300,000", "b d"),
            ("annual_spend = 300000.00", "a"),
            ("annual_spend < 30万", "c e"), ("annual_spend <= 299999.99", "c e"), ("annual_spend = 900000.5", "b"),
            ("年采购额=10万..50万", "a c d e"), ("年采购额=10万~50万", "a c d e"), ("年采购额=10万到50万", "a c d e"),
            ("年采购额在10万到50万之间", "a c d e"),
            ("annual_spend between 100k and 300k", "a c e"), ("annual spend not between 100k and 300k", "b d"),
            ("年采购额介于10万和30万之间", "a c e"),
            ("annual_spend >= 10万 CNY", "a b e"), ("annual_spend >= 10万 USD", "c"), ("annual_spend > €100", "d"),
            ("年采购额>=10万美元", "c"),
            ("annual_spend >= 0.5m", "b d"), ("年采购额50万以上", "b d"), ("年采购额30万以下", "a c e"), ("年采购额>0.003亿", "b d"),
            ("annual_spend in (300000, 120000)", "a c"), ("annual_spend = 500000..", "b d"),
            ("annual_spend=..20万", "c"),
            ("annual_spend is empty", ""), ("annual_revenue is empty", "a b c d e"), ("annual_revenue < 5", ""),
            ("not annual_revenue < 5", "a b c d e"),
            ("annual_spend != 300000", "b c d e"), ("annual_spend = ¥300000", "a"), ("annual_spend = 30万元", "a"),
        ])
    }

    @Test func texts() throws {
        try check([
            ("name ~ 科技", "a"), ("客户名称包含集团", "b e"), ("name = 云帆科技", "a"), ("name=müller & söhne gmbh", "d"),
            ("name=M\u{FC}ller & Söhne GmbH & status=lead", "d"), ("tags=C++", ""), ("tags=C++ and status=won", ""),
            ("name = \"Müller & Söhne GmbH\"", "d"),
            ("name = \"müller & söhne gmbh\"", "d"), ("name ~ gmbh", "d"), ("name=上海（集团）有限公司", "e"),
            ("remarks ~ 'a+b, c'", "e"),
            ("remarks = “a+b, c”", "e"), ("tags=重点", "a"), ("tags=vip", "a c"), ("客户标签=重点、VIP", "a c"),
            ("tags!=VIP", "b d e"), ("tags ~ IP", "a c"),
            ("tags is empty", "b d e"), ("有客户标签", "a c"), ("没有客户标签", "b d e"), ("city=杭州", "a"),
            ("city is not empty", "a c d"), ("owner is empty", "d"),
            ("无客户经理", "d"), ("has owner", "a b c e"), ("without owner", "d"), ("no = kh001", "a"),
            ("no >= KH004", "d e"), ("postcode >= \"300000\"", "a"),
            ("name !~ 集团", "a c d"), ("city=杭州 or city=上海", "a c"), ("客户名称=云帆科技 或 客户名称=鲜果时光", "a c"),
            ("path ~ customers/b", "b"), ("id = KH2026-CCCCCC", "c"),
            ("客户=云帆", "a"), ("city = 杭州|上海", "a c"), ("name ~ 科技|能源", "a b"), ("remarks ~ '%'", ""), ("name ~ '_'", ""),
        ])
    }

    @Test func truthAndMembers() throws {
        try check([
            ("draft", "b"), ("草稿=是", "b"), ("draft = no", "a c d e"), ("not draft", "a c d e"), ("请勿联系", "d"),
            ("do_not_contact = true", "d"),
            ("非草稿 且 status = won", "a e"), ("contacts.mobile ~ 13800000001", "a"), ("联系人.手机=13800000001", "a"),
            ("手机~0000-0001", "a"), ("contacts ~ 王芳", "a"),
            ("contacts.title = 采购总监", "a"), ("contacts.email ~ yunfan", "a"), ("contacts is empty", "b c d e"),
            ("contacts.email is empty", "b c d e"),
            ("contacts.primary = yes", "a"), ("联系人的姓名=张伟", "a"),
        ])
    }

    @Test func days() throws {
        try check([
            ("first_contact = 2026-03-01", "a"), ("first_contact = 2026-03", "a"), ("first_contact = 2026", "a c e"),
            ("first_contact > 2026-03", "c e"),
            ("first_contact >= 2026-03", "a c e"), ("first_contact < 2026", "b"), ("首次接触时间<=2025年", "b"),
            ("first_contact = today", "e"), ("首次接触时间=今天", "e"),
            ("first_contact = 上月", "c"), ("first_contact = last month", "c"), ("first_contact = this quarter", "c e"),
            ("首次接触时间=本季度", "c e"), ("first_contact = 2026-Q1", "a"),
            ("首次接触时间=2026年10月", "c"), ("首次接触时间近60天", "c e"), ("first_contact within 60 days", "c e"),
            ("first_contact since 60d", "c e"),
            ("first_contact before 60 days ago", "a b"), ("first_contact = 2026-03-01..2026-10-31", "a c"),
            ("first_contact between 2026-03-01 and 2026-10-31", "a c"),
            ("首次接触时间介于2026-03-01和2026-10-31之间", "a c"), ("first_contact in last 60 days", "c e"),
            ("first_contact = 去年", "b"), ("first_contact = last year", "b"),
            ("first_contact = 2026-03-01|2026-11-22", "a e"), ("first_contact after 2026-10-19", "c e"),
            ("first_contact from 2026-03-01 to 2026-10-31", "a c"),
            ("first_contact is empty", "d"), ("first_contact != 2026", "b d"), ("首次接触时间早于2026-03-02", "a b"),
            ("first_contact > \"2026-03\"", "c e"),
        ])
        try check(
            [
                ("at = 2026-11-20", "2"), ("at=2025-11-01", "3"), ("at >= 2026-11-20 14:30", "2"),
                ("at > 2026-11-20T14:30", ""), ("at=2026-11", "2"), ("时间=上周", ""),
                ("at = this week", "2"), ("at = 本周五", "2"), ("next.due <= in 14 days", "2"),
                ("next.due within 2 weeks", "2"), ("下一步.完成时限=未来两周", "2"),
            ], "follow-up")
    }

    @Test func relations() throws {
        try check([
            ("deals.amount > 100000", "a c"), ("商机.金额>10万", "a c"), ("商机的金额>30万", "a"), ("deals.stage = won", "a"),
            ("deals.stage != won", "b c d e"),
            ("deals[stage != won and amount > 400000]", "a"), ("deals[stage = won and amount > 400000]", ""),
            ("商机【阶段=商务谈判 且 金额>40万】", "a"), ("has deals", "a c"),
            ("有商机", "a c"), ("没有商机", "b d e"), ("no deals", "b d e"), ("deals > 1", "a"), ("商机>=2", "a"),
            ("deals = 1", "c"), ("deals is empty", "b d e"),
            ("owner.team = 华东", "a c"), ("客户经理.团队=华北", "b e"), ("owner.team is empty", "d"), ("owner = 李娜", "a c"),
            ("owner=lina", "a c"), ("负责人=我", "a c"), ("owner = me", "a c"),
            ("owner != me", "b d e"), ("owner ~ 娜", "a c"), ("owner in (李娜, 王磊)", "a b c e"), ("deals.owner = 王磊", "a"),
            ("deals.owner.team = 华北", "a"), ("follow-ups.method = 电话", "c e"),
            ("deals = 会员系统", "c"), ("deals ~ 平台", "a"),
        ])
        try check(
            [
                ("customer.industry = 餐饮食品", "3"), ("客户.行业=IT服务业", "1 2"), ("customer = 云帆科技", "1 2"), ("客户=云帆", "1 2"),
                ("客户=KH003", "3"), ("customer ~ 时光", "3"),
                ("customer.owner.team = 华东", "1 2 3"), ("customer.last_follow_up >= 2026-11-01", "3"),
                ("followed this week", "3"), ("follow-ups.method = 面谈", "1"),
                ("expected_close within 10 days", "1"), ("amount >= 15万 USD", "3"), ("customer.activity = active", "3"),
                ("customer.deals > 1", "1 2"), ("stage >= proposal and stage < won", "1 3"),
                ("probability >= 70%", "1"),
            ], "deal")
        try check([("deals.stage = 商务谈判", "i"), ("customers.industry = energy", "i")], "member")
    }

    @Test func phrases() throws {
        try check([
            ("followed within 6 months", "a c e"), ("近6个月有跟进记录", "a c e"), ("not followed within 6 months", "b d"),
            ("近6个月没有跟进", "b d"), ("近6个月无跟进记录", "b d"),
            ("no follow-up since 30d", "a b d e"), ("30天未跟进", "a b d e"), ("30天内未跟进", "a b d e"),
            ("超过30天没有跟进", "a b d e"), ("30天以上未跟进", "a b d e"),
            ("no follow-up for 30 days", "a b d e"), ("followed this week", "c"), ("本周有跟进", "c"), ("本周跟进过", "c"),
            ("从未跟进", "b"), ("never followed", "b"), ("有跟进记录", "a c d e"),
            ("followed since 2026-08-01", "c e"), ("no follow-up since 2026-08-01", "a b d"), ("followed in 2025", "d"),
            ("去年有跟进记录", "d"), ("近3个月有商机", "a c"),
            ("followed before 2026", "d"), ("近半年有互动", "a c e"), ("上周未跟进", "a b c d e"),
        ])
    }

    @Test func derivedValues() throws {
        try check([
            ("last_follow_up >= 2026-08-01", "c e"), ("最近跟进=近6个月", "a c e"), ("最近跟进为空", "b"),
            ("next_follow_up = 2026-12", "c"), ("下次跟进<=2026-12-01", "c"), ("follow_ups = 0", "b"),
            ("跟进次数>=1", "a c d e"), ("open_deals = 1", "a c"), ("open_amount > 40万", "a"), ("在谈金额=0", "b c d e"),
            ("won_amount >= 26万", "a"), ("activity = active", "c"),
            ("活跃度=沉默", "e"), ("activity = at-risk", "a b d"), ("活跃度=流失风险", "a b d"), ("open_amount > 1万 CNY", "a"),
            ("open_amount > 1万 USD", ""),
            ("last_follow_up within 30 days", "c"), ("not last_follow_up within 30 days", "a b d e"),
        ])
    }

    @Test func connectives() throws {
        try check([
            ("status=won and grade=A", "a"), ("status=won, grade=A", "a"), ("status=won，grade=A", "a"),
            ("status=won+grade=A", "a"), ("状态=成交且等级=A", "a"), ("状态=成交 并且 等级=A", "a"),
            ("status=won && grade=A", "a"), ("status=won & grade=B", "e"), ("status=won or grade=B", "a c e"),
            ("状态=成交或等级=B", "a c e"), ("not status=won", "b c d"), ("!(status=won)", "b c d"),
            ("非（状态=成交）", "b c d"), ("not (status=won or status=lead)", "b c"),
            ("(status=won or status=lead) and owner is empty", "d"), ("status=won and grade=B or status=lead", "d e"),
            ("status=won and (grade=B or status=lead)", "e"), ("not not status=won", "a e"), ("((status=won))", "a e"),
            ("（状态＝成交）", "a e"), ("not status=won and grade=B", "c"),
            ("city=上海且状态=意向", "c"), ("name~科技且状态=成交", "a"), ("owner= and status=lead", "d"),
            ("  status = won  ", "a e"), ("\tstatus\n=\nwon", "a e"), ("name=云帆科技；等级=A", "a"),
        ])
    }
}
