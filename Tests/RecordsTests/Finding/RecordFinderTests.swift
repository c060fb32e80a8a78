import Records
import Testing

@Suite struct RecordFinderTests {
    private static let records = Shipped.records([
        "crm.yaml": "name: 云帆\n",
        "team/lina.yaml": "id: lina\nname: 李娜\nrole: sales\n",
        "customers/east/zhiyuan/customer.yaml":
            "id: KH2026-AAAAAA\nno: KH001\nformerly: [KH900]\nname: 杭州智远机械有限公司\nshort_name: 智远\n",
        "customers/beichen/customer.yaml":
            """
        id: KH2026-BBBBBB
        no: KH002
        name: 北辰能源有限公司
        other_names: [Polaris Energy, 北辰重工]
        contacts:
          - {name: 单志刚, mobile: "138 0013 8000", email: Shan@beichen.example}
          - {name: 王丽, phone: "(0755) 8888-6666"}
        """,
        "customers/beichen/deals/pump.yaml": "id: SJ2026-AAAAAA\nname: 智远转介绍\nstage: proposal\n",
        "customers/caf\u{E9}/customer.yaml": "id: KH2026-CCCCCC\nname: Caf\u{E9} Nord\n",
    ])

    private func found(_ typed: String) -> [String] {
        switch RecordFinder(Self.records.all).find(typed) {
        case .one(let record): [record.id ?? ""]
        case .several(let records): records.compactMap(\.id).sorted()
        case .none: []
        }
    }

    @Test(arguments: [
        ("KH2026-AAAAAA", "KH2026-AAAAAA"), ("kh2026-aaaaaa", "KH2026-AAAAAA"), ("KH001", "KH2026-AAAAAA"),
        ("kh900", "KH2026-AAAAAA"),
        ("杭州智远机械有限公司", "KH2026-AAAAAA"), ("zhiyuan", "KH2026-AAAAAA"), ("北辰", "KH2026-BBBBBB"), ("lina", "lina"),
        ("李娜", "lina"), ("pump", "SJ2026-AAAAAA"),
        ("customers/beichen/deals/pump.yaml", "SJ2026-AAAAAA"), ("转介绍", "SJ2026-AAAAAA"),
        ("caf\u{E9}", "KH2026-CCCCCC"), ("cafe", "KH2026-CCCCCC"), ("polaris", "KH2026-BBBBBB"),
        ("北辰重工", "KH2026-BBBBBB"), ("北辰能源有限公司 ", "KH2026-BBBBBB"), ("單志剛", "KH2026-BBBBBB"),
        ("13800138000", "KH2026-BBBBBB"), ("+86 138-0013-8000", "KH2026-BBBBBB"), ("8000", "KH2026-BBBBBB"),
        ("88886666", "KH2026-BBBBBB"),
        ("shan@beichen.example", "KH2026-BBBBBB"), ("hangzhouzhiyuan", "KH2026-AAAAAA"), ("hzzy", "KH2026-AAAAAA"),
        ("beichen", "KH2026-BBBBBB"), ("bcny", "KH2026-BBBBBB"), ("beichenzhong", "KH2026-BBBBBB"),
        ("shanzhigang", "KH2026-BBBBBB"), ("zhuanjieshao", "SJ2026-AAAAAA"),
    ])
    func one(typed: String, id: String) {
        #expect(found(typed) == [id])
    }

    /// A customer goes before what lies in some customer's folder.
    @Test func aPartOfACustomersNameMeansTheCustomer() {
        #expect(found("智远") == ["KH2026-AAAAAA"])
    }

    @Test func severalAreNotGuessedBetween() {
        #expect(found("有限公司") == ["KH2026-AAAAAA", "KH2026-BBBBBB"])
    }

    /// `zhiyuan` sounds like two of them, but is the name of one's folder; `youxiangongsi` sounds like both.
    @Test func soundsAreNotGuessedBetween() {
        #expect(found("youxiangongsi") == ["KH2026-AAAAAA", "KH2026-BBBBBB"])
        guard case .none = RecordFinder(Self.records.all).find("youxiangongsi", bySound: false) else {
            Issue.record("found")
            return
        }
    }

    @Test(arguments: ["", "云帆", "没有这个", "crm", "666", "娜娜"])
    func none(typed: String) {
        #expect(found(typed) == [])
    }

    @Test func nearNames() {
        guard case .none(let near) = RecordFinder(Self.records.all).find("智元") else {
            Issue.record("found")
            return
        }
        #expect(near == ["智远"])
    }
}
