import Git
import Records
import Rules
import Testing

@testable import Sync

/// Two people and a remote.
struct SynchronizeTests {
    @Test func oneWritesTheOtherReceives() throws {
        let team = try Team()
        let li = try team.person("li")
        let wang = try team.person("wang")
        try li.write("customers/yuanjing/follow-ups/2026-11-03-phone-0001.yaml", Person.followUp("00000A"))
        try li.replace(Person.deal, "stage: first-contact", "stage: negotiation")

        let sent = try li.sync()
        let committed = try #require(sent.committed)
        #expect(committed.message.hasPrefix("远景智能: 1 follow-up; deal 检测线 → "))
        #expect(sent.pushed == 1)
        #expect(sent.waiting == 0)
        #expect(sent.heldBack.isEmpty)
        #expect(sent.network == nil)

        let received = try wang.sync()
        #expect(received.committed == nil)
        #expect(received.received.commits == 1)
        #expect(received.received.authors == ["li"])
        #expect(received.received.changes.map(\.title) == ["检测线", "谈了报价"])
        #expect(received.pushed == 0)
        #expect(try wang.read(Person.deal).contains("stage: negotiation"))
        try li.expectSound()
        try wang.expectSound()
        #expect(try li.git("rev-parse", "HEAD") == wang.git("rev-parse", "HEAD"))
        // Nothing more to do.
        let again = try wang.sync()
        #expect(again.received.commits == 0 && again.pushed == 0 && again.committed == nil)
    }

    @Test func bothSidesMergeByField() throws {
        let team = try Team()
        let li = try team.person("li")
        let wang = try team.person("wang")
        try li.replace(Person.customer, "owner: li", "owner: wang")
        try li.write("customers/yuanjing/files/quote.txt", "quote\n")
        try wang.replace(Person.customer, "grade: A", "grade: B # fell")
        try li.sync()
        let report = try wang.sync()
        #expect(report.merged.map(\.text) == [Person.customer])
        #expect(report.pushed == 2)
        #expect(try wang.read(Person.customer).contains("grade: B # fell\nowner: wang\n"))
        #expect(wang.exists("customers/yuanjing/files/quote.txt"))
        #expect(try wang.git("log", "-1", "--format=%s") == "Merge: 1 commit by li\n")
        let last = try li.sync()
        #expect(last.received.commits == 2)
        #expect(try li.git("rev-parse", "HEAD") == wang.git("rev-parse", "HEAD"))
        try li.expectSound()
        try wang.expectSound()
    }

    @Test func aConflictChangesNothing() throws {
        let team = try Team(settings: "conflicts: {default: ask}\n")
        let li = try team.person("li")
        let wang = try team.person("wang")
        try li.replace(Person.customer, "grade: A", "grade: B")
        try li.write("team/new.yaml", "id: new\nname: 新人\nrole: sales\n")
        try li.sync()
        try wang.replace(Person.customer, "grade: A", "grade: C")
        try wang.sync { $0.isOnlineWanted = false }
        let before = try wang.fingerprint()
        let failure = try wang.syncFailure()
        guard case .conflict(let files) = failure.kind else {
            Issue.record("\(failure)")
            return
        }
        #expect(files.map(\.path.text) == [Person.customer])
        #expect(files.first?.title == "远景智能")
        #expect(files.first?.reason == .fields([FieldConflict(key: "grade", base: "A", ours: "C", theirs: "B")]))
        #expect(try wang.fingerprint() == before)

        // Settled by a choice.
        let path = try #require(RecordPath(Person.customer))
        let report = try wang.sync { $0.settlements = [Settlement(path: path, field: "grade", side: .theirs)] }
        #expect(report.pushed == 2)
        #expect(try wang.read(Person.customer).contains("grade: B"))
        try wang.expectSound()
    }

    @Test func aConflictIsSettledByTheSameValue() throws {
        let team = try Team(settings: "conflicts: {fields: {customer.grade: ask}}\n")
        let li = try team.person("li")
        let wang = try team.person("wang")
        try li.replace(Person.customer, "grade: A", "grade: B")
        try li.sync()
        try wang.replace(Person.customer, "grade: A", "grade: C")
        _ = try wang.syncFailure()
        try wang.replace(Person.customer, "grade: C", "grade: B")
        #expect(try wang.sync().pushed == 3)
        try wang.expectSound()
    }

    @Test func offlineCommitsAndWaits() throws {
        let team = try Team()
        let li = try team.person("li")
        try li.git("remote", "set-url", "origin", team.scratch.path + "/gone.git")
        try li.replace(Person.customer, "grade: A", "grade: B")
        let report = try li.sync()
        #expect(report.committed != nil)
        #expect(report.network != nil)
        #expect(report.waiting == 1)
        #expect(report.waitingSince?.secondsSinceEpoch == 1_793_671_200)
        try li.git("remote", "set-url", "origin", team.remote)
        #expect(try li.sync().pushed == 1)
        try li.expectSound()
    }

    @Test func withoutARemoteEverythingWaits() throws {
        let team = try Team()
        let li = try team.person("li")
        try li.git("remote", "remove", "origin")
        try li.replace(Person.customer, "grade: A", "grade: B")
        let report = try li.sync()
        #expect(report.remote == nil)
        #expect(report.waiting == 2)
        #expect(report.network == nil)
    }

    @Test func anEmptyRemoteGetsTheFirstCommit() throws {
        let team = try Team(empty: true)
        let li = try team.person("li")
        try li.writeStarter()
        let report = try li.sync()
        #expect(report.pushed == 1)
        #expect(report.heldBack.isEmpty)
        try li.expectSound()
        let wang = try team.person("wang")
        #expect(wang.exists(Person.customer))
        #expect(try li.git("config", "branch.main.merge") == "refs/heads/main\n")
    }

