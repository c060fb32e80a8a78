import Foundation
import Git
import Records
import Testing

@testable import Sync

/// A remote and the people who share it, all in temporary folders.
final class Team {
    let scratch = Scratch()
    var remote: String { scratch.path + "/remote.git" }

    private static let hermetic: Void = {
        try? LibGit2.use(LibGit2.ConfigurationFolders(system: "", xdg: "", global: ""))
    }()

    /// - Parameters:
    ///   - empty: leaves the remote without a commit.
    ///   - settings: more lines of crm.yaml.
    init(empty: Bool = false, settings: String = "conflicts: {default: published}\n") throws {
        _ = Self.hermetic
        try Shell.run(["git", "init", "-q", "--bare", "-b", "main", remote], in: scratch.path)
        if empty { return }
        let first = try person("first")
        try first.writeStarter(settings: settings)
        try first.git("add", "-A")
        try first.git("commit", "-q", "-m", "start")
        try first.git("push", "-q", "origin", "HEAD:main")
    }

    func person(_ name: String) throws -> Person {
        try Person(name, cloning: remote, in: scratch)
    }

    /// The whole team once more, as everybody stands now.
    func copy(of person: Person) throws -> (team: Team, person: Person) {
        let team = Team(copying: self)
        try Shell.run(["cp", "-r", remote, scratch.path + "/" + person.name, team.scratch.path], in: "/")
        let copy = Person(person.name, in: team.scratch)
        try copy.git("remote", "set-url", "origin", team.remote)
        return (team, copy)
    }

    private init(copying: Team) {}

    /// Lets the server refuse every push with these words.
    func decline(_ words: String) throws {
        let hook = remote + "/hooks/pre-receive"
        // By a program of its own: a file that another test's new process still holds open cannot be run.
        _ = try Shell.run(
            ["sh", "-c", "cat >\"$1\" && chmod 755 \"$1\"", "sh", hook], in: remote,
            input: "#!/bin/sh\necho '\(words)' >&2\nexit 1\n")
    }
}

/// One clone and the person in front of it.
final class Person {
    let name: String
    let root: String
    private let scratch: Scratch

    init(_ name: String, cloning url: String, in scratch: Scratch) throws {
        self.name = name
        self.scratch = scratch
        root = scratch.path + "/" + name
        try Shell.run(["git", "clone", "-q", url, root], in: scratch.path)
    }

    /// A clone that is there already.
    init(_ name: String, in scratch: Scratch) {
        self.name = name
        self.scratch = scratch
        root = scratch.path + "/" + name
    }

    // MARK: Files

    func write(_ path: String, _ text: String) throws {
        let url = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func read(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: root + "/" + path)), as: UTF8.self)
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + "/" + path) }

    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: root + "/" + path) }

    func replace(_ path: String, _ old: String, _ new: String) throws {
        let text = try read(path)
        try #require(text.contains(old))
        try write(path, text.replacing(old, with: new))
    }

    func writeStarter(settings: String = "conflicts: {default: published}\n") throws {
        for file in shippedSchemaFiles { try write("schemas/" + file.name, file.text) }
        try write("crm.yaml", "name: 测试公司\nlanguage: en\n" + settings)
        try write("team/li.yaml", "id: li\nname: 李娜\nrole: sales\n")
        try write("team/wang.yaml", "id: wang\nname: 王伟\nrole: sales\n")
        try write(Self.customer, "id: KH2026-000001\nname: 远景智能\nstatus: lead\ngrade: A\nowner: li\ndraft: true\n")
        try write(
            Self.deal,
            "# the big one\nid: SJ2026-000001\nname: 检测线\nstage: first-contact\n\namount: 1000\ncurrency: CNY\ndraft: true\n"
        )
    }

    static let customer = "customers/yuanjing/customer.yaml"
    static let deal = "customers/yuanjing/deals/line.yaml"

    static func followUp(_ id: String, summary: String = "谈了报价") -> String {
        "id: GJ2026-\(id)\nat: 2026-11-03T10:00:00+08:00\nby: li\nsummary: \(summary)\ndraft: true\n"
    }

    // MARK: Git

    @discardableResult
    func git(_ arguments: String..., input: String = "") throws -> String {
        try git(arguments, input: input)
    }

    @discardableResult
    func git(_ arguments: [String], input: String) throws -> String {
        try Shell.run(["git", "-c", "core.quotePath=false"] + arguments, in: root, input: input)
    }

    /// Everything that a failed sync must leave alone: refs, status, the bytes of all files.
    func fingerprint() throws -> [String] {
        let files = try Shell.run(
            ["sh", "-c", "find . -path ./.git -prune -o -type f -print | LC_ALL=C sort | xargs -d '\\n' sha1sum"],
            in: root)
        return [
            try git("rev-parse", "HEAD"), try git("status", "--porcelain"), files,
            try git("for-each-ref", "refs/crm"), try git("for-each-ref", "refs/heads"),
        ]
    }

    /// Git itself finds nothing wrong and nothing left over.
    func expectSound(clean: Bool = true, sourceLocation: SourceLocation = #_sourceLocation) throws {
        #expect(throws: Never.self, sourceLocation: sourceLocation) {
            try self.git("fsck", "--strict", "--no-dangling")
        }
        if clean { #expect(try git("status", "--porcelain", "-uall") == "", sourceLocation: sourceLocation) }
        #expect(try git("for-each-ref", "refs/crm/pending") == "", sourceLocation: sourceLocation)
        let left = try Shell.run(["find", ".", "-name", ".crm-*.tmp"], in: root)
        #expect(left == "", sourceLocation: sourceLocation)
    }

    // MARK: Sync

    func request() throws -> SyncRequest {
        var options = NetworkOptions()
        options.programs.git = Shell.git
        options.programs.environment = Shell.environment.map { "\($0.key)=\($0.value)" }
        options.idleTimeout = 10
        let author = Signature(name: name, email: name + "@example.com", time: 1_793_671_200, offset: 480)
        var request = SyncRequest(
            folder: try CRMFolder(root: root), repository: try Repository.open(at: root), author: author,
            options: options, sleep: { usleep(UInt32(min($0, 0.05) * 1_000_000)) })
        // What the business asks for has tests of its own; here files change as they like.
        request.rules = { _, _ in [] }
        var next: UInt8 = 0
        request.random = {
            next &+= 7
            return next
        }
        return request
    }

    @discardableResult
    func sync(_ change: (inout SyncRequest) -> Void = { _ in }) throws -> SyncReport {
        var request = try request()
        change(&request)
        return try synchronize(request)
    }

    /// The failure that a sync ends with.
    func syncFailure(
        _ change: (inout SyncRequest) -> Void = { _ in }, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> SyncFailure {
        do {
            let report = try sync(change)
            Issue.record("succeeded: \(report)", sourceLocation: sourceLocation)
            return SyncFailure(.other("succeeded"))
        } catch let failure as SyncFailure {
            return failure
        }
    }
}
