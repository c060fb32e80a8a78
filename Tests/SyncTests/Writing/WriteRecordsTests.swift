import Foundation
import Git
import Records
import Testing

@testable import Sync

/// The one way to write: all of a change or nothing of it.
struct WriteRecordsTests {
    private struct Fault: Error {}

    /// A change of some files, planned from the folder as it is now.
    private func request(
        _ person: Person, _ changes: [(path: String, change: (String?) -> String?)]
    ) throws -> WriteRequest {
        let folder = try CRMFolder(root: person.root)
        let repository = try Repository.open(at: person.root)
        let files = try changes.map { path, change -> PlannedFile in
            let before = try? String(contentsOfFile: person.root + "/" + path, encoding: .utf8)
            let after = change(before)
            return PlannedFile(
                path: try #require(RecordPath(path)), before: before.map { Array($0.utf8) },
                after: after.map { Array($0.utf8) })
        }
        var request = WriteRequest(
            folder: folder, repository: repository,
            author: Signature(name: "Li", email: "li@example.com", time: 1_793_671_200, offset: 480), files: files,
            operation: "test", sleep: { _ in })
        request.snapshot = try FolderSnapshot(folder, repository)
        return request
    }

    private func person() throws -> (Team, Person) {
        let team = try Team()
        return (team, try team.person("li"))
    }

    private func replacing(_ old: String, _ new: String) -> (String?) -> String? {
        { $0?.replacing(old, with: new) }
    }

    /// What the writing ended with; nil when it succeeded.
    private func failure(_ request: WriteRequest) -> WriteFailure? {
        do throws(WriteFailure) {
            _ = try writeRecords(request)
            return nil
        } catch {
            return error
        }
    }

    private func problems(_ request: WriteRequest) -> [Problem] {
        if case .problems(let problems)? = failure(request) { return problems }
        return []
    }

    private static let newTask = "customers/yuanjing/tasks/new.yaml"
    private static let task = "id: RW2026-000001\ntitle: Call\n"

