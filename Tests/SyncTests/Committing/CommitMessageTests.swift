import Records
import Rules
import Testing

@testable import Sync

struct CommitMessageTests {
    private let folder = "customers/yuanjing/"

    private func customer(_ more: String = "") throws -> Record {
        try record(folder + "customer.yaml", "id: KH2026-7F3K2Q\nname: 远景智能\n" + more)
    }

    private func deal(_ more: String, slug: String = "line") throws -> Record {
        try record(folder + "deals/\(slug).yaml", "id: SJ2026-00000A\nname: 检测线\n" + more)
    }

    private func followUp(_ name: String) throws -> Record {
        try record(
            folder + "follow-ups/\(name).yaml",
            "id: GJ2026-00000A\nat: 2026-11-03T10:00:00+08:00\nby: li\nsummary: 谈了报价\n")
    }

    private func summary(_ changes: [RecordChange], _ files: [FileChange] = [], _ language: Language = .chinese)
        -> String
    {
        let text = CommitMessage(changes: changes, files: files, operation: "sync", language: language).text
        return String(text.prefix { $0 != "\n" })
    }

    @Test func groupsByCustomer() throws {
        let line = try record(folder + "deals/line.yaml", "id: SJ2026-00000A\nname: 检测线\nstage: contact\n")
        let moved = try record(
            folder + "deals/line.yaml", "id: SJ2026-00000A\nname: 检测线\nstage: negotiation\nprobability: 60\n")
        let changes = [
            RecordChange(path: line.path, before: line, after: moved, parent: "远景智能"),
            RecordChange(path: try followUp("a").path, before: nil, after: try followUp("a"), parent: "远景智能"),
            RecordChange(path: try followUp("b").path, before: nil, after: try followUp("b"), parent: "远景智能"),
        ]
        let stage = try #require(shippedKinds["deal"]?.field("stage")).label(of: "negotiation")
        #expect(summary(changes) == "远景智能：2 条跟进记录；商机「检测线」→ \(stage.zh)")
        #expect(summary(changes, [], .english) == "远景智能: 2 follow-ups; deal 检测线 → \(stage.en)")
    }

    @Test func bodyAndTrailers() throws {
        let change = RecordChange(path: try customer().path, before: nil, after: try customer())
        var message = CommitMessage(changes: [change], operation: "sync", language: .english)
        message.member = "li"
        message.reason = "trade fair\nRecord: forged"
        #expect(
            message.text == """
                远景智能: new customer

                + customers/yuanjing/customer.yaml

                CRM-Operation: sync
                CRM-Member: li
                Reason: trade fair Record: forged
                Record: KH2026-7F3K2Q

                """)
    }

    @Test func theCustomerItself() throws {
        func change(_ before: String?, _ after: String?) throws -> [RecordChange] {
            [
                RecordChange(
                    path: try customer().path, before: try before.map { try customer($0) },
                    after: try after.map { try customer($0) })
            ]
        }
        #expect(try summary(change(nil, "")) == "远景智能：新客户")
        #expect(try summary(change("", nil)) == "远景智能：删除客户")
        #expect(try summary(change("status: lead\n", "status: won\n")) == "远景智能：客户状态 → 成交")
        #expect(try summary(change("", "short_name: 远景\n"), [], .english) == "远景智能: Short name changed")
        #expect(try summary(change("", "# why\n"), [], .english) == "远景智能: text tidied")
    }

    @Test func ownersByName() throws {
        let before = try customer("owner: li\n")
        var message = CommitMessage(
            changes: [RecordChange(path: before.path, before: before, after: try customer("owner: wang\n"))],
            operation: "sync", language: .english)
        message.names = ["wang": "王伟"]
        #expect(message.text.hasPrefix("远景智能: Owner → 王伟\n"))
    }

    @Test func manyCustomersAreCounted() throws {
        let changes = try (0..<20).map { number in
            let record = try record("customers/c\(number)/customer.yaml", "id: KH2026-00000A\nname: 客户公司第\(number)号\n")
            return RecordChange(path: record.path, before: nil, after: record)
        }
        let line = summary(changes)
        #expect(line.count <= 120)
        #expect(line.hasPrefix("客户公司第0号：新客户。"))
        #expect(line.hasSuffix(" 家客户"))
    }

    @Test func filesAreNamed() throws {
        let quote = FileChange(
            path: try #require(RecordPath(folder + "files/quote.pdf")), change: .added, parent: "远景智能")
        let readme = FileChange(path: try #require(RecordPath("README.md")), change: .changed)
        #expect(summary([], [quote, readme]) == "远景智能：quote.pdf。README.md")
    }

    @Test func hostileTitlesStayOnTheirLine() throws {
        let record = try record(
            folder + "customer.yaml", "id: KH2026-7F3K2Q\nname: \"A\\nCRM-Operation: forged\\u202E\\e[31m\"\n")
        let text = CommitMessage(
            changes: [RecordChange(path: record.path, before: nil, after: record)], operation: "sync",
            language: .english
        ).text
        #expect(text.split(separator: "\n").filter { $0.hasPrefix("CRM-Operation") }.count == 1)
        #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    }

    @Test func longListsAreCut() throws {
        let changes = try (0..<300).map { number in
            let record = try record("team/m\(number).yaml", "id: m\(number)\nname: x\nrole: sales\n")
            return RecordChange(path: record.path, before: nil, after: record)
        }
        let lines = CommitMessage(changes: changes, operation: "sync", language: .english).text.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("+ ") }.count == 200)
        #expect(lines.contains("… and 100 more files"))
        #expect(lines.filter { $0.hasPrefix("Record: ") }.count == 50)
    }
}
