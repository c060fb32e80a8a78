import Records
import Testing

@testable import Sync

/// Nothing blocks: the record keeps the team's value, the other one waits in a record beside it.
struct ConflictRecordTests {
    /// Li's change is published, Wang's meets it.
    private func meet(
        settings: String = "conflicts: {default: published}\n", _ li: (Person) throws -> Void,
        _ wang: (Person) throws -> Void
    ) throws -> (report: SyncReport, team: Team, li: Person, wang: Person) {
        let team = try Team(settings: settings)
        let first = try team.person("li")
        let second = try team.person("wang")
        try li(first)
        try first.sync { $0.memberHandle = "li" }
        try wang(second)
        let report = try second.sync { $0.memberHandle = "wang" }
        #expect(report.waiting == 0)
        try second.expectSound()
        try first.sync()
        #expect(try first.git("rev-parse", "HEAD") == second.git("rev-parse", "HEAD"))
        try first.expectSound()
        // What was published holds.
        let check = try RepositoryCheck(try CRMFolder(root: first.root))
        #expect(check.problems.filter { $0.severity == .error }.map(\.message.en) == [])
        return (report, team, first, second)
    }

    private func conflictRecord(_ report: SyncReport, _ person: Person) throws -> Record {
        let path = try #require(report.conflicts.first?.path.text)
        return try record(path, try person.read(path))
    }