    /// A link, or anything else that cannot be read, is not the absence of a file: it was taken for one and replaced.
    @Test func whatCannotBeReadIsNotOverwritten() throws {
        let (_, li) = try person()
        let path = li.root + "/" + Self.newTask
        var planned = try request(li, [(Self.newTask, { _ in Self.task })])
        planned.snapshot = nil
        try FileManager.default.createDirectory(
            atPath: li.root + "/customers/yuanjing/tasks", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "elsewhere")
        guard case .file? = failure(planned) else {
            Issue.record("written over a link")
            return
        }
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == "elsewhere")
    }

    /// A change of a file, a new one and one that goes.
    private func manySorts(_ person: Person) throws -> WriteRequest {
        try request(
            person,
            [
                (Person.customer, replacing("grade: A", "grade: B")), (Self.newTask, { _ in Self.task }),
                (Person.deal, { _ in nil }),
            ])
    }

    @Test func aChangeOfSeveralFilesIsOneCommit() throws {
        let (_, li) = try person()
        let commit = try #require(try writeRecords(try manySorts(li)))
        #expect(try li.git("rev-parse", "HEAD") == commit.hex + "\n")
        let names = try li.git("show", "--name-status", "--format=", "HEAD")
        #expect(names == "M\t\(Person.customer)\nD\t\(Person.deal)\nA\t\(Self.newTask)\n")
        #expect(try li.git("log", "-1", "--format=%B").contains("CRM-Operation: test"))
        try li.expectSound()
    }

    @Test func aFaultAtAnyStepTakesEverythingBack() throws {
        for count in 1...12 {
            let (_, li) = try person()
            // An edit by hand that nobody committed is part of the change, and comes back with it.
            try li.replace(Person.customer, "owner: li", "owner: wang")
            let before = try li.fingerprint()
            var request = try manySorts(li)
            var steps: [SyncStep] = []
            request.afterStep = { step in
                steps.append(step)
                if steps.count == count { throw Fault() }
            }
            switch failure(request) {
            case nil:
                #expect(try li.git("log", "-1", "--format=%B").contains("CRM-Operation: test"))
                try li.expectSound()
                if steps.count < count { return }
                #expect(steps.last == .branchMoved || steps.last == .pendingDeleted)
            case .git(let reason)? where reason is Fault:
                #expect(try li.fingerprint() == before, "after \(steps)")
                try li.expectSound(clean: false)
            case let other?: Issue.record("\(other)")
            }
        }
        Issue.record("more steps than expected")
    }

    @Test func editsByHandInTheSameFileAreTakenAlongOthersAreLeft() throws {
        let (_, li) = try person()
        try li.replace(Person.customer, "owner: li", "owner: wang")
        try li.replace(Person.deal, "amount: 1000", "amount: 3000")
        _ = try writeRecords(try request(li, [(Person.customer, replacing("grade: A", "grade: C"))]))
        #expect(try li.git("show", "HEAD:" + Person.customer).contains("owner: wang"))
        #expect(try li.git("status", "--porcelain") == " M \(Person.deal)\n")
        try li.expectSound(clean: false)
    }

    @Test func aFileThatChangedMeanwhileIsNotWrittenOver() throws {
        let (_, li) = try person()
        let request = try request(li, [(Person.customer, replacing("grade: A", "grade: C"))])
        try li.replace(Person.customer, "owner: li", "owner: wang")
        let before = try li.fingerprint()
        guard case .changedMeanwhile(let path)? = failure(request) else {
            Issue.record("written over")
            return
        }
        #expect(path.text == Person.customer)
        #expect(try li.fingerprint() == before)
    }

    @Test func aResultWithProblemsIsNotWritten() throws {
        let (_, li) = try person()
        let before = try li.fingerprint()
        let found = problems(try request(li, [(Person.customer, replacing("grade: A", "grade: Z"))]))
        #expect(found.map(\.rule) == [.notAllowed])
        #expect(try li.fingerprint() == before)
    }

    @Test func deletingWhatOthersReferToIsAProblemOfTheirs() throws {
        let (_, li) = try person()
        let found = problems(try request(li, [("team/li.yaml", { _ in nil })]))
        #expect(found.map(\.path.text) == [Person.customer])
    }

    @Test func whatOthersCommittedSinceTheReadingCounts() throws {
        let (_, li) = try person()
        let mine = try request(li, [(Self.newTask, { _ in Self.task })])
        _ = try writeRecords(try request(li, [(Person.customer, { _ in nil }), (Person.deal, { _ in nil })]))
        #expect(problems(mine).map(\.rule) == [.missingParent])
        try li.expectSound()
    }

    @Test func aNumberGivenAwayMeanwhileIsNotGivenTwice() throws {
        let (_, li) = try person()
        func numbered(_ name: String, _ id: String) throws -> WriteRequest {
            let text = "id: \(id)\nno: RW2026001\ntitle: \(name)\n"
            return try request(li, [("tasks/\(name).yaml", { _ in text })])
        }
        let mine = try numbered("a", "RW2026-00000A")
        _ = try writeRecords(try numbered("b", "RW2026-00000B"))
        guard case .changedMeanwhile? = failure(mine) else {
            Issue.record("the number was given twice")
            return
        }
    }

    @Test func goingBackToTheCommittedTextNeedsNoCommit() throws {
        let (_, li) = try person()
        try li.replace(Person.customer, "grade: A", "grade: B")
        #expect(try writeRecords(try request(li, [(Person.customer, replacing("grade: B", "grade: A"))])) == nil)
        try li.expectSound()
    }

    @Test func withoutCommittingTheFilesAreWritten() throws {
        let (_, li) = try person()
        var request = try manySorts(li)
        request.commits = false
        #expect(try writeRecords(request) == nil)
        #expect(
            try li.git("status", "--porcelain", "-uall")
                == " M \(Person.customer)\n D \(Person.deal)\n?? \(Self.newTask)\n")
    }

    @Test func theLocksOfADeadCrmAreClearedAwayThoseOfOthersAreNot() throws {
        let (_, li) = try person()
        let git = li.root + "/.git/"
        try FileManager.default.createDirectory(atPath: git + "crm", withIntermediateDirectories: true)
        try "4194399\n".write(toFile: git + "crm/lock", atomically: false, encoding: .utf8)
        try "crm 4194399\n".write(toFile: git + "index.lock", atomically: false, encoding: .utf8)
        try "x".write(toFile: git + "index.crm-4194399", atomically: false, encoding: .utf8)
        try "".write(toFile: git + "refs/heads/main.lock", atomically: false, encoding: .utf8)
        _ = try writeRecords(try manySorts(li))
        try li.expectSound()
        let left = try FileManager.default.contentsOfDirectory(atPath: git).filter {
            $0.hasSuffix(".lock") || $0.hasPrefix("index.crm")
        }
        #expect(left.isEmpty)

        // Nobody died: this one is git's own.
        try "".write(toFile: git + "index.lock", atomically: false, encoding: .utf8)
        let blocked = try request(li, [(Person.customer, replacing("grade: B", "grade: C"))])
        let before = try li.fingerprint()
        guard case .git(GitError.locked)? = failure(blocked) else {
            Issue.record("written in spite of the lock")
            return
        }
        try FileManager.default.removeItem(atPath: git + "index.lock")
        #expect(try li.fingerprint() == before)
        _ = try writeRecords(try request(li, [(Person.customer, replacing("owner: li", "owner: wang"))]))
        try li.expectSound()
    }
}
