import Foundation
import Git
import Records
import Testing

@testable import Sync

/// A process that dies at any step is finished by the next one.
struct RecoveryTests {
    private struct Death: Error {}

    /// Li has sent changes of many sorts; Wang has a commit of his own, so that a merge is due.
    private func prepared() throws -> (team: Team, wang: Person) {
        let team = try Team()
        let li = try team.person("li")
        let wang = try team.person("wang")
        try li.write("customers/yuanjing/files/a.txt", "a\n")
        try li.write("old", "old\n")
        try li.sync()
        try wang.sync()
        try li.replace(Person.customer, "grade: A", "grade: B")
        try li.replace(Person.deal, "amount: 1000", "amount: 2000")
        try li.remove("old")
        try li.write("old/inner", "new\n")
        try li.remove("customers/yuanjing/files/a.txt")
        try li.write("team/new.yaml", "id: new\nname: 新人\nrole: sales\n")
        try li.sync()
        try wang.replace(Person.customer, "owner: li", "owner: wang")
        return (team, wang)
    }

    @Test func everyStep() throws {
        var names: Set<String> = []
        var count = 0
        let (start, startingWang) = try prepared()
        while true {
            count += 1
            let (team, wang) = try start.copy(of: startingWang)
            guard let step = try wang.die(after: count) else { break }
            names.insert("\(step)".prefix { $0 != "(" }.description)
            let report = try wang.sync()
            switch step {
            case .pendingWritten, .fileWritten, .indexWritten, .branchMoved:
                #expect(report.recovered == .finished(kept: []), "\(step)")
            default: #expect(report.recovered == nil, "\(step)")
            }
            #expect(report.waiting == 0, "\(step)")
            #expect(try wang.read(Person.customer).contains("grade: B\nowner: wang\n"), "\(step)")
            #expect(try wang.read("old/inner") == "new\n", "\(step)")
            #expect(!wang.exists("customers/yuanjing/files"), "\(step)")
            try wang.expectSound()
            let li = try team.person("again")
            #expect(try li.git("rev-parse", "HEAD^{tree}") == wang.git("rev-parse", "HEAD^{tree}"), "\(step)")
        }
        #expect(
            names == [
                "committed", "fetched", "pendingWritten", "fileWritten", "indexWritten", "branchMoved",
                "pendingDeleted",
                "aboutToPush", "pushed",
            ])
    }

    @Test func anEditAfterTheDeathIsKept() throws {
        let (_, wang) = try prepared()
        var died = false
        do {
            try wang.sync { request in
                request.afterStep = { step in
                    if step == .pendingWritten {
                        died = true
                        throw Death()
                    }
                }
            }
        } catch {}
        #expect(died)
        try wang.replace(Person.deal, "amount: 1000", "amount: 1111")
        let recovery = try finishInterrupted(try Repository.open(at: wang.root), sleep: { _ in })
        #expect(recovery == .finished(kept: [try #require(RecordPath(Person.deal))]))
        #expect(try wang.read(Person.deal).contains("amount: 1111"))
        #expect(try wang.git("status", "--porcelain") == " M \(Person.deal)\n")
        #expect(try finishInterrupted(try Repository.open(at: wang.root), sleep: { _ in }) == nil)
        // It is an ordinary change now.
        #expect(try wang.sync().waiting == 0)
        try wang.expectSound()
    }

    @Test func aCommitInBetweenSetsTheMergeAside() throws {
        let (_, wang) = try prepared()
        do {
            try wang.sync { $0.afterStep = { if $0 == .pendingWritten { throw Death() } } }
        } catch {}
        try wang.write("README.md", "mine\n")
        try wang.git("add", "README.md")
        try wang.git("commit", "-q", "-m", "by hand")
        let pending = try wang.git("rev-parse", "refs/crm/pending").split(separator: "\n")[0]
        let report = try wang.sync()
        #expect(report.recovered == .setAside(ref: "refs/crm/rescued/\(pending)"))
        #expect(report.waiting == 0)
        #expect(try wang.read(Person.customer).contains("grade: B\nowner: wang\n"))
        try wang.expectSound()
    }

    @Test func anotherBranchSetsTheMergeAside() throws {
        let (_, wang) = try prepared()
        do {
            try wang.sync { $0.afterStep = { if $0 == .pendingWritten { throw Death() } } }
        } catch {}
        try wang.git("switch", "-q", "-c", "other")
        let recovery = try finishInterrupted(try Repository.open(at: wang.root), sleep: { _ in })
        guard case .setAside = recovery else {
            Issue.record("\(String(describing: recovery))")
            return
        }
        #expect(try wang.read(Person.customer).contains("grade: A"))
        try wang.expectSound()
    }

    @Test func withoutTheNoteTheAncestryDecides() throws {
        let (_, wang) = try prepared()
        do {
            try wang.sync { $0.afterStep = { if $0 == .pendingWritten { throw Death() } } }
        } catch {}
        try FileManager.default.removeItem(atPath: wang.root + "/.git/crm/pending")
        #expect(try wang.sync().recovered == .finished(kept: []))
        try wang.expectSound()
    }

    // MARK: Edits between the death and the next sync

    /// The folder that the customer lies in at the moment.
    private static func folder(_ person: Person) -> String? {
        ["yuanjing", "east"].first { person.exists("customers/\($0)/customer.yaml") }
    }

    @Test func anEditInAFileThatTheTeamMoved() throws {
        try afterEveryDeath {
            try $0.renameCustomer("yuanjing", to: "east")
            try $0.replace("customers/east/deals/line.yaml", "stage: first-contact", "stage: negotiation")
        } byHand: { wang in
            let deal = "customers/\(wang.exists(Person.deal) ? "yuanjing" : "east")/deals/line.yaml"
            // Between the removal of the old file and the writing of the new one there is nothing to edit.
            if wang.exists(deal) { try wang.replace(deal, "amount: 1000", "amount: 4711") }
        } _: { wang, step in
            let text = try wang.read("customers/east/deals/line.yaml")
            #expect(text.contains("stage: negotiation"), "\(step)")
            #expect(!wang.exists("customers/yuanjing"), "\(step)")
            let all = try wang.git("grep", "-c", "-e", "4711", "-e", "amount: 1000", "HEAD")
            #expect(!all.isEmpty, "\(step)")
            if step == .pendingWritten { #expect(text.contains("amount: 4711"), "\(step)") }
        }
    }

    @Test(arguments: [true, false]) func aFolderThatIsRenamedByHand(hasCommit: Bool) throws {
        try afterEveryDeath {
            try $0.replace(Person.customer, "grade: A", "grade: B")
        } mine: {
            if hasCommit { try $0.replace(Person.deal, "amount: 1000", "amount: 2000") }
        } byHand: {
            try $0.replace(Person.customer, "owner: li", "owner: wang")
            try $0.renameCustomer("yuanjing", to: "mine")
        } _: { wang, step in
            let text = try wang.read("customers/mine/customer.yaml")
            #expect(text.contains("grade: B") && text.contains("owner: wang"), "\(step): \(text)")
            let deal = try wang.read("customers/mine/deals/line.yaml")
            #expect(deal.contains(hasCommit ? "amount: 2000" : "amount: 1000"))
            #expect(!wang.exists("customers/yuanjing"), "\(step)")
        }
    }

    @Test func aFolderThatTheTeamRenamesAndAHandAsWell() throws {
        try afterEveryDeath {
            try $0.renameCustomer("yuanjing", to: "east")
            try $0.replace("customers/east/customer.yaml", "grade: A", "grade: B")
        } mine: {
            try $0.write("customers/yuanjing/files/offer.txt", "mine\n")
        } byHand: {
            if let folder = Self.folder($0) { try $0.renameCustomer(folder, to: "mine") }
        } _: { wang, step in
            let files = try wang.git("ls-files", "customers").split(separator: "\n").map(String.init)
            let customers = files.filter { $0.hasSuffix("customer.yaml") }
            #expect(customers.count == 1, "\(step): \(files)")
            #expect(try wang.read(customers[0]).contains("grade: B"), "\(step)")
            #expect(files.filter { $0.hasSuffix("line.yaml") }.count == 1, "\(step): \(files)")
            #expect(files.contains { $0.hasSuffix("offer.txt") }, "\(step): \(files)")
        }
    }

    @Test func anEditOfTheSameFieldInAMovedFileIsNoted() throws {
        try afterEveryDeath {
            try $0.replace(Person.customer, "grade: A", "grade: B")
        } byHand: {
            let grade = try $0.read(Person.customer).contains("grade: A") ? "grade: A" : "grade: B"
            try $0.replace(Person.customer, grade, "grade: C")
            try $0.renameCustomer("yuanjing", to: "mine")
        } _: { wang, step in
            let found = try wang.git("grep", "-l", "-E", "(grade|local|published): \"?C", "HEAD")
            #expect(!found.isEmpty, "\(step)")
        }
    }
}
