import Foundation
import Git
import Records
import Testing

@testable import Sync

/// A small CRM repository in a temporary folder, with a clock of its own: every commit is one hour after the last.
final class HistoryRepository {
    let root: String
    let repository: Repository
    private(set) var hours: Int64 = 0

    static let hermetic: Void = {
        try? LibGit2.use(LibGit2.ConfigurationFolders(system: "", xdg: "", global: ""))
    }()

    /// Midnight at the beginning of 2026-11-03, UTC.
    static let start: Int64 = 1_793_664_000

    init() throws {
        _ = Self.hermetic
        root = FileManager.default.temporaryDirectory.path + "/crm-history-" + UUID().uuidString
        repository = try Repository.initialize(at: root)
        try write("crm.yaml", "name: Test\nlanguage: en\n")
        for file in shippedSchemaFiles { try write("schemas/" + file.name, file.text) }
        try write("team/li.yaml", "id: li\nname: 李娜\nrole: sales\nemails: [li@example.com]\n")
        try write("team/wang.yaml", "id: wang\nname: 王磊\nrole: sales\nemails: [wang@example.com]\n")
        try commitAll("init", by: "li")
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    var folder: CRMFolder { get throws { try CRMFolder(root: root) } }

    func records() throws -> RecordSet { RecordSet(try FolderReading(try folder).records) }

    func record(_ id: String) throws -> Record { try #require(try records().record(id: id)) }

    func write(_ path: String, _ text: String) throws {
        let url = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func read(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: root + "/" + path)), as: UTF8.self)
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + "/" + path) }

    func replace(_ old: String, _ new: String, in path: String) throws {
        let text = try read(path)
        #expect(text.contains(old))
        try write(path, text.replacingOccurrences(of: old, with: new))
    }

    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: root + "/" + path) }

    func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: root + "/" + path, withDestinationPath: target)
    }

    func move(_ old: String, to new: String) throws {
        let target = URL(fileURLWithPath: root + "/" + new)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.moveItem(atPath: root + "/" + old, toPath: target.path)
    }

    /// Commits everything that differs, one hour later.
    @discardableResult
    func commitAll(_ operation: String?, by name: String, trailers: [String] = []) throws -> ObjectID {
        let paths = try repository.status().map(\.path)
        let edits = Dictionary(uniqueKeysWithValues: paths.map { ($0, PathEdit.workTree) })
        return try repository.commit(
            CommitRequest(edits: edits, message: message(operation, trailers), author: signature(name)))
    }

    func message(_ operation: String?, _ trailers: [String]) -> String {
        let lines = (operation.map { ["CRM-Operation: \($0)"] } ?? []) + trailers
        return "test\n" + (lines.isEmpty ? "" : "\n" + lines.joined(separator: "\n") + "\n")
    }

    func signature(_ name: String) -> Signature {
        hours += 1
        return Signature(name: name, email: name + "@example.com", time: Self.start + hours * 3600, offset: 0)
    }

    func head() throws -> ObjectID { try #require(try repository.head().commit) }

    /// Changes one line in a file and commits that.
    @discardableResult
    func change(_ path: String, _ old: String, _ new: String, by name: String, reason: String? = nil) throws -> ObjectID
    {
        try replace(old, new, in: path)
        return try commitAll("set", by: name, trailers: reason.map { ["Reason: " + $0] } ?? [])
    }

    /// The revisions of a record in one line each: `who: field before → after; …`.
    func history(_ id: String, limit: Int = .max) throws -> [String] {
        try history(of: try record(id), limit: limit)
    }

    func history(of record: Record, limit: Int = .max) throws -> [String] {
        var lines: [String] = []
        try RecordHistory(repository, try folder, of: record).read { revision in
            lines.append(Self.line(revision))
            return lines.count < limit
        }
        return lines
    }

    static func line(_ revision: RecordRevision) -> String {
        let who = revision.commit?.author.name ?? "–"
        var parts: [String] = []
        if revision.before == nil { parts.append("new") }
        if revision.after == nil { parts.append("gone") }
        if revision.isMoved { parts.append("moved") }
        if revision.before != nil, revision.after != nil {
            parts += revision.changes.map { change in
                "\(change.path) \(change.before?.json(indented: false) ?? "–") → "
                    + (change.after?.json(indented: false) ?? "–")
            }
        }
        return "\(who): " + parts.joined(separator: "; ")
    }
}

/// A deal that keeps all rules.
let pump = "id: SJ2026-AAAAAA\nname: Pump\nstage: proposal\nowner: li\n"
let acme = "customers/acme/customer.yaml"

extension HistoryRepository {
    /// One customer with two contacts, committed by li.
    convenience init(withCustomer: Void) throws {
        try self.init()
        try write(
            acme,
            """
            id: KH2026-AAAAAA
            name: Acme   # the one in the east
            status: lead
            owner: li
            tags: [east]
            need_description: pumps
            contacts:
              - name: Ann
                mobile: "13800000001"
              - name: Bob
                mobile: "13800000002"

            """)
        try commitAll("new", by: "li")
    }
}
