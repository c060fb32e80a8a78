import Foundation
import Records
import Testing

@testable import Sync

/// Edits that are not committed, in files that arrive changed.
struct LocalEditsTests {
    private struct Death: Error {}

    private func two() throws -> (li: Person, wang: Person) {
        let team = try Team(settings: "")
        return (try team.person("li"), try team.person("wang"))
    }

    @Test func areMergedWithWhatArrives() throws {
        let (li, wang) = try two()
        try li.replace(Person.customer, "owner: li", "owner: wang")
        try li.sync()
        try wang.replace(Person.customer, "grade: A", "grade: Z")
        let report = try wang.sync()
        #expect(report.mergedEdits.map(\.text) == [Person.customer])
        #expect(report.heldBack.map(\.path.text) == [Person.customer])
        #expect(try wang.read(Person.customer).contains("grade: Z\nowner: wang\n"))
        #expect(try wang.git("status", "--porcelain") == " M \(Person.customer)\n")
        try wang.replace(Person.customer, "grade: Z", "grade: C")
        #expect(try wang.sync().pushed == 1)
        try wang.expectSound()
    }

    /// What is moved here, and not committed as it has an error, stops nobody's changes.
    @Test func aMovedFolderWithAnError() throws {
        let (li, wang) = try two()
        try li.replace(Person.customer, "owner: li", "owner: wang")
        try li.sync()
        try FileManager.default.moveItem(
            atPath: wang.root + "/customers/yuanjing", toPath: wang.root + "/customers/mine")
        try wang.replace("customers/mine/customer.yaml", "grade: A", "grade: Z")
        let report = try wang.sync()
        #expect(report.waiting == 0)
        #expect(!report.heldBack.isEmpty)
        #expect(!wang.exists("customers/yuanjing/customer.yaml"))
        try wang.replace("customers/mine/customer.yaml", "grade: Z", "grade: C")
        #expect(try wang.sync().pushed == 1)
        #expect(try wang.read("customers/mine/customer.yaml").contains("grade: C\nowner: wang\n"))
        #expect(!wang.exists("customers/yuanjing"))
        try wang.expectSound()
    }

    @Test func theSameFieldGoesIntoAConflictRecord() throws {
        let (li, wang) = try two()
        try li.replace(Person.customer, "grade: A", "grade: B")
        try li.sync()
        try wang.replace(Person.customer, "grade: A", "grade: Z")
        let report = try wang.sync { $0.memberHandle = "wang" }
        #expect(try wang.read(Person.customer).contains("grade: B"))
        let path = try #require(report.conflicts.first?.path.text)
        let conflict = try record(path, try wang.read(path))
        #expect(conflict.string("local") == "Z")
        #expect(conflict.string("published") == "B")
        // It goes out with the next sync.
        #expect(try wang.sync().pushed == 1)
        try wang.expectSound()
    }

    @Test func aFileThatCannotBeReadIsLeftAloneUntilItCan() throws {
        let (li, wang) = try two()
        try li.replace(Person.customer, "owner: li", "owner: wang")
        try li.replace(Person.deal, "amount: 1000", "amount: 2000")
        try li.sync()
        try wang.replace(Person.customer, "grade: A", "grade: [A")
        let report = try wang.sync()
        #expect(report.leftAlone.map(\.text) == [Person.customer])
        #expect(report.waiting == 0)
        #expect(try wang.read(Person.deal).contains("amount: 2000"))
        #expect(try wang.read(Person.customer).contains("grade: [A\nowner: li"))
        // Once more, while the team goes on.
        try li.replace(Person.customer, "status: lead", "status: interested")
        try li.sync()
        _ = try wang.sync()
        try wang.replace(Person.customer, "grade: [A", "grade: C")
        let last = try wang.sync()
        #expect(last.mergedEdits.map(\.text) == [Person.customer])
        #expect(try wang.read(Person.customer).contains("status: interested\ngrade: C\nowner: wang\n"))
        #expect(last.pushed == 1)
        try wang.expectSound()
    }

    /// Without the notes of what files are based on, a commit would silently take the team's changes back.
    @Test func notesThatCannotBeReadStopEverything() throws {
        let (li, wang) = try two()
        try li.replace(Person.customer, "owner: li", "owner: wang")
        try li.sync()
        try wang.replace(Person.customer, "grade: A", "grade: [A")
        try wang.sync()
        let notes = wang.root + "/.git/crm/behind"
        try FileManager.default.moveItem(atPath: notes, toPath: notes + ".aside")
        try FileManager.default.createSymbolicLink(atPath: notes, withDestinationPath: notes + ".aside")
        try wang.replace(Person.customer, "grade: [A", "grade: C")
        #expect(throws: SyncFailure.self) { try wang.sync() }
        #expect(try wang.git("status", "--porcelain") == " M \(Person.customer)\n")
        try FileManager.default.removeItem(atPath: notes)
        try FileManager.default.moveItem(atPath: notes + ".aside", toPath: notes)
        try wang.sync()
        #expect(try wang.read(Person.customer).contains("grade: C\nowner: wang\n"))
        try wang.expectSound()
    }

