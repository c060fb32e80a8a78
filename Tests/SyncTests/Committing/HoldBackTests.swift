import Git
import Records
import Rules
import Testing

@testable import Sync

/// What is committed of a folder that is not all in order.
struct HoldBackTests {
    private let followUp = "customers/yuanjing/follow-ups/2026-11-03-phone-0001.yaml"

    /// Commits what is valid: the paths that went and those that stayed, with the rules.
    private func commit(_ change: (Person) throws -> Void) throws -> (
        went: [String], stayed: [String: [Rule]], who: Person
    ) {
        let team = try Team()
        let li = try team.person("li")
        try change(li)
        let (committed, held) = try commitValidChanges(try li.request())
        let stayed = Dictionary(
            held.map { ($0.path.text, $0.problems.map(\.rule)) }, uniquingKeysWith: { first, _ in first })
        // What was committed is sound for somebody who has nothing else.
        try li.git("stash", "-q", "-u", "--", ".")
        let check = try RepositoryCheck(try CRMFolder(root: li.root))
        #expect(check.problems.filter { $0.severity == .error }.map(\.message.en) == [])
        return (committed?.changes.map(\.path.text) ?? [], stayed, li)
    }

    @Test func invalidStaysValidGoes() throws {
        let result = try commit { li in
            try li.replace(Person.deal, "stage: first-contact", "stage: nonsense")
            try li.replace(Person.customer, "grade: A", "grade: B")
            try li.write("README.md", "hello\n")
        }
        #expect(result.went == ["README.md", Person.customer])
        #expect(result.stayed == [Person.deal: [.notAllowed]])
    }

