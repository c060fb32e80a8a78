import Records
import Rules
import Testing

@Suite struct AppendOnlyTests {
    private static let path = "customers/a/follow-ups/f.yaml"
    private static let text =
        "id: GJ2026-AAAAAA\nat: 2026-11-20T10:00:00+08:00\nby: wang\nmethod: phone\nsummary: 谈了价格\nattachments: [files/a.jpg]\nnext: {action: 报价, owner: wang, due: 2026-11-25}\ncommitments:\n  - {action: 寄样品, due: 2026-11-23}\n"

    /// - Parameter since: when the follow-up was committed.
    private func broken(
        _ new: String?, by author: String?, since: String? = "2026-11-20T11:00:00+08:00", isUndo: Bool = false,
        settings: String = ""
    ) throws -> [String] {
        var commit = TestCommit()
        commit.before = ["customers/a/customer.yaml": "id: KH2026-AAAAAA\nname: 甲\n", Self.path: Self.text]
        commit.writes = [Self.path: new]
        commit.author = author
        commit.committed = since.map { [Self.path: $0] }
        commit.isUndo = isUndo
        return try commit.broken(settings: settings)
    }

    private func edited(_ old: String, _ new: String) -> String { Self.text.replacing(old, with: new) }
    private let refused = ["error follow-up-append-only"]

    @Test(arguments: [
        ("谈了价格", "什么也没谈"), ("method: phone", "method: visit"), ("by: wang", "by: lina"),
        ("2026-11-20T10", "2026-11-21T10"), ("action: 报价", "action: 拜访"), ("action: 寄样品", "action: 寄资料"),
        ("attachments: [files/a.jpg]\n", ""),
        ("  - {action: 寄样品, due: 2026-11-23}\n", "  - {action: 寄样品}\n  - {action: 开票}\n"),
    ])
    func nobodyElseRewritesIt(old: String, new: String) throws {
        #expect(try broken(edited(old, new), by: "lina") == refused)
        #expect(try broken(edited(old, new), by: nil) == refused)
        #expect(try broken(edited(old, new), by: "lina", since: "2026-11-24T09:00:00+08:00") == refused)
        #expect(try broken(edited(old, new), by: "lina", isUndo: true) == refused)
    }

    @Test(arguments: [
        ("due: 2026-11-25", "due: 2026-12-01"), ("due: 2026-11-25", "due: 2026-11-25, done: 2026-11-24"),
        ("owner: wang", "owner: lina"), ("due: 2026-11-23}", "due: 2026-11-23, done: 2026-11-23}"),
        ("summary:", "no: GJ1\nsummary:"), ("summary:", "tags: [重要]\nsummary:"),
        ("files/a.jpg", "files/a.jpg, files/b.jpg"),
        ("summary: 谈了价格", "summary: \"谈了价格\" # 已核对"), ("summary:", "feedback: ''\nsummary:"),
    ])
    func workAndLabelsAreFree(old: String, new: String) throws {
        #expect(try broken(edited(old, new), by: "lina") == [])
    }

    @Test func itsAuthorHasADay() throws {
        let new = edited("谈了价格", "谈了报价")
        #expect(try broken(new, by: "wang", since: "2026-11-23T10:00:01+08:00") == [])
        #expect(try broken(new, by: "wang", since: "2026-11-23T09:59:59+08:00") == refused)
        #expect(try broken(new, by: "wang", isUndo: true) == [])
        let longer = "rules: {follow-up-append-only: {hours: 120}}\n"
        #expect(try broken(new, by: "wang", settings: longer) == [])
        // Where the history does not say, the time of the talk counts.
        #expect(try broken(new, by: "wang", since: nil) == refused)
        #expect(try broken(new, by: "wang", since: nil, settings: longer) == [])
    }

    @Test func nobodyElseDeletesIt() throws {
        #expect(try broken(nil, by: "lina") == refused)
        #expect(try broken(nil, by: "wang") == refused)
        #expect(try broken(nil, by: "wang", since: "2026-11-24T09:00:00+08:00") == [])
    }

    /// Who may delete a customer with all its records is a matter of rights.
    @Test func itGoesWithItsCustomer() throws {
        var commit = TestCommit()
        commit.before = ["customers/a/customer.yaml": "id: KH2026-AAAAAA\nname: 甲\n", Self.path: Self.text]
        commit.writes = [Self.path: nil, "customers/a/customer.yaml": nil]
        #expect(try commit.broken() == [])
    }

    @Test func aMoveLeavesItAsItIs() throws {
        var commit = TestCommit()
        commit.before = [
            "customers/a/customer.yaml": "id: KH2026-AAAAAA\nname: 甲\n", Self.path: Self.text,
            "customers/b/customer.yaml": "id: KH2026-BBBBBB\nname: 乙\n",
        ]
        commit.writes = [Self.path: nil, "customers/b/follow-ups/f.yaml": Self.text]
        #expect(try commit.broken() == [])
        commit.writes["customers/b/follow-ups/f.yaml"] = edited("谈了价格", "什么也没谈")
        #expect(try commit.broken() == refused)
    }

    private static let ticket = "customers/a/tickets/t.yaml"
    private static let open =
        "id: GD2026-AAAAAA\ntitle: 漏油\ntype: complaint\nopened_at: 2026-11-19T09:00:00+08:00\n"
    private static let log = "log:\n  - {at: 2026-11-20T09:00:00+08:00, by: wang, text: 已派人}\n"

    private func ticket(_ old: String, _ new: String, by author: String = "lina", now: String? = nil) throws -> [String]
    {
        var commit = TestCommit()
        commit.before = ["customers/a/customer.yaml": "id: KH2026-AAAAAA\nname: 甲\n", Self.ticket: Self.open + old]
        commit.writes = [Self.ticket: Self.open + new]
        commit.author = author
        if let now { commit.now = now }
        return try commit.broken()
    }

    @Test func theProgressOfATicketIsOnlyAddedTo() throws {
        let start = "status: in-progress\n"
        let more = Self.log + "  - {at: 2026-11-21T09:00:00+08:00, by: lina, text: 修好了}\n"
        #expect(try ticket(start + Self.log, start + more) == [])
        #expect(try ticket(start + more, start + Self.log) == ["error ticket-log-append-only"])
        let other = Self.log.replacing("已派人", with: "没派人")
        #expect(try ticket(start + Self.log, start + other) == ["error ticket-log-append-only"])
        #expect(try ticket(start + Self.log, start + other, by: "wang") == ["error ticket-log-append-only"])
        #expect(try ticket(start + Self.log, start + other, by: "wang", now: "2026-11-21T08:00:00+08:00") == [])
    }

    @Test func aTicketIsClosedWithWhatSolvedIt() throws {
        let closed = "status: closed\nclosed_at: 2026-11-24T09:00:00+08:00\n"
        #expect(try ticket("status: in-progress\n", closed) == ["error ticket-needs-resolution"])
        #expect(try ticket("status: in-progress\n", closed + "resolution: ' '\n") == ["error ticket-needs-resolution"])
        #expect(try ticket("status: in-progress\n", closed + "resolution: 换垫圈\n") == [])
        #expect(try ticket(closed + "resolution: 换垫圈\n", closed) == ["error ticket-needs-resolution"])
        #expect(try ticket(closed, closed + "remarks: x\n") == [])
    }
}