    @Test func aChangeByACommandDoesNotTakeTheTeamsBack() throws {
        let (li, wang) = try two()
        try li.replace(Person.customer, "owner: li", "owner: wang")
        try li.sync()
        try wang.replace(Person.customer, "grade: A", "grade: [A")
        try wang.sync()
        try wang.replace(Person.customer, "grade: [A", "grade: C")
        let before = Array(try wang.read(Person.customer).utf8)
        let after = Array(String(decoding: before, as: UTF8.self).replacing("lead", with: "won").utf8)
        let sync = try wang.request()
        let path = try #require(RecordPath(Person.customer))
        let request = WriteRequest(
            folder: sync.folder, repository: sync.repository, author: sync.author,
            files: [PlannedFile(path: path, before: before, after: after)], operation: "set", sleep: { _ in })
        do {
            _ = try writeRecords(request)
            Issue.record("written over")
        } catch {
            guard case .changedMeanwhile = error else {
                Issue.record("\(error)")
                return
            }
        }
        #expect(try wang.read(Person.customer).contains("grade: C\nowner: wang"))
    }

    @Test func aNewFileOfTheSameNameGivesWay() throws {
        let (li, wang) = try two()
        let path = "customers/yuanjing/deals/pump.yaml"
        try li.write(path, "id: SJ2026-00000A\nname: 甲\nstage: first-contact\ndraft: true\n")
        try li.sync()
        try wang.write(path, "id: SJ2026-00000B\nname: 乙\nstage: nowhere\ndraft: true\n")
        let report = try wang.sync()
        #expect(try wang.read(path).contains("甲"))
        #expect(try wang.read("customers/yuanjing/deals/pump-2.yaml").contains("乙"))
        #expect(report.waiting == 0)
        try wang.expectSound(clean: false)
    }

    @Test func anIgnoredFileInTheWayIsKeptBeside() throws {
        let (li, wang) = try two()
        try li.write("notes.txt", "team\n")
        try li.sync()
        try wang.write(".git/info/exclude", "notes*.txt\n")
        try wang.write("notes.txt", "mine\n")
        let report = try wang.sync()
        #expect(try wang.read("notes.txt") == "team\n")
        let beside = try #require(report.keptBeside.first?.beside.text)
        #expect(try wang.read(beside) == "mine\n")
        try wang.expectSound()
    }

    @Test func anEditGoesAlongWithARenamedFolder() throws {
        let (li, wang) = try two()
        try FileManager.default.moveItem(atPath: li.root + "/customers/yuanjing", toPath: li.root + "/customers/new")
        try li.sync()
        try wang.replace(Person.deal, "amount: 1000", "amount: many")
        let report = try wang.sync()
        #expect(report.mergedEdits.map(\.text) == ["customers/new/deals/line.yaml"])
        #expect(try wang.read("customers/new/deals/line.yaml").contains("amount: many"))
        #expect(!wang.exists("customers/yuanjing"))
        try wang.replace("customers/new/deals/line.yaml", "amount: many", "amount: 5")
        #expect(try wang.sync().pushed == 1)
        try wang.expectSound()
    }

    @Test func aDeletedFileThatWasEditedStays() throws {
        let (li, wang) = try two()
        try li.remove(Person.deal)
        try li.sync()
        try wang.replace(Person.deal, "amount: 1000", "amount: many")
        try wang.sync()
        #expect(try wang.read(Person.deal).contains("amount: many"))
    }

    @Test func everyStepOfAMergedEditSurvivesADeath() throws {
        for count in 1... {
            let (li, wang) = try two()
            try li.replace(Person.customer, "owner: li", "owner: wang")
            try li.replace(Person.customer, "status: lead", "status: won")
            try li.sync()
            try wang.replace(Person.customer, "grade: A", "grade: Z")
            try wang.replace(Person.customer, "status: lead", "status: lost")
            var steps = 0
            var died = false
            do {
                try wang.sync { request in
                    request.afterStep = { _ in
                        steps += 1
                        if steps == count {
                            died = true
                            throw Death()
                        }
                    }
                }
            } catch is SyncFailure {}
            #expect(try wang.sync().waiting == 0)
            #expect(try wang.read(Person.customer).contains("status: won\ngrade: Z\nowner: wang\n"), "\(count)")
            let conflicts = try FileManager.default.contentsOfDirectory(
                atPath: wang.root + "/customers/yuanjing/conflicts")
            #expect(conflicts.count == 1, "\(count)")
            if !died { break }
        }
    }
}