    @Test func newRecordsInAHeldBackCustomerWait() throws {
        let result = try commit { li in
            try li.write("customers/new/customer.yaml", "id: KH2026-000002\nname: 新客户\ngrade: Z\ndraft: true\n")
            try li.write(
                "customers/new/deals/a.yaml", "id: SJ2026-000002\nname: 商机\nstage: first-contact\ndraft: true\n")
            try li.write("customers/new/files/a.txt", "a\n")
        }
        #expect(
            result.stayed == [
                "customers/new/customer.yaml": [.notAllowed], "customers/new/deals/a.yaml": [.missingParent],
            ])
    }

    @Test func whatRefersToAHeldBackRecordWaitsThroughManySteps() throws {
        let result = try commit { li in
            try li.write("team/new.yaml", "id: new\nname: 新人\nrole: sales\nnonsense: 1\n")
            try li.write(followUp, Person.followUp("00000A").replacing("by: li", with: "by: new"))
            try li.replace(Person.customer, "owner: li", "owner: new")
        }
        #expect(result.went == [])
        #expect(
            result.stayed == [
                "team/new.yaml": [.unknownField], followUp: [.danglingReference], Person.customer: [.danglingReference],
            ])
    }

    @Test func aDeletedRecordThatOthersReferToStays() throws {
        let result = try commit { li in
            try li.remove("team/li.yaml")
            try li.remove("team/wang.yaml")
        }
        #expect(result.went == ["team/wang.yaml"])
        #expect(result.stayed == ["team/li.yaml": [.danglingReference]])
    }

    @Test func aDeletedRecordWhoseReferrerIsHeldBackStays() throws {
        let result = try commit { li in
            try li.remove("team/li.yaml")
            try li.replace(Person.customer, "owner: li", "owner: wang")
            try li.replace(Person.customer, "grade: A", "grade: Z")
        }
        #expect(result.stayed == [Person.customer: [.notAllowed], "team/li.yaml": [.danglingReference]])
    }

    @Test func aDeletedCustomerWithContentStays() throws {
        let result = try commit { try $0.remove(Person.customer) }
        #expect(result.stayed == [Person.customer: [.missingParent]])
        let whole = try commit { try $0.remove("customers/yuanjing") }
        #expect(whole.went == [Person.customer, Person.deal])
    }

    @Test func aMoveIsCommittedWholeOrNotAtAll() throws {
        let moved = "customers/yuanjing/deals/other.yaml"
        let good = try commit { li in
            try li.write(moved, try li.read(Person.deal))
            try li.remove(Person.deal)
        }
        #expect(good.went == [Person.deal, moved])
        let bad = try commit { li in
            try li.write(moved, try li.read(Person.deal).replacing("first-contact", with: "nonsense"))
            try li.remove(Person.deal)
        }
        #expect(bad.stayed == [moved: [.notAllowed], Person.deal: [.duplicateID]])
    }

    @Test func linksBigFilesAndTwinsStay() throws {
        let result = try commit { li in
            try Shell.run(["ln", "-s", "/etc", "link"], in: li.root)
            try Shell.run(["truncate", "-s", "100M", "big.bin"], in: li.root)
            try li.write("customers/Yuanjing/note.txt", "x\n")
            try li.write(".crm-1-2.tmp", "x\n")
            try li.write("good.txt", "x\n")
        }
        #expect(result.went == ["good.txt"])
        #expect(
            result.stayed == [
                "link": [.symbolicLink], "big.bin": [.unreadableFile], "customers/Yuanjing/note.txt": [.unusableName],
            ])
    }

    @Test func aRenameByCaseGoes() throws {
        let result = try commit { try $0.git("mv", "customers/yuanjing", "customers/Yuanjing") }
        #expect(result.stayed == [:])
        #expect(result.went.count == 4)
    }

    @Test func ignoredFilesStayUnnamed() throws {
        let result = try commit { li in
            try li.write(".gitignore", "*.tmp\n")
            try li.write("a.tmp", "x\n")
        }
        #expect(result.went == [".gitignore"])
        #expect(result.stayed == [:])
    }

    @Test func problemsOfCommittedFilesBlockNothing() throws {
        let team = try Team()
        let li = try team.person("li")
        try li.replace(Person.deal, "stage: first-contact", "stage: nonsense")
        try li.git("commit", "-q", "-a", "-m", "by hand")
        try li.replace(Person.customer, "grade: A", "grade: B")
        let (committed, held) = try commitValidChanges(try li.request())
        #expect(committed?.changes.map(\.path.text) == [Person.customer])
        #expect(held.isEmpty)
    }

    @Test func stagedAndTakenBackIsNoChange() throws {
        let team = try Team()
        let li = try team.person("li")
        try li.replace(Person.customer, "grade: A", "grade: B")
        try li.git("add", "-A")
        try li.replace(Person.customer, "grade: B", "grade: A")
        let (committed, held) = try commitValidChanges(try li.request())
        #expect(committed == nil && held.isEmpty)
    }

    @Test func ownRulesHoldBackToo() throws {
        let team = try Team()
        let li = try team.person("li")
        try li.replace(Person.customer, "status: lead", "status: won")
        var request = try li.request()
        var seen: [String] = []
        request.rules = { changes, _ in
            seen = changes.map { "\($0.before?.string("status") ?? "") \($0.after?.string("status") ?? "")" }
            return changes.map { Problem(.incomplete, path: $0.path, message: Text("why?")) }
        }
        let (committed, held) = try commitValidChanges(request)
        #expect(seen == ["lead won"])
        #expect(committed == nil)
        #expect(held.map(\.path.text) == [Person.customer])
    }

    @Test func gitsOwnUnfinishedMergeComesFirst() throws {
        let team = try Team()
        let li = try team.person("li")
        try li.write(".git/MERGE_HEAD", try li.git("rev-parse", "HEAD"))
        guard case .gitOperationUnderway("MERGE_HEAD") = try li.syncFailure().kind else {
            Issue.record("not refused")
            return
        }
        try li.remove(".git/MERGE_HEAD")
        try li.git("switch", "-q", "--detach")
        guard case .notOnBranch = try li.syncFailure().kind else {
            Issue.record("not refused")
            return
        }
    }

    @Test func statusTellsWhatWaits() throws {
        let team = try Team()
        let li = try team.person("li")
        let wang = try team.person("wang")
        try wang.write("a.txt", "a\n")
        try wang.sync()
        try li.write("b.txt", "b\n")
        try li.sync { $0.isOnlineWanted = false }
        try li.git("fetch", "-q")
        try li.replace(Person.customer, "grade: A", "grade: B")
        try li.replace(Person.deal, "stage: first-contact", "stage: nonsense")
        try li.write(
            "customers/yuanjing/conflicts/x.yaml",
            "id: CT2026-000001\nrecord: KH2026-000001\nkind: customer\npath: \(Person.customer)\ntype: value\nstate: open\n"
        )
        let work = try pendingWork(
            try CRMFolder(root: li.root), try Repository.open(at: li.root), judge: try li.request().judge)
        #expect(work.ready.map(\.path.text) == ["customers/yuanjing/conflicts/x.yaml", Person.customer])
        #expect(work.ready.last?.title == "远景智能")
        #expect(work.heldBack.map(\.path.text) == [Person.deal])
        #expect(work.unpushed == 1)
        #expect(work.oldestUnpushed?.description == "2026-11-03T10:00:00+08:00" || work.oldestUnpushed != nil)
        #expect(work.behind == 1)
        #expect(work.remote?.name == "origin/main")
        #expect(work.conflicts.map(\.path.text) == ["customers/yuanjing/conflicts/x.yaml"])
        #expect(!work.isInterrupted)
    }
}
