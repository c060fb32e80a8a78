import Foundation
import Git
import Records
import Testing

@testable import Sync

/// What a push does to the records together, judged from the ledger of the branch.
@Suite struct TogetherTests {
    private let scratch = Scratch()

    init() throws {
        _ = try git("init", "-q", "-b", "main")
        for file in shippedSchemaFiles { try write("schemas/" + file.name, file.text) }
        try write("crm.yaml", "name: x\nrules: {status-needs-next-step: off, follow-up-append-only: off}\n")
        try write("team/li.yaml", "id: li\nname: 李\n")
        for slug in ["a", "b"] {
            let id = slug.uppercased()
            try write(
                "customers/\(slug)/customer.yaml",
                "id: KH2026-AAAAA\(id)\nno: KH20260\(id)\nname: 客户\(slug)\nowner: li\nstatus: interested\ndraft: true\n"
            )
        }
        try write("customers/a/needs/n.yaml", "id: XQ2026-AAAAAA\ntitle: 需求\ndraft: true\n")
        try write(
            "customers/a/deals/d.yaml",
            "id: SJ2026-AAAAAA\nname: 商机\nstage: first-contact\nowner: li\nneeds: [XQ2026-AAAAAA]\n")
    }

    private func write(_ path: String, _ text: String) throws {
        let url = URL(fileURLWithPath: scratch.path + "/" + path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    private func git(_ arguments: String...) throws -> String {
        try Shell.run(["git"] + arguments, in: scratch.path).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func commit() throws -> String {
        _ = try git("add", "-A")
        _ = try git("commit", "-qm", "x")
        return try git("rev-parse", "HEAD")
    }

    /// The rules that a push breaks, each with its file.
    private func refusals(from old: String?, to new: String) throws -> [String] {
        let now = try #require(Instant("2026-11-24T09:30:00+08:00"))
        let repository = try Repository.openReceiving(at: scratch.path + "/.git", objects: [])
        let id = try old.map { try #require(ObjectID(hex: $0)) }
        // The branch stands where the push says that it found it.
        if let old {
            _ = try git("update-ref", "refs/heads/main", old)
        } else {
            _ = try git("update-ref", "-d", "refs/heads/main")
        }
        defer { _ = try? git("update-ref", "refs/heads/main", new) }
        let update = Push.Update(ref: "refs/heads/main", old: id, new: ObjectID(hex: new))
        return try judgePush(Push(updates: [update], pusher: nil, now: now), in: repository).refusals.map {
            "\($0.problem.rule.rawValue) \($0.problem.path)"
        }
    }

    private func expect(
        from old: String?, to new: String, _ wanted: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let found = try refusals(from: old, to: new)
        #expect(found == wanted, sourceLocation: sourceLocation)
    }

    @Test func aFirstPush() throws {
        try expect(from: nil, to: commit(), [])
        try write("customers/b/needs/n.yaml", "id: XQ2026-AAAAAA\ntitle: 又一个\ndraft: true\n")
        try write("customers/b/deals/d.yaml", "id: SJ2026-BBBBBB\nname: 商机\nstage: first-contact\nowner: wang\n")
        try expect(
            from: nil, to: commit(),
            ["duplicate-id customers/b/needs/n.yaml", "dangling-reference customers/b/deals/d.yaml"])
    }

    @Test func followsTheBranch() throws {
        let first = try commit()
        try write("customers/b/needs/m.yaml", "id: XQ2026-BBBBBB\ntitle: 需求\ndraft: true\n")
        let second = try commit()
        try expect(from: first, to: second, [])
        // What the push before brought is known.
        try write("customers/a/needs/m.yaml", "id: XQ2026-BBBBBB\ntitle: 需求\ndraft: true\n")
        try expect(from: second, to: commit(), ["duplicate-id customers/a/needs/m.yaml"])
        _ = try git("reset", "-q", "--hard", second)
        // And what it took away is gone.
        _ = try git("rm", "-q", "customers/b/needs/m.yaml")
        let third = try commit()
        try expect(from: second, to: third, [])
        try write("customers/a/needs/m.yaml", "id: XQ2026-BBBBBB\ntitle: 需求\ndraft: true\n")
        try expect(from: third, to: commit(), [])
        // Taken back by the server: the ledger goes back as well.
        _ = try git("reset", "-q", "--hard", second)
        try write("customers/a/needs/k.yaml", "id: XQ2026-BBBBBB\ntitle: 需求\ndraft: true\n")
        try expect(from: second, to: commit(), ["duplicate-id customers/a/needs/k.yaml"])
    }

    @Test func movesAndOldMistakesAreNobodys() throws {
        // There before: two of one number, and a reference that leads nowhere.
        try write(
            "customers/b/customer.yaml",
            "id: KH2026-AAAAAB\nno: KH20260A\nname: 乙\nowner: gone\nstatus: interested\ndraft: true\n")
        let first = try commit()
        try write(
            "customers/b/customer.yaml",
            "id: KH2026-AAAAAB\nno: KH20260A\nname: 乙乙\nowner: gone\nstatus: interested\ndraft: true\n")
        _ = try git("mv", "customers/b", "customers/c")
        let second = try commit()
        try expect(from: first, to: second, [])
        try write(
            "customers/c/customer.yaml",
            "id: KH2026-AAAAAB\nno: KH20260A\nname: 乙\nowner: other\nstatus: interested\ndraft: true\n")
        try expect(from: second, to: commit(), ["dangling-reference customers/c/customer.yaml"])
    }

    @Test func whatOthersNameStays() throws {
        let first = try commit()
        _ = try git("rm", "-q", "customers/a/needs/n.yaml")
        try expect(from: first, to: commit(), ["dangling-reference customers/a/deals/d.yaml"])
        // With what names it, it may go.
        _ = try git("reset", "-q", "--hard", first)
        _ = try git("rm", "-q", "customers/a/needs/n.yaml", "customers/a/deals/d.yaml")
        try expect(from: first, to: commit(), [])
    }

    @Test func aLedgerThatCannotBeWrittenIsReadEachTime() throws {
        let first = try commit()
        // A folder stands where the file should be.
        try FileManager.default.createDirectory(
            atPath: scratch.path + "/.git/crm/ledger.sqlite", withIntermediateDirectories: true)
        try write("customers/b/needs/n.yaml", "id: XQ2026-AAAAAA\ntitle: 又一个\ndraft: true\n")
        try expect(from: first, to: commit(), ["duplicate-id customers/b/needs/n.yaml"])
    }
}
