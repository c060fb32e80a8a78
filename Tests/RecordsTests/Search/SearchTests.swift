import Records
import Testing

/// Thirty searches and more over a small repository, with what each must find, best first.
@Suite struct SearchTests {
    private static let records = Shipped.records([
        "crm.yaml": "name: 云帆\n",
        "team/lina.yaml": "id: lina\nname: 李娜\nrole: sales\n",
        "team/wangwei.yaml": "id: wangwei\nname: 王伟\nrole: sales\n",
        "customers/east/yuanjing/customer.yaml":
            """
        id: KH2026-AAAAAA
        no: KH2026001
        formerly: [KH2019007]
        name: 远景智能（上海）有限公司
        short_name: 远景
        industry: smart-manufacturing
        status: won
        owner: lina
        first_contact: 2025-03-01
        contacts:
          - {name: 单志刚, mobile: "138 0013 8000", email: shan@yuanjing.example, title: 采购总监}
        key_needs: [云平台, 数据安全]
        remarks: |
          偏好面对面沟通。
          付款周期需要确认，预算约20万。
        """,
        "customers/east/yuanjing/deals/saas.yaml":
            "id: SJ2026-AAAAAA\nname: 数据平台一期\nstage: proposal\namount: 260000\nowner: wangwei\n",
        "customers/east/yuanjing/follow-ups/2026-11-03-phone-7f3k.yaml":
            """
        id: GJ2026-AAAAAA
        at: 2026-11-03T14:30:00+08:00
        by: lina
        method: phone
        content: 客户对付款方式有疑问，需提供批量折扣方案。
        """,
        "customers/cqca/customer.yaml":
            """
        id: KH2026-BBBBBB
        no: KH2026002
        name: 重庆长安精密机械厂
        other_names: [Chang'an Precision]
        status: lead
        owner: wangwei
        city: 重庆
        contacts:
          - {name: 曾丽, phone: "023-6868 1234", wechat: zengli_cq}
        """,
        "customers/muller/customer.yaml":
            """
        id: KH2026-CCCCCC
        no: KH2026003
        name: Müller Straße GmbH & Co. KG
        website: https://www.mueller.example
        industry: logistics
        first_contact: 2024-01-01
        """,
        "customers/taiwan/customer.yaml":
            "id: KH2026-DDDDDD\nno: KH2026004\nname: 臺灣雲帆科技股份有限公司\nindustry: technology\nfirst_contact: 2026-01-01\n",
        "customers/yunfan/customer.yaml":
            "id: KH2026-EEEEEE\nno: KH2026005\nname: 云帆科技\nindustry: technology\nfirst_contact: 2024-01-01\n",
        "customers/yunfan/deals/pump.yaml": "id: SJ2026-BBBBBB\nname: 云帆科技水泵\nstage: won\n",
    ])

    private static let names = [
        "KH2026-AAAAAA": "yuanjing", "KH2026-BBBBBB": "changan", "KH2026-CCCCCC": "muller", "KH2026-DDDDDD": "taiwan",
        "KH2026-EEEEEE": "yunfan", "SJ2026-AAAAAA": "platform", "SJ2026-BBBBBB": "pump", "GJ2026-AAAAAA": "call",
    ]

    private func found(_ typed: String) -> String {
        guard let query = SearchQuery(typed.split(separator: " ").map(String.init)) else { return "" }
        return Self.records.search(query, limit: 20).found
            .map { found in found.record.id.map { Self.names[$0] ?? $0 } ?? "" }.joined(separator: " ")
    }

