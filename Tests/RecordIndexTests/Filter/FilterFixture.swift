import Foundation
import RecordIndex
import Records
import Testing

/// A small repository in a folder that vanishes with its owner, and the index of it. Today is Sunday, 2026-11-22.
final class FilterFixture: Sendable {
    let root: String
    let index: RecordIndex
    let kinds: KindSet
    let surroundings: FilterSurroundings

    /// For tests that only ask.
    static let shared = Result { try FilterFixture() }

    static let today = CalendarDate(daysSinceEpoch: 20_779)

    init(_ files: [String: String] = FilterFixture.files, me: String? = "lina") throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("crm-filter-" + UUID().uuidString)
        root = url.path
        for (name, text) in files {
            let file = url.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let schemas = url.appendingPathComponent("schemas")
        try FileManager.default.createDirectory(at: schemas, withIntermediateDirectories: true)
        for file in shippedSchemaFiles {
            try Data(file.text.utf8).write(to: schemas.appendingPathComponent(file.name))
        }
        index = RecordIndex(root: root, storage: nil)
        try index.refresh()
        let folder = try index.folder()
        kinds = folder.kinds
        surroundings = FilterSurroundings(folder, today: Self.today, me: me)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }

    func kind(_ key: String) throws -> Kind { try #require(kinds[key]) }

    func filter(_ text: String, _ kind: String = "customer") throws -> Filter {
        try Filter(text, kind: self.kind(kind), in: kinds, today: Self.today)
    }

    func query(_ text: String, _ kind: String = "customer") throws -> RecordQuery {
        RecordQuery(try self.kind(kind), [try filter(text, kind)])
    }

    /// The last part of the ids of the records found, in small letters: `a c`.
    func found(_ text: String, _ kind: String = "customer") throws -> String {
        let answer = try index.answer(query(text, kind), surroundings)
        #expect(answer.found == answer.rows.count)
        return answer.rows.compactMap { $0.id?.last.map { String($0).lowercased() } }.joined(separator: " ")
    }

    /// What is said about a filter that cannot be understood.
    func error(_ text: String, _ kind: String = "customer") throws -> FilterError {
        do {
            let filter = try filter(text, kind)
            Issue.record("`\(text)` was understood: \(filter.node)")
        } catch let error as FilterError {
            return error
        }
        throw Missing()
    }

    struct Missing: Error {}

    static let files: [String: String] = [
        "crm.yaml": "name: Test\ncurrency: CNY\nthresholds: {silent_after_days: 60, at_risk_after_days: 90}\n",
        "team/lina.yaml": "id: lina\nname: 李娜\nrole: sales\nteam: 华东\n",
        "team/wanglei.yaml": "id: wanglei\nname: 王磊\nrole: sales\nteam: 华北\n",
        "customers/a/customer.yaml": """
        id: KH2026-AAAAAA
        no: KH001
        name: 云帆科技
        short_name: 云帆
        industry: it-services
        status: won
        grade: A
        annual_spend: 300000
        tags: [重点, VIP]
        owner: lina
        contacts:
          - {name: 王芳, title: 采购总监, mobile: "138 0000-0001", primary: true}
          - {name: 张伟, email: zhang@yunfan.example}
        first_contact: 2026-03-01
        city: 杭州
        postcode: "310000"
        """,
        "customers/a/deals/d1.yaml":
            "id: SJ2026-DDDDD1\nno: S001\nname: 数据平台\nstage: negotiation\namount: 420000\nprobability: 70\n"
            + "owner: wanglei\nexpected_close: 2026-11-28\nopened_on: 2026-09-01\n",
        "customers/a/deals/d2.yaml":
            "id: SJ2026-DDDDD2\nname: 首期\nstage: won\namount: 260000\nowner: lina\nclosed_on: 2025-08-20\nopened_on: 2025-04-01\n",
        "customers/a/follow-ups/f1.yaml":
            "id: GJ2026-FFFFF1\nat: 2026-06-01T10:00:00+08:00\nby: lina\nmethod: visit\nsummary: 拜访\ndeal: SJ2026-DDDDD1\n",
        "customers/b/customer.yaml":
            "id: KH2026-BBBBBB\nno: KH002\nname: 北辰能源集团\nindustry: energy\nstatus: dormant\ngrade: C\n"
            + "annual_spend: 900000.50\nowner: wanglei\nfirst_contact: 2025-01-10\ndraft: true\ntags: []\n",
        "customers/c/customer.yaml":
            "id: KH2026-CCCCCC\nno: KH003\nname: 鲜果时光\nindustry: food\nstatus: interested\ngrade: B\n"
            + "annual_spend: 120000\ncurrency: USD\nowner: lina\ntags: [VIP]\ncity: 上海\nfirst_contact: 2026-10-20\n",
        "customers/c/deals/d3.yaml":
            "id: SJ2026-DDDDD3\nname: 会员系统\nstage: proposal\namount: 150000\ncurrency: USD\nowner: lina\n"
            + "expected_close: 2026-12-20\nopened_on: 2026-10-21\n",
        "customers/c/follow-ups/f2.yaml":
            "id: GJ2026-FFFFF2\nat: 2026-11-20T14:30:00+08:00\nby: lina\nmethod: phone\nsummary: 电话\n"
            + "next: {action: 报价, owner: lina, due: 2026-12-01}\n",
        "customers/d/customer.yaml":
            "id: KH2026-DDDDDD\nno: KH004\nname: Müller & Söhne GmbH\nindustry: manufacturing\nstatus: lead\n"
            + "annual_spend: 500000\ncurrency: EUR\ndo_not_contact: true\ncity: München\nowner:\n",
        "customers/d/follow-ups/f3.yaml":
            "id: GJ2026-FFFFF3\nat: 2025-11-01T23:30:00+08:00\nby: wanglei\nmethod: email\nsummary: mail\n",
        "customers/e/customer.yaml":
            "id: KH2026-EEEEEE\nno: KH005\nname: 上海（集团）有限公司\nindustry: it-services\nstatus: won\ngrade: B\n"
            + "annual_spend: 299999.99\nowner: wanglei\nremarks: a+b, c\nfirst_contact: 2026-11-22\n",
        "customers/e/follow-ups/f4.yaml":
            "id: GJ2026-FFFFF4\nat: 2026-08-30T09:00:00+08:00\nby: wanglei\nmethod: phone\nsummary: 电话\n",
    ]
}
