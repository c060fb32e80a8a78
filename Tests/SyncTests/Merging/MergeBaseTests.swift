import Foundation
import Git
import Records
import Testing

@testable import Sync

/// Histories in which two commits have several common ancestors: two people merged each other's branches.
struct MergeBaseTests {
    /// Both change the grade, and Li the owner, Wang the amount; each merges the other's commit and settles the grade for himself.
    private func crissCross(_ person: Person) throws -> (ours: ObjectID, theirs: ObjectID) {
        func commit(_ parents: [String], _ grade: String, _ owner: String, _ amount: Int, city: String? = nil) throws
            -> String
        {
            try person.git("checkout", "-q", "-f", parents[0])
            try person.write(
                Person.customer,
                "id: KH2026-000001\nname: 远景智能\nstatus: lead\ngrade: \(grade)\nowner: \(owner)\ndraft: true\n"
                    + (city.map { "city: \($0)\n" } ?? ""))
            let deal = try person.git("show", "main:" + Person.deal)
            try person.write(Person.deal, deal.replacing("amount: 1000", with: "amount: \(amount)"))
            try person.git("add", "-A")
            let tree = try line(person.git("write-tree"))
            let arguments = ["commit-tree", tree, "-m", "x"] + parents.flatMap { ["-p", $0] }
            return try line(person.git(arguments, input: ""))
        }
        let start = try line(person.git("rev-parse", "main"))
        let li = try commit([start], "B", "wang", 1000)
        let wang = try commit([start], "C", "li", 2000)
        let liToo = try commit([li, wang], "B", "wang", 2000)
        let wangToo = try commit([wang, li], "C", "wang", 2000, city: "深圳")
        try person.git("checkout", "-q", "-f", "main")
        try person.git("reset", "-q", "--hard", wangToo)
        return (try #require(ObjectID(hex: wangToo)), try #require(ObjectID(hex: liToo)))
    }

    private func line(_ text: String) -> String { String(text.split(separator: "\n").first ?? "") }

    @Test func noDecisionOfTheOneUndoesTheOthers() throws {
        let team = try Team()
        let person = try team.person("li")
        let (ours, theirs) = try crissCross(person)
        let request = try person.request()
        #expect(try request.repository.mergeBases(of: ours, and: theirs).count == 2)
        for (ours, theirs) in [(ours, theirs), (theirs, ours)] {
            let merged = try mergeCommits(request, base: nil, ours: ours, theirs: theirs)
            // What both ancestors agree on, or only one of them changed, is settled; the grade is not.
            #expect(merged.conflicts.map(\.field) == ["grade"])
            let path = RepositoryPath(Person.customer)
            let text = String(
                decoding: try #require(try request.repository.blob(at: path, in: merged.tree)), as: UTF8.self)
            let published = String(
                decoding: try #require(try request.repository.blob(at: path, in: theirs)), as: UTF8.self)
            #expect(text.contains("grade: " + (published.contains("grade: B") ? "B" : "C")))
            #expect(text.contains("owner: wang") && text.contains("city: 深圳"))
            let deal = try #require(try request.repository.blob(at: RepositoryPath(Person.deal), in: merged.tree))
            #expect(String(decoding: deal, as: UTF8.self).contains("amount: 2000"))
        }
    }

    @Test func aSyncOverItGoesThrough() throws {
        let team = try Team()
        let person = try team.person("li")
        let (_, theirs) = try crissCross(person)
        try person.git("push", "-q", "origin", "\(theirs.hex):refs/heads/main")
        let report = try person.sync()
        #expect(report.waiting == 0)
        #expect(report.conflicts.map(\.field) == ["grade"])
        try person.expectSound()
    }
}