    @Test(arguments: [
        // Chinese, of any length, in any field
        ("远", "yuanjing"), ("远景", "yuanjing"), ("付款", "call yuanjing"), ("付款方式", "call"), ("数据", "platform yuanjing"),
        ("采购总监", "yuanjing"), ("智能制造", "yuanjing"), ("重庆", "changan"), ("云帆科技", "yunfan pump taiwan"),
        ("云帆", "yunfan pump taiwan"),
        ("雲帆", "yunfan pump taiwan"), ("台湾", "taiwan"), ("臺灣", "taiwan"), ("(上海)", "yuanjing"), ("潜在", "changan"),
        ("没有这个词", ""),
        // names and numbers of all sorts
        ("KH2026002", "changan"), ("kh2019007", "yuanjing"), ("KH2026-DDDDDD", "taiwan"), ("saas", "platform"),
        // pinyin, initials, mixed
        ("yuanjing", "yuanjing"), ("yjzn", "yuanjing"), ("yuanjzn", "yuanjing"), ("yuanjing智能", "yuanjing"),
        ("chongqing", "changan"), ("cqca", "changan"), ("yunfan", "yunfan pump taiwan"), ("yfkj", "yunfan pump taiwan"),
        ("shanzhigang", "yuanjing"), ("zengli", "changan"), ("shujupingtai", "platform"),
        ("wangwei", "wangwei changan platform"),
        // phone numbers in any notation
        ("13800138000", "yuanjing"), ("138-0013-8000", "yuanjing"), ("+8613800138000", "yuanjing"),
        ("8000", "yuanjing"),
        ("02368681234", "changan"), ("6868-1234", "changan"),
        // Latin: marks, case, width, parts
        ("muller", "muller"), ("MÜLLER", "muller"), ("strasse", "muller"), ("mueller.example", "muller"),
        ("ＧｍｂＨ", "muller"),
        ("chang'an", "changan"), ("logistics", "muller"), ("物流", "muller"), ("shan@yuanjing.example", "yuanjing"),
        // slips
        ("mullre", "muller"), ("远竟", "yuanjing"), ("远景只能", "yuanjing"), ("重庆长春精密", "changan"), ("precison", "changan"),
        // several words: all of them, the customer's and the owner's name among them
        ("远景 付款", "yuanjing call"), ("李娜 付款", "call yuanjing"), ("yuanjing 折扣", "call"), ("云帆 物流", ""),
        ("王伟 数据", "platform"), ("muller logistics", "muller"),
    ])
    func finds(typed: String, expected: String) {
        #expect(found(typed) == expected)
    }

    @Test func aPhraseStandsTogether() {
        let query = SearchQuery(["Straße  GmbH"])
        #expect(query.map { Self.records.search($0, limit: 5).count } == 1)
        #expect(SearchQuery(["GmbH Straße"]).map { Self.records.search($0, limit: 5).count } == 0)
    }

    @Test func theLimitCutsTheListNotTheCount() {
        let result = SearchQuery(["云帆"]).map { Self.records.search($0, limit: 1) }
        #expect(result?.count == 3)
        #expect(result?.found.map(\.record.id) == ["KH2026-EEEEEE"])
    }

    @Test(arguments: [
        ("付款", "KH2026-AAAAAA", "付款周期需要确认，预算约20万。", ["付款"]),
        ("yjzn", "KH2026-AAAAAA", "远景智能（上海）有限公司", ["远景智能（上海）有限公司"]),
        ("13800138000", "KH2026-AAAAAA", "138 0013 8000", ["138 0013 8000"]),
        ("strasse", "KH2026-CCCCCC", "Müller Straße GmbH & Co. KG", ["Straße"]),
        ("雲帆科技", "KH2026-DDDDDD", "臺灣雲帆科技股份有限公司", ["雲帆科技"]), ("智能制造", "KH2026-AAAAAA", "智能制造", ["智能制造"]),
        ("gmbh muller", "KH2026-CCCCCC", "Müller Straße GmbH & Co. KG", ["Müller", "GmbH"]),
    ])
    func theMatchingLine(typed: String, id: String, line: String, marked: [String]) throws {
        let query = try #require(SearchQuery(typed.split(separator: " ").map(String.init)))
        let record = try #require(Self.records.record(id: id))
        let found = try #require(query.matchingLine(in: record))
        #expect(found.text == line)
        let scalars = Array(found.text.unicodeScalars)
        #expect(found.marks.map { String(String.UnicodeScalarView(scalars[$0])) } == marked)
    }

    @Test(arguments: [[], [""], ["  "], ["\u{200B}"]])
    func nothingToLookFor(typed: [String]) {
        #expect(SearchQuery(typed) == nil)
    }
}
