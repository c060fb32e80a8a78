import Foundation
import Records
import Testing

@testable import Sync

/// Records are matched by id, wherever their files lie; what one side deleted and the other needs stays; no file is laid over another.
struct RecordsByIDTests {
    private struct Meeting {
        let team: Team
        let li: Person
        let wang: Person
        let report: SyncReport

        func files() throws -> [String] {
            try wang.git("ls-files").split(separator: "\n").map(String.init)
        }
    }

    private func meet(
        settings: String = "", _ li: (Person) throws -> Void, _ wang: (Person) throws -> Void,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Meeting {
        try meet(settings: settings, prepare: { _ in }, li, wang, sourceLocation: sourceLocation)
    }

    /// Li's changes are published first; Wang's meet them.
    private func meet(
        settings: String = "", prepare: (Person) throws -> Void, _ li: (Person) throws -> Void,
        _ wang: (Person) throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Meeting {
        let team = try Team(settings: settings)
        let first = try team.person("li")
        try prepare(first)
        try first.sync()
        let second = try team.person("wang")
        try li(first)
        #expect(try first.sync { $0.memberHandle = "li" }.heldBack.map(\.path) == [], sourceLocation: sourceLocation)
        try wang(second)
        let report = try second.sync { $0.memberHandle = "wang" }
        #expect(report.waiting == 0, sourceLocation: sourceLocation)
        #expect(report.heldBack.map(\.path.text) == [], sourceLocation: sourceLocation)
        try second.expectSound(sourceLocation: sourceLocation)
        try first.sync()
        #expect(try first.git("rev-parse", "HEAD") == second.git("rev-parse", "HEAD"), sourceLocation: sourceLocation)
        try first.expectSound(sourceLocation: sourceLocation)
        let check = try RepositoryCheck(try CRMFolder(root: first.root))
        let errors = check.problems.filter { $0.severity == .error }.map { $0.path.text + ": " + $0.message.en }
        #expect(errors == [], sourceLocation: sourceLocation)
        return Meeting(team: team, li: first, wang: second, report: report)
    }

    private static func rename(_ person: Person, to name: String) throws {
        try FileManager.default.moveItem(
            atPath: person.root + "/customers/yuanjing", toPath: person.root + "/customers/" + name)
    }

    private static func fill(_ person: Person) throws {
        try person.write("customers/yuanjing/follow-ups/2026-11-03-phone-0001.yaml", Person.followUp("00000A"))
        try person.write("customers/yuanjing/files/offer.txt", "one\ntwo\nthree\n")
    }

    // MARK: Moved records

    @Test func aRenamedFolderAgainstEditsInside() throws {
        for theirsRenames in [true, false] {
            let rename: (Person) throws -> Void = {
                try Self.rename($0, to: "yuanjing-energy")
                try $0.replace("customers/yuanjing-energy/customer.yaml", "远景智能", "远景能源")
            }
            let edit: (Person) throws -> Void = {
                try $0.replace(Person.customer, "grade: A", "grade: B")
                try $0.replace(Person.deal, "amount: 1000", "amount: 2000")
                try $0.write("customers/yuanjing/follow-ups/2026-11-04-visit-0002.yaml", Person.followUp("00000B"))
                try $0.write("customers/yuanjing/files/offer.txt", "one\ntwo\nthree and more\n")
                try $0.write("customers/yuanjing/files/new.txt", "new\n")
            }
            let result = try meet(
                prepare: Self.fill, theirsRenames ? rename : edit, theirsRenames ? edit : rename)
            let files = try result.files()
            #expect(!files.contains { $0.hasPrefix("customers/yuanjing/") }, "\(files)")
            let folder = "customers/yuanjing-energy/"
            #expect(try result.li.read(folder + "customer.yaml").contains("name: 远景能源\nstatus: lead\ngrade: B"))
            #expect(try result.li.read(folder + "deals/line.yaml").contains("amount: 2000"))
            #expect(try result.li.read(folder + "files/offer.txt").contains("three and more"))
            for name in [
                "follow-ups/2026-11-04-visit-0002.yaml", "follow-ups/2026-11-03-phone-0001.yaml", "files/new.txt",
            ] {
                #expect(result.li.exists(folder + name), "\(name)")
            }
            #expect(result.report.conflicts.isEmpty)
        }
    }

    @Test func bothRenameTheFolder() throws {
        let result = try meet(prepare: Self.fill) {
            try Self.rename($0, to: "a")
        } _: {
            try Self.rename($0, to: "b")
            try $0.replace("customers/b/deals/line.yaml", "amount: 1000", "amount: 2000")
            try $0.write("customers/b/files/new.txt", "new\n")
        }
        #expect(try !result.files().contains { $0.hasPrefix("customers/b/") || $0.hasPrefix("customers/yuanjing") })
        #expect(try result.li.read("customers/a/deals/line.yaml").contains("amount: 2000"))
        #expect(result.li.exists("customers/a/files/new.txt"))
    }

    @Test func aMovedRecordAgainstAnEdit() throws {
        let result = try meet {
            try $0.replace(Person.deal, "amount: 1000", "amount: 2000")
        } _: {
            let text = try $0.read(Person.deal)
            try $0.remove(Person.deal)
            try $0.write("customers/yuanjing/deals/renamed.yaml", text.replacing("检测线", with: "新检测线"))
        }
        #expect(!result.li.exists(Person.deal))
        let text = try result.li.read("customers/yuanjing/deals/renamed.yaml")
        #expect(text.contains("amount: 2000") && text.contains("新检测线"))
    }

    @Test func aMovedRecordInARenamedFolder() throws {
        for theirsRenames in [true, false] {
            let rename: (Person) throws -> Void = { try Self.rename($0, to: "east") }
            let move: (Person) throws -> Void = {
                let text = try $0.read(Person.deal)
                try $0.remove(Person.deal)
                try $0.write("customers/yuanjing/deals/renamed.yaml", text)
            }
            let result = try meet(prepare: Self.fill, theirsRenames ? rename : move, theirsRenames ? move : rename)
            let files = try result.files()
            #expect(!files.contains { $0.hasPrefix("customers/yuanjing/") }, "\(files)")
            #expect(files.filter { $0.hasPrefix("customers/east/deals/") }.count == 1, "\(files)")
        }
    }

    // MARK: Names that meet

    private static func customer(_ id: String, _ name: String) -> String {
        "id: KH2026-\(id)\nname: \(name)\nstatus: lead\nowner: li\ndraft: true\n"
    }

    @Test func twoNewCustomersOfOneFolder() throws {
        let result = try meet {
            try $0.write("customers/acme/customer.yaml", Self.customer("00000A", "甲"))
        } _: {
            try $0.write("customers/acme/customer.yaml", Self.customer("00000B", "乙"))
            try $0.write(
                "customers/acme/deals/line.yaml", "id: SJ2026-00000B\nname: 泵\nstage: first-contact\ndraft: true\n")
        }
        #expect(try result.li.read("customers/acme/customer.yaml").contains("甲"))
        #expect(!result.li.exists("customers/acme/deals"))
        #expect(try result.li.read("customers/acme-2/customer.yaml").contains("乙"))
        #expect(result.li.exists("customers/acme-2/deals/line.yaml"))
    }

    @Test func namesThatSomeComputersCannotTellApart() throws {
        let result = try meet {
            try $0.write("customers/acme/customer.yaml", Self.customer("00000A", "甲"))
            try $0.write("customers/caf\u{E9}/customer.yaml", Self.customer("00000C", "丙"))
        } _: {
            try $0.write("customers/Acme/customer.yaml", Self.customer("00000B", "乙"))
            try $0.write("customers/cafe\u{301}/customer.yaml", Self.customer("00000D", "丁"))
        }
        #expect(try result.li.read("customers/acme/customer.yaml").contains("甲"))
        #expect(try result.li.read("customers/Acme-2/customer.yaml").contains("乙"))
        #expect(try result.files().filter { $0.hasPrefix("customers/caf") }.count == 2)
    }

    @Test func aFileAgainstAFolder() throws {
        let result = try meet {
            try $0.write("notes/inner.txt", "li\n")
        } _: {
            try $0.write("notes", "wang\n")
        }
        #expect(try result.li.read("notes/inner.txt") == "li\n")
        #expect(try result.li.read("notes-2") == "wang\n")
    }

    @Test func aRecordThatBothBringBackInARenamedFolderIsOne() throws {
        let pump = "id: SJ2026-00000B\nname: 泵\nstage: first-contact\ndraft: true\n"
        for theirsRenames in [true, false] {
            let rename: (Person) throws -> Void = {
                try Self.rename($0, to: "east")
                try $0.write("customers/east/deals/pump.yaml", pump + "remarks: li\n")
            }
            let add: (Person) throws -> Void = {
                try $0.write("customers/yuanjing/deals/pump.yaml", pump + "amount: 5\n")
            }
            let result = try meet(prepare: Self.fill, theirsRenames ? rename : add, theirsRenames ? add : rename)
            let files = try result.files().filter { $0.contains("/deals/pump") }
            #expect(files == ["customers/east/deals/pump.yaml"])
            let text = try result.li.read("customers/east/deals/pump.yaml")
            #expect(text.contains("remarks: li") && text.contains("amount: 5"))
        }
    }

    @Test func oneIDInTwoNewFilesIsNoted() throws {
        let team = try Team(settings: "")
        let li = try team.person("li")
        let wang = try team.person("wang")
        try li.write("customers/acme/customer.yaml", Self.customer("00000A", "甲"))
        try li.sync()
        try wang.write("customers/other/customer.yaml", Self.customer("00000A", "乙"))
        let report = try wang.sync()
        #expect(report.conflicts.count == 1)
        let conflict = try record(report.conflicts[0].path.text, try wang.read(report.conflicts[0].path.text))
        #expect(conflict.string("rule") == "duplicate-id")
        #expect(try wang.read("customers/acme/customer.yaml").contains("甲"))
        #expect(try wang.read("customers/other/customer.yaml").contains("乙"))
    }

    // MARK: Deleted against needed

    @Test func aDeletedCustomerWithANewDealStaysWhole() throws {
        let deal = "id: SJ2026-00000B\nname: 泵\nstage: first-contact\ndraft: true\n"
        for theirsDelete in [true, false] {
            let delete: (Person) throws -> Void = { try $0.remove("customers/yuanjing") }
            let add: (Person) throws -> Void = { try $0.write("customers/yuanjing/deals/pump.yaml", deal) }
            let result = try meet(prepare: Self.fill, theirsDelete ? delete : add, theirsDelete ? add : delete)
            for path in [
                Person.customer, Person.deal, "customers/yuanjing/deals/pump.yaml",
                "customers/yuanjing/follow-ups/2026-11-03-phone-0001.yaml", "customers/yuanjing/files/offer.txt",
            ] { #expect(result.li.exists(path), "\(path)") }
            #expect(result.report.conflicts.map(\.record.text) == [Person.customer])
            let path = try #require(result.report.conflicts.first?.path.text)
            let conflict = try record(path, try result.li.read(path))
            #expect(conflict.string("type") == "deleted")
            #expect(conflict.string(theirsDelete ? "published" : "local") == "deleted")
        }
    }

    @Test func aDeletedMemberThatSomebodyNamesStays() throws {
        let result = try meet {
            try $0.remove("team/wang.yaml")
        } _: {
            try $0.replace(Person.customer, "owner: li", "owner: wang")
        }
        #expect(result.li.exists("team/wang.yaml"))
        #expect(result.report.conflicts.map(\.record.text) == ["team/wang.yaml"])
    }

    @Test func aDeletionThatNobodyMindsHolds() throws {
        let result = try meet(prepare: Self.fill) {
            try $0.remove("customers/yuanjing")
        } _: {
            try $0.replace("team/wang.yaml", "王伟", "王小伟")
        }
        #expect(!result.li.exists("customers/yuanjing"))
        #expect(result.report.conflicts.isEmpty)
    }

    // MARK: Files that are no records

    @Test func otherFilesMergeByLinesOrStayBoth() throws {
        let result = try meet(prepare: {
            try Self.fill($0)
            try $0.write("README.md", "a\nb\nc\nd\ne\n")
        }) {
            try $0.write("README.md", "A\nb\nc\nd\ne\n")
            try $0.write("customers/yuanjing/files/offer.txt", "li\n")
        } _: {
            try $0.write("README.md", "a\nb\nc\nd\nE\n")
            try $0.write("customers/yuanjing/files/offer.txt", "wang\n")
        }
        #expect(try result.li.read("README.md") == "A\nb\nc\nd\nE\n")
        #expect(try result.li.read("customers/yuanjing/files/offer.txt") == "li\n")
        #expect(try result.li.read("customers/yuanjing/files/offer.wang-2026-11-03.txt") == "wang\n")
        #expect(result.report.keptBeside.map(\.beside.text) == ["customers/yuanjing/files/offer.wang-2026-11-03.txt"])
        #expect(result.report.conflicts.map(\.path.text).allSatisfy { $0.hasPrefix("customers/yuanjing/conflicts/") })
    }

    // MARK: Numbers

    @Test func aDoubledNumberIsRenumberedOnTheSideThatIsNotPublished() throws {
        let numbering = "numbering: {customer: \"KH{yyyy}{seq:3}\"}\n"
        let result = try meet(settings: numbering) {
            try $0.write("customers/a/customer.yaml", "no: KH2026001\n" + Self.customer("00000A", "甲"))
            try $0.write("customers/c/customer.yaml", "no: KH2026002\n" + Self.customer("00000C", "丙"))
        } _: {
            try $0.write("customers/b/customer.yaml", "no: KH2026001\n" + Self.customer("00000B", "乙"))
        }
        #expect(try result.li.read("customers/a/customer.yaml").hasPrefix("no: KH2026001\n"))
        let text = try result.li.read("customers/b/customer.yaml")
        #expect(text.hasPrefix("no: KH2026003\n") && text.contains("KH2026001"), "\(text)")
        let renumbered = RenumberedRecord(
            path: try #require(RecordPath("customers/b/customer.yaml")), title: "乙", old: "KH2026001", new: "KH2026003")
        #expect(result.report.renumbered == [renumbered])
    }

    // MARK: Schemas and settings

    @Test func bothChangeTheSettings() throws {
        let result = try meet(settings: "currency: CNY\n") {
            try $0.replace("crm.yaml", "currency: CNY", "currency: USD")
        } _: {
            try $0.replace("crm.yaml", "name: 测试公司", "name: 公司")
            try $0.replace("crm.yaml", "currency: CNY", "currency: EUR")
        }
        let text = try result.li.read("crm.yaml")
        #expect(text.contains("currency: USD") && text.contains("name: 公司"))
        #expect(result.report.conflicts.map(\.field) == ["currency"])
    }

    @Test func aNarrowerSchemaAgainstANewValue() throws {
        let result = try meet {
            try $0.replace(
                "schemas/customer.schema.json", "\"enum\": [\"A\", \"B\", \"C\"]", "\"enum\": [\"A\", \"B\"]")
        } _: {
            try $0.replace(Person.customer, "grade: A", "grade: C")
            try $0.replace("team/wang.yaml", "王伟", "王小伟")
        }
        #expect(try result.li.read(Person.customer).contains("grade: A"))
        #expect(try result.li.read("team/wang.yaml").contains("王小伟"))
        let path = try #require(result.report.conflicts.first?.path.text)
        let conflict = try record(path, try result.li.read(path))
        #expect(conflict.string("rule") == "not-allowed")
        #expect(conflict.value("local")?["grade"]?.string == "C")
    }

    @Test func schemasThatBothChanged() throws {
        let result = try meet {
            try $0.replace("schemas/deal.schema.json", "\"prefix\": \"SJ\"", "\"prefix\": \"DL\"")
        } _: {
            try $0.replace("schemas/deal.schema.json", "\"prefix\": \"SJ\"", "\"prefix\": \"OP\"")
            try $0.replace(Person.customer, "grade: A", "grade: C")
        }
        #expect(try result.li.read("schemas/deal.schema.json").contains("\"DL\""))
        #expect(try result.li.read("schemas/deal.schema.wang-2026-11-03.json").contains("\"OP\""))
        #expect(try result.li.read(Person.customer).contains("grade: C"))
    }

    /// How fields of a kind merge is decided by its schema; while that has two versions, nobody merges them.
    @Test func recordsWaitForASchemaWithTwoVersions() throws {
        let result = try meet {
            try $0.replace("schemas/customer.schema.json", "\"prefix\": \"KH\"", "\"prefix\": \"KU\"")
            try $0.replace(Person.customer, "远景智能", "远景能源")
        } _: {
            try $0.replace("schemas/customer.schema.json", "\"prefix\": \"KH\"", "\"prefix\": \"CL\"")
            try $0.replace(Person.customer, "grade: A", "grade: C")
            try $0.replace("team/wang.yaml", "王伟", "王小伟")
        }
        let customer = try result.li.read(Person.customer)
        #expect(customer.contains("grade: A") && customer.contains("远景能源"))
        #expect(try result.li.read("team/wang.yaml").contains("王小伟"))
        let waiting = try #require(result.report.conflicts.first { $0.field == "grade" })
        let conflict = try record(waiting.path.text, try result.li.read(waiting.path.text))
        #expect(conflict.string("published") == "A" && conflict.string("local") == "C")
        #expect(try result.wang.read(Person.customer) == customer)
    }

    @Test func aNumberThatDidNotStayIsNotReplaced() throws {
        let path = "customers/a/customer.yaml"
        let result = try meet(
            settings: "numbering: {customer: \"KH{yyyy}{seq:3}\"}\n",
            prepare: { try $0.write(path, "no: KH2026001\n" + Self.customer("00000A", "甲")) }
        ) {
            try $0.replace(path, "no: KH2026001", "no: KH2026002")
            try $0.write("customers/b/customer.yaml", "no: KH2026009\n" + Self.customer("00000B", "乙"))
        } _: {
            try $0.replace(path, "no: KH2026001", "no: KH2026009")
        }
        #expect(try result.li.read(path).hasPrefix("no: KH2026002\n"))
        #expect(result.report.renumbered.isEmpty)
        #expect(result.report.conflicts.map(\.field) == ["no"])
    }

    @Test func twoWhoSettleAlikeDoNotMeetAgain() throws {
        let result = try meet {
            try $0.replace(Person.customer, "grade: A", "grade: B")
        } _: {
            try $0.replace(Person.customer, "grade: A", "grade: C")
        }
        let path = try #require(result.report.conflicts.first?.path.text)
        for person in [result.li, result.wang] {
            try person.replace(Person.customer, "grade: B", "grade: C")
            try person.remove(path)
        }
        #expect(try result.li.sync().conflicts.isEmpty)
        let report = try result.wang.sync()
        #expect(report.conflicts.isEmpty && report.waiting == 0)
        #expect(try result.wang.read(Person.customer).contains("grade: C"))
        #expect(!result.wang.exists(path))
    }
}
