import Foundation
import TestServers
import Testing

@testable import Git

/// A repository in a temporary folder, seen by our library and by the `git` program.
final class TestRepository {
    let scratch: Scratch
    let path: String
    let repository: Repository

    /// Nobody's configuration takes part.
    static let hermetic: Void = {
        try? LibGit2.use(LibGit2.ConfigurationFolders(system: "", xdg: "", global: ""))
    }()

    init() throws {
        _ = Self.hermetic
        scratch = Scratch()
        path = scratch.path + "/work"
        repository = try Repository.initialize(at: path)
    }

    /// A clone by the git program of a local repository.
    init(cloning url: String) throws {
        _ = Self.hermetic
        scratch = Scratch()
        path = scratch.path + "/work"
        try Shell.run(["git", "clone", "-q", url, path])
        repository = try Repository.open(at: path)
    }

    /// Runs git and expects it to succeed.
    @discardableResult
    func git(
        _ arguments: String..., input: String? = nil, environment: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let result = try Shell.run(
            ["git", "-c", "core.quotePath=false"] + arguments, in: path, input: input, extra: environment)
        if result.status != 0 {
            Issue.record("git \(arguments): \(result.errors)", sourceLocation: sourceLocation)
        }
        return result.output
    }

    func write(_ file: String, _ text: String) throws {
        try write(file, Array(text.utf8))
    }

    func write(_ file: String, _ bytes: [UInt8]) throws {
        let url = URL(fileURLWithPath: path + "/" + file)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func read(_ file: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + "/" + file)), as: UTF8.self)
    }

    func bytes(_ file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + file)))
    }

    func remove(_ file: String) throws {
        try FileManager.default.removeItem(atPath: path + "/" + file)
    }

    func makeExecutable(_ file: String, _ isExecutable: Bool = true) throws {
        try FileManager.default.setAttributes(
            [.posixPermissions: isExecutable ? 0o755 : 0o644], ofItemAtPath: path + "/" + file)
    }

    /// Commits these paths as they are in the work tree.
    @discardableResult
    func commit(_ paths: String..., message: String = "test") throws -> ObjectID {
        try commit(paths, message: message)
    }

    @discardableResult
    func commit(_ paths: [String], message: String = "test") throws -> ObjectID {
        var edits: [RepositoryPath: PathEdit] = [:]
        for path in paths { edits[RepositoryPath(path)] = .workTree }
        return try repository.commit(CommitRequest(edits: edits, message: message + "\n", author: .test))
    }

    /// `git status`, in the letters of `--porcelain`.
    func gitStatus() throws -> [String] {
        try git("status", "--porcelain", "-z", "-uall", "--no-renames").split(separator: "\0").map(String.init).sorted()
    }

    /// Our status in the same letters.
    func ownStatus() throws -> [String] {
        Self.letters(try repository.status())
    }

    static func letters(_ status: [FileStatus]) -> [String] {
        func letter(_ change: FileStatus.Change?) -> String {
            switch change {
            case nil: " "
            case .added: "A"
            case .modified: "M"
            case .deleted: "D"
            case .typeChanged: "T"
            }
        }
        return status.flatMap { file -> [String] in
            if file.isUntracked { return ["?? \(file.path)"] }
            if file.unstaged == .added { return ["\(letter(file.staged))  \(file.path)", "?? \(file.path)"] }
            return [letter(file.staged) + letter(file.unstaged) + " \(file.path)"]
        }.sorted()
    }

    /// `git fsck --strict` finds nothing.
    func expectSound(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let result = try Shell.run(["git", "fsck", "--strict", "--no-dangling"], in: path)
        #expect(result.status == 0, "\(result.output)\(result.errors)", sourceLocation: sourceLocation)
    }
}

extension Signature {
    /// A fixed author: 2026-11-03 10:00 in Shanghai.
    static let test = Signature(name: "测试 Test", email: "test@example.com", time: 1_793_671_200, offset: 480)
}

/// A small seeded generator (SplitMix64), so that a failing run can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// One of a list that is not empty.
    mutating func pick<Element>(_ list: [Element]) -> Element {
        list[Int(next() % UInt64(list.count))]
    }
}