    @Test func aFieldWithTwoNewValues() throws {
        let result = try meet {
            try $0.replace(Person.customer, "grade: A", "grade: B")
        } _: {
            try $0.replace(Person.customer, "grade: A", "grade: C")
            try $0.replace(Person.customer, "owner: li", "owner: wang")
        }
        #expect(try result.li.read(Person.customer).contains("grade: B\nowner: wang\n"))
        #expect(result.report.conflicts.map(\.title) == ["远景智能"])
        #expect(result.report.conflicts.map(\.field) == ["grade"])
        #expect(result.report.conflicts.map(\.local) == ["C"])
        #expect(result.report.conflicts.map(\.published) == ["B"])
        let conflict = try conflictRecord(result.report, result.li)
        #expect(conflict.path.text.hasPrefix("customers/yuanjing/conflicts/2026-11-03-grade-"))
        let values: [String: String] = [
            "record": "KH2026-000001", "kind": "customer", "path": Person.customer, "type": "value", "field": "/grade",
            "base": "A", "published": "B", "local": "C", "published_by": "li", "local_by": "wang", "owner": "wang",
            "state": "open",
        ]
        for (key, value) in values { #expect(conflict.string(key) == value, "\(key)") }
        #expect(conflict.string("published_commit")?.count == 40)
        #expect(try result.li.git("log", "-1", "--format=%s").contains("1 conflict noted"))
    }

    @Test func settledByEditingAndDeleting() throws {
        let result = try meet {
            try $0.replace(Person.customer, "grade: A", "grade: B")
        } _: {
            try $0.replace(Person.customer, "grade: A", "grade: C")
        }
        try result.li.replace(Person.customer, "grade: B", "grade: C")
        try result.li.remove(try #require(result.report.conflicts.first?.path.text))
        try result.li.sync()
        let report = try result.wang.sync()
        #expect(report.conflicts.isEmpty)
        #expect(try result.wang.read(Person.customer).contains("grade: C"))
        #expect(!result.wang.exists("customers/yuanjing/conflicts"))
    }

    @Test func fieldsWithOneMeaningAreOneConflict() throws {
        let result = try meet {
            try $0.replace(Person.deal, "amount: 1000", "amount: 1200")
        } _: {
            try $0.replace(Person.deal, "currency: CNY", "currency: USD")
            try $0.replace(Person.deal, "name: 检测线", "name: 检测线二期")
        }
        let text = try result.li.read(Person.deal)
        #expect(text.contains("name: 检测线二期") && text.contains("amount: 1200\ncurrency: CNY"))
        let conflict = try conflictRecord(result.report, result.li)
        #expect(conflict.string("type") == "group")
        #expect(conflict.value("published")?["amount"]?.string == "1200")
        #expect(conflict.value("local")?["currency"]?.string == "USD")
    }

    @Test func deletedAgainstChangedStays() throws {
        let here = try meet {
            try $0.replace(Person.deal, "amount: 1000", "amount: 1200")
        } _: {
            try $0.remove(Person.deal)
        }
        #expect(try here.li.read(Person.deal).contains("1200"))
        #expect(try conflictRecord(here.report, here.li).string("local") == "deleted")
        let there = try meet {
            try $0.remove(Person.deal)
        } _: {
            try $0.replace(Person.deal, "amount: 1000", "amount: 1200")
        }
        #expect(try there.li.read(Person.deal).contains("1200"))
        #expect(try conflictRecord(there.report, there.li).string("published") == "deleted")
    }

    @Test func twoNewRecordsOfOneName() throws {
        func deal(_ id: String, _ name: String) -> String {
            "id: SJ2026-\(id)\nname: \(name)\nstage: first-contact\ndraft: true\n"
        }
        let path = "customers/yuanjing/deals/pump.yaml"
        let result = try meet {
            try $0.write(path, deal("00000A", "泵甲"))
        } _: {
            try $0.write(path, deal("00000B", "泵乙"))
        }
        #expect(try result.li.read(path).contains("泵甲"))
        #expect(try result.li.read("customers/yuanjing/deals/pump-2.yaml").contains("泵乙"))
        #expect(result.report.conflicts.isEmpty)
    }

    @Test func aSumAgainstTheRulesKeepsTheTeamsRecord() throws {
        let path = "customers/yuanjing/tickets/a.yaml"
        let team = try Team()
        let li = try team.person("li")
        let wang = try team.person("wang")
        try li.write(
            path,
            "id: GD2026-000001\ntitle: 漏油\ntype: complaint\nstatus: new\nopened_at: 2026-11-03T10:00:00+08:00\n"
                + "resolution: 换了密封圈\ndraft: true\n")
        #expect(try li.sync().heldBack.isEmpty)
        try wang.sync()
        // Each is allowed alone; a resolved ticket without a resolution is not.
        try li.replace(path, "status: new", "status: resolved")
        try li.sync()
        try wang.replace(path, "resolution: 换了密封圈\n", "")
        let report = try wang.sync()
        #expect(report.waiting == 0)
        #expect(try wang.read(path).contains("status: resolved\n"))
        #expect(try wang.read(path).contains("换了密封圈"))
        let conflict = try conflictRecord(report, wang)
        #expect(conflict.string("type") == "rule")
        #expect(conflict.string("rule") == "missing-field")
        try wang.expectSound()
    }

    @Test func awkwardValuesSurvive() throws {
        let result = try meet {
            try $0.replace(Person.customer, "name: 远景智能", "name: \"yes: \\\"quoted\\\" # no comment\"")
        } _: {
            try $0.replace(Person.customer, "name: 远景智能", "name: |-\n  two\n  lines \u{1F600}")
        }
        let conflict = try conflictRecord(result.report, result.li)
        #expect(conflict.string("published") == "yes: \"quoted\" # no comment")
        #expect(conflict.string("local") == "two\nlines \u{1F600}")
    }

    @Test func severalAtOnce() throws {
        let result = try meet {
            try $0.replace(Person.customer, "grade: A", "grade: B")
            try $0.replace(Person.customer, "status: lead", "status: interested")
            try $0.replace("team/li.yaml", "name: 李娜", "name: 李娜娜")
        } _: {
            try $0.replace(Person.customer, "grade: A", "grade: C")
            try $0.replace(Person.customer, "status: lead", "status: won")
            try $0.replace("team/li.yaml", "name: 李娜", "name: 李小娜")
        }
        #expect(Set(result.report.conflicts.map(\.field)) == ["grade", "status", "name"])
        #expect(Set(result.report.conflicts.map(\.path)).count == 3)
        #expect(result.report.conflicts.contains { $0.path.text.hasPrefix("conflicts/") })
    }
}
