import Foundation
import Git
import Records
import Testing

@testable import Sync

/// Remotes that are damaged, rewritten, huge, or far away in time.
struct OddRemotesTests {
    @Test func rewrittenHistory() throws {
        let team = try Team()
        let li = try team.person("li")
        let wang = try team.person("wang")
        try li.replace(Person.customer, "grade: A", "grade: B")
        try li.sync()
        try wang.sync()
        try wang.replace(Person.deal, "amount: 1000", "amount: 2000")
        // Somebody takes li's commit out again.
        try li.git("reset", "-q", "--hard", "HEAD~1")
        try li.write("README.md", "new\n")
        try li.git("add", "-A")
        try li.git("commit", "-qm", "another history")
        try li.git("push", "-q", "-f", "origin", "HEAD:main")
        for _ in 0..<2 {
            let failure = try wang.syncFailure()
            guard case .rewrittenHistory = failure.kind else {
                Issue.record("\(failure)")
                return
            }
        }
        #expect(try wang.read(Person.customer).contains("grade: B"))
        #expect(try wang.read(Person.deal).contains("amount: 2000"))
        try wang.expectSound()
        // Whoever follows the new history is free to go on.
        try wang.git("reset", "-q", "--hard", "origin/main")
        #expect(try wang.sync().waiting == 0)
        // Put back, everything goes on as well.
        #expect(try li.git("rev-parse", "HEAD") == wang.git("rev-parse", "HEAD"))
    }

    @Test func aTruncatedPack() throws {
        let team = try Team()
        let li = try team.person("li")
        let wang = try team.person("wang")
        for number in 0..<40 {
            try li.write("customers/yuanjing/files/\(number).txt", String(repeating: "\(number) ", count: 3000))
        }
        try li.sync()
        try Shell.run(["git", "repack", "-adq"], in: team.remote)
        let packs = try Shell.run(["sh", "-c", "ls objects/pack/*.pack"], in: team.remote)
        let pack = team.remote + "/" + packs.split(separator: "\n")[0]
        try Shell.run(["chmod", "u+w", pack], in: "/")
        try Shell.run(["truncate", "-s", "4000", pack], in: "/")
        let before = try wang.fingerprint()
        do {
            let report = try wang.sync()
            #expect(report.network != nil)
        } catch let failure as SyncFailure {
            #expect(!failure.message.en.isEmpty)
        }
        #expect(try wang.fingerprint() == before)
        try wang.expectSound()
    }

    @Test func aDamagedObjectMovesNothing() throws {
        let team = try Team()
        let li = try team.person("li")
        let wang = try team.person("wang")
        try li.replace(Person.deal, "amount: 1000", "amount: 2000")
        try li.sync()
        try wang.replace(Person.customer, "owner: li", "owner: wang")
        try wang.sync { $0.isOnlineWanted = false }
        // A file of our own commit is lost: what is merged must all be here.
        let blob = try wang.git("rev-parse", "HEAD:" + Person.customer).split(separator: "\n")[0]
        let object = ".git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))"
        let text = try Data(contentsOf: URL(fileURLWithPath: wang.root + "/" + object))
        try wang.remove(object)
        let head = try wang.git("rev-parse", "HEAD")
        let failure = try wang.syncFailure()
        guard case .damagedObject = failure.kind else {
            Issue.record("\(failure)")
            return
        }
        #expect(try wang.git("rev-parse", "HEAD") == head)
        #expect(try wang.git("for-each-ref", "refs/crm/pending") == "")
        try text.write(to: URL(fileURLWithPath: wang.root + "/" + object))
        #expect(try wang.sync().waiting == 0)
        try wang.expectSound()
    }

    @Test func aFolderOfVeryManyFiles() throws {
        let team = try Team()
        let li = try team.person("li")
        let wang = try team.person("wang")
        let blob = try li.git("hash-object", "-w", "--stdin", input: "x").split(separator: "\n")[0]
        var lines = ""
        for number in 0..<20_000 { lines += "100644 \(blob)\tfiles/\(number).txt\n" }
        try li.git("update-index", "--index-info", input: lines)
        try li.git("commit", "-qm", "many")
        try li.git("push", "-q", "origin", "HEAD:main")
        let start = Date()
        #expect(try wang.sync().waiting == 0)
        #expect(wang.exists("files/19999.txt"))
        #expect(Date().timeIntervalSince(start) < 120)
        try wang.expectSound()
    }

    @Test func clocksOffByTenYears() throws {
        let team = try Team()
        let li = try team.person("li")
        let wang = try team.person("wang")
        func clock(_ person: Person, _ years: Int64) throws -> SyncReport {
            try person.sync { request in
                request.author = Signature(
                    name: person.name, email: "x@example.com", time: 1_793_671_200 + years * 31_536_000, offset: 0)
            }
        }
        try li.replace(Person.customer, "grade: A", "grade: B")
        #expect(try clock(li, 10).waiting == 0)
        try wang.replace(Person.customer, "grade: A", "grade: C")
        // The later sync loses nothing and wins nothing by its clock.
        let report = try clock(wang, -10)
        #expect(report.waiting == 0)
        #expect(report.conflicts.count == 1)
        #expect(try wang.read(Person.customer).contains("grade: B"))
        try li.replace(Person.deal, "amount: 1000", "amount: 2000")
        #expect(try clock(li, -10).waiting == 0)
        #expect(try clock(wang, 10).waiting == 0)
        #expect(try li.git("rev-parse", "HEAD") == wang.git("rev-parse", "HEAD"))
    }
}