    @Test func aDeclinedPushIsAFailureWithTheServersWords() throws {
        let team = try Team()
        let li = try team.person("li")
        try team.decline("no commits on Sundays")
        try li.replace(Person.customer, "grade: A", "grade: B")
        let failure = try li.syncFailure()
        guard case .declined = failure.kind else {
            Issue.record("\(failure)")
            return
        }
        #expect(try li.git("log", "--format=%s", "origin/main..HEAD").split(separator: "\n").count == 1)
        try li.expectSound()
    }

    @Test func somebodyFaster() throws {
        let team = try Team()
        let li = try team.person("li")
        let wang = try team.person("wang")
        try li.replace(Person.customer, "grade: A", "grade: B")
        var races = 0
        let report = try li.sync { request in
            request.afterStep = { step in
                guard step == .aboutToPush, races < 3 else { return }
                races += 1
                try wang.write("team/p\(races).yaml", "id: p\(races)\nname: 新人\(races)\nrole: sales\n")
                try wang.sync()
            }
        }
        #expect(races == 3)
        #expect(report.waiting == 0)
        #expect(report.received.commits == 3)
        #expect(li.exists("team/p3.yaml"))
        try li.expectSound()
        try wang.sync()
        #expect(try li.git("rev-parse", "HEAD") == wang.git("rev-parse", "HEAD"))
    }

    @Test func outrunForEver() throws {
        let team = try Team()
        let li = try team.person("li")
        let wang = try team.person("wang")
        try li.replace(Person.customer, "grade: A", "grade: B")
        var races = 0
        let failure = try li.syncFailure { request in
            request.afterStep = { step in
                guard step == .aboutToPush else { return }
                races += 1
                try wang.write("team/p\(races).yaml", "id: p\(races)\nname: 新人\(races)\nrole: sales\n")
                try wang.sync()
            }
        }
        guard case .outrun(tries: 6) = failure.kind else {
            Issue.record("\(failure)")
            return
        }
        try li.expectSound()
        #expect(try li.sync().waiting == 0)
    }

    @Test func unrelatedHistories() throws {
        let one = try Team()
        let two = try Team(empty: true)
        let first = try two.person("other")
        try first.writeStarter()
        try first.write("README.md", "other\n")
        try first.sync()
        let li = try one.person("li")
        try li.git("remote", "set-url", "origin", two.remote)
        let before = try li.fingerprint()
        guard case .unrelatedHistories = try li.syncFailure().kind else {
            Issue.record("no failure")
            return
        }
        #expect(try li.fingerprint() == before)
    }

    @Test func bothDeletedAndRenamedFiles() throws {
        let team = try Team()
        let li = try team.person("li")
        let wang = try team.person("wang")
        try li.write("customers/yuanjing/files/a.txt", "a\n")
        try li.write("b", "b\n")
        try li.sync()
        try wang.sync()
        // A file becomes a folder, another one goes with its folder.
        try li.remove("customers/yuanjing/files/a.txt")
        try li.remove("b")
        try li.write("b/c", "c\n")
        try li.sync()
        let report = try wang.sync()
        #expect(report.received.changes.map(\.change) == [.removed, .added, .removed])
        #expect(!wang.exists("customers/yuanjing/files"))
        #expect(try wang.read("b/c") == "c\n")
        // And back.
        try wang.remove("b/c")
        try wang.remove("b")
        try wang.write("b", "b\n")
        try wang.sync()
        try li.sync()
        #expect(try li.read("b") == "b\n")
        try li.expectSound()
        try wang.expectSound()
    }

    @Test func executableFilesStayExecutable() throws {
        let team = try Team()
        let li = try team.person("li")
        let wang = try team.person("wang")
        try li.write("scripts/run", "#!/bin/sh\n")
        try Shell.run(["chmod", "+x", "scripts/run"], in: li.root)
        try li.sync()
        try wang.sync()
        try Shell.run(["test", "-x", "scripts/run"], in: wang.root)
        try Shell.run(["chmod", "-x", "scripts/run"], in: wang.root)
        try wang.sync()
        try li.sync()
        try Shell.run(["test", "!", "-x", "scripts/run"], in: li.root)
        try li.expectSound()
    }

    @Test func deletedHereChangedThere() throws {
        let team = try Team(settings: "conflicts: {default: ask}\n")
        let li = try team.person("li")
        let wang = try team.person("wang")
        try li.replace(Person.deal, "amount: 1000", "amount: 2000")
        try li.sync()
        try wang.remove(Person.deal)
        let failure = try wang.syncFailure()
        guard case .conflict(let files) = failure.kind else {
            Issue.record("\(failure)")
            return
        }
        #expect(files.map(\.reason) == [.deletedHere])
        let path = try #require(RecordPath(Person.deal))
        try wang.sync { $0.settlements = [Settlement(path: path, field: nil, side: .theirs)] }
        #expect(try wang.read(Person.deal).contains("amount: 2000"))
        try wang.expectSound()
    }

    @Test func subfoldersAreRefused() throws {
        let team = try Team()
        let li = try team.person("li")
        var request = try li.request()
        try li.write("sub/crm.yaml", "name: x\n")
        request.folder = try CRMFolder(root: li.root + "/sub")
        do {
            _ = try synchronize(request)
            Issue.record("no failure")
        } catch {
            guard case .notAtRoot = error.kind else {
                Issue.record("\(error)")
                return
            }
        }
    }
}
