import Foundation
import Git
import Records
import Testing

@testable import Sync

/// What arrives is untrusted, and what is here belongs to the person in front of it.
struct IncomingTests {
    /// Pushes a tree made by hand and expects the next sync to refuse it without touching anything.
    private func expectRefused(
        _ path: String? = nil, sourceLocation: SourceLocation = #_sourceLocation,
        _ make: (Person) throws -> Void
    ) throws -> IncomingProblem? {
        let team = try Team()
        let mallory = try team.person("mallory")
        let li = try team.person("li")
        try make(mallory)
        try mallory.git("commit", "-q", "-m", "gift")
        try mallory.git("push", "-q", "origin", "HEAD:main")
        let before = try li.fingerprint()
        let failure = try li.syncFailure(sourceLocation: sourceLocation)
        #expect(try li.fingerprint() == before, sourceLocation: sourceLocation)
        // The same when a merge is due.
        try li.write("README.md", "mine\n")
        let second = try li.syncFailure(sourceLocation: sourceLocation)
        guard case .refusedIncoming(let name, let reason) = failure.kind,
            case .refusedIncoming(let again, _) = second.kind
        else {
            Issue.record("\(failure) \(second)", sourceLocation: sourceLocation)
            return nil
        }
        if let path { #expect(name == path, sourceLocation: sourceLocation) }
        #expect(name == again, sourceLocation: sourceLocation)
        try li.expectSound()
        return reason
    }

    /// Puts a blob under any path and mode into the index.
    private func plant(_ person: Person, _ mode: String, _ path: String, _ text: String = "x") throws {
        let id = try person.git("hash-object", "-w", "--stdin", input: text).split(separator: "\n")[0]
        try person.git("update-index", "--add", "--cacheinfo", "\(mode),\(id),\(path)")
    }

    @Test func symbolicLinks() throws {
        let reason = try expectRefused("customers/evil") { try plant($0, "120000", "customers/evil", "/etc") }
        #expect(reason == .symbolicLink)
    }

    @Test func aFileThatBecomesALink() throws {
        let reason = try expectRefused("team/li.yaml") { try plant($0, "120000", "team/li.yaml", "/etc/passwd") }
        #expect(reason == .symbolicLink)
    }

    @Test func submodules() throws {
        let reason = try expectRefused("sub") { person in
            let head = try person.git("rev-parse", "HEAD").split(separator: "\n")[0]
            try person.git("update-index", "--add", "--cacheinfo", "160000,\(head),sub")
        }
        #expect(reason == .submodule)
    }

    @Test func pathsOutOfTheFolder() throws {
        let team = try Team()
        let mallory = try team.person("mallory")
        let li = try team.person("li")
        let before = try li.fingerprint()
        func line(_ arguments: String..., input: String) throws -> String {
            try String(mallory.git(arguments, input: input).prefix { $0 != "\n" })
        }
        let names = [
            ("..", PathProblem.dots), (".git", .gitFolder), (".GIT", .gitFolder), ("a\\b", .absolute),
            ("a\u{1}", .controlCharacter), ("git~1", .gitFolder), (".git .", .gitFolder), (".g\u{200C}it", .gitFolder),
            (".git::$INDEX_ALLOCATION", .gitFolder), ("C:x", .absolute),
        ]
        for (name, problem) in names {
            let blob = try line("hash-object", "-w", "--stdin", input: "x")
            let inner = try line("mktree", "-z", input: "100644 blob \(blob)\tevil\0")
            let base = try mallory.git("ls-tree", "-z", "HEAD")
            let tree = try line("mktree", "-z", input: base + "040000 tree \(inner)\t\(name)\0")
            let commit = try line("commit-tree", tree, "-p", "HEAD", "-m", "evil", input: "")
            try mallory.git("push", "-q", "-f", "origin", "\(commit):main")
            let failure = try li.syncFailure()
            guard case .refusedIncoming(_, .unsafePath(problem)) = failure.kind else {
                Issue.record("\(name.debugDescription): \(failure)")
                continue
            }
            #expect(try li.fingerprint() == before)
        }
    }

    @Test func pathsThatSomeComputersCannotTellApart() throws {
        let reason = try expectRefused { try plant($0, "100644", "customers/Yuanjing/customer.yaml") }
        #expect(reason == .sameName(as: "customers/yuanjing") || reason == .sameName(as: "customers/Yuanjing"))
        _ = try expectRefused { person in
            try plant(person, "100644", "files/caf\u{E9}.txt")
            try plant(person, "100644", "files/cafe\u{301}.txt")
        }
    }

    @Test func recordsBeyondTheLimit() throws {
        let reason = try expectRefused("team/big.yaml") { person in
            try person.write(
                "team/big.yaml", "id: big\nname: x\nrole: sales\nnote: " + String(repeating: "x", count: 1 << 20))
            try person.git("add", "-A")
        }
        #expect(reason == .tooLarge(limit: 1 << 20))
    }

    @Test func brokenSchemasAndSettings() throws {
        let schema = try expectRefused("schemas/deal.schema.json") { person in
            try person.write("schemas/deal.schema.json", "{\"type\": 1")
            try person.git("add", "-A")
        }
        guard case .brokenSchema = schema else {
            Issue.record("\(String(describing: schema))")
            return
        }
        let settings = try expectRefused("crm.yaml") { person in
            try person.write("crm.yaml", "name: [\n")
            try person.git("add", "-A")
        }
        guard case .brokenSettings = settings else {
            Issue.record("\(String(describing: settings))")
            return
        }
        let removed = try expectRefused("crm.yaml") { try $0.git("rm", "-q", "crm.yaml") }
        #expect(removed == .settingsRemoved)
    }

    @Test func anInvalidRecordThatIsAlreadyPublishedBlocksNobody() throws {
        let team = try Team()
        let mallory = try team.person("mallory")
        let li = try team.person("li")
        try mallory.write("team/odd.yaml", "id: other\nname: 5\nunknown: 1\n")
        try mallory.git("add", "-A")
        try mallory.git("commit", "-q", "-m", "odd")
        try mallory.git("push", "-q", "origin", "HEAD:main")
        try li.replace(Person.customer, "grade: A", "grade: B")
        let report = try li.sync()
        #expect(report.pushed == 2)
        #expect(li.exists("team/odd.yaml"))
        try li.expectSound()
    }

    // MARK: Local edits

    @Test func aLinkedFolderIsNeverWrittenThrough() throws {
        let team = try Team()
        let li = try team.person("li")
        let wang = try team.person("wang")
        try li.write("shared/a.txt", "a\n")
        try li.sync()
        let outside = team.scratch.path + "/outside"
        try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: wang.root + "/shared", withDestinationPath: outside)
        let failure = try wang.syncFailure()
        guard case .blockedByLocalEdit(let paths) = failure.kind else {
            Issue.record("\(failure)")
            return
        }
        #expect(paths.map(\.text) == ["shared"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: outside).isEmpty)
    }

    @Test func aFolderInTheWayOfAFile() throws {
        let team = try Team()
        let li = try team.person("li")
        let wang = try team.person("wang")
        try li.write("notes", "team\n")
        try li.sync()
        try wang.write(".git/info/exclude", "notes/\n")
        try wang.write("notes/mine.txt", "mine\n")
        guard case .blockedByLocalEdit(let paths) = try wang.syncFailure().kind else {
            Issue.record("not blocked")
            return
        }
        #expect(paths.map(\.text) == ["notes/mine.txt"])
        try wang.remove("notes/mine.txt")
        try wang.sync()
        #expect(try wang.read("notes") == "team\n")
        try wang.expectSound()
    }
}
