import Foundation
import Git
import Records
import Testing

@testable import Sync

/// A repository that cannot be read is no repository in which something is not there: judging a push ends with an error.
@Suite struct UnreadableObjectTests {
    /// Two commits: a team, then a follow-up in the folder of a customer.
    private func repository(_ scratch: Scratch) throws -> (old: String, new: String) {
        func write(_ path: String, _ text: String) throws {
            let url = URL(fileURLWithPath: scratch.path + "/" + path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        func git(_ arguments: String...) throws -> String {
            try Shell.run(["git"] + arguments, in: scratch.path).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        _ = try git("init", "-q", "-b", "main")
        for file in shippedSchemaFiles { try write("schemas/" + file.name, file.text) }
        try write("crm.yaml", "name: x\nrules: {status-needs-next-step: off}\n")
        try write("team/li.yaml", "id: li\nname: 李\n")
        try write("customers/a/customer.yaml", "id: KH2026-AAAAAA\nname: 甲\nowner: li\nstatus: interested\n")
        _ = try git("add", "-A")
        _ = try git("commit", "-qm", "start")
        let old = try git("rev-parse", "HEAD")
        try write(
            "customers/a/follow-ups/f.yaml",
            "id: GJ2026-AAAAAA\nat: 2026-11-03T10:00:00+08:00\nby: li\nmethod: phone\nsummary: 谈\npurpose: needs\n")
        _ = try git("add", "-A")
        _ = try git("commit", "-qm", "follow-up")
        return (old, try git("rev-parse", "HEAD"))
    }

    private func judge(_ scratch: Scratch, _ old: String, _ new: String) throws -> PushJudgement {
        let ids = (try #require(ObjectID(hex: old)), try #require(ObjectID(hex: new)))
        let now = try #require(Instant("2026-11-24T09:30:00+08:00"))
        let repository = try Repository.openReceiving(at: scratch.path + "/.git", objects: [])
        return try judgePush(
            Push(
                updates: [.init(ref: "refs/heads/main", old: ids.0, new: ids.1)], pusher: nil, now: now, ruling: ids.0),
            in: repository)
    }

    private func forget(_ object: String, _ scratch: Scratch) throws {
        let hex = try Shell.run(["git", "rev-parse", object], in: scratch.path).trimmingCharacters(
            in: .whitespacesAndNewlines)
        try FileManager.default.removeItem(
            atPath: scratch.path + "/.git/objects/\(hex.prefix(2))/\(hex.dropFirst(2))")
    }

    @Test func soundRepository() throws {
        let scratch = Scratch()
        let (old, new) = try repository(scratch)
        let judgement = try judge(scratch, old, new)
        #expect(judgement.refusals.map(\.problem.message.en) == [])
    }

    @Test(arguments: ["HEAD:customers/a/customer.yaml", "HEAD:customers", "HEAD:team/li.yaml", "HEAD:crm.yaml"])
    func missingObject(_ object: String) throws {
        let scratch = Scratch()
        let (old, new) = try repository(scratch)
        try forget(object, scratch)
        #expect(throws: GitError.self) { try judge(scratch, old, new) }
    }
}
