import Foundation
import RecordIndex
import Records
import Testing

/// A CRM folder with the shipped schemas that vanishes with its owner.
final class ScratchRepository {
    let root: String
    var storage: String { root + "/.git/crm" }
    var indexFile: String { storage + "/index.sqlite" }

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("crm-index-" + UUID().uuidString)
        try FileManager.default.createDirectory(
            at: url.appendingPathComponent(".git"), withIntermediateDirectories: true)
        root = url.path
        for file in shippedSchemaFiles { try write(file.text, "schemas/" + file.name) }
        try write("name: Test\nprofile: basic\ncurrency: CNY\n", "crm.yaml")
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func write(_ text: String, _ path: String) throws {
        try write(Array(text.utf8), path)
    }

    func write(_ bytes: [UInt8], _ path: String) throws {
        let url = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: root + "/" + path) }

    func move(_ path: String, to new: String) throws {
        let url = URL(fileURLWithPath: root + "/" + new)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        // FileManager.moveItem compares the names without case, which this Foundation cannot.
        if rename(root + "/" + path, url.path) != 0 { throw CocoaError(.fileWriteUnknown) }
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + "/" + path) }

    /// The index beside the files, brought up to date.
    func index() throws -> RecordIndex {
        let index = RecordIndex(root: root, storage: storage)
        try index.refresh()
        return index
    }

    /// Holds an index against one built from nothing, and its problems against a check of all files.
    func expectRight(_ index: RecordIndex, _ comment: Comment? = nil, at place: SourceLocation = #_sourceLocation)
        throws
    {
        let fresh = RecordIndex(root: root, storage: nil)
        try fresh.refresh()
        let differences = try index.differences(from: fresh).map { "\($0.table) \($0.fault) \($0.row)" }
        #expect(differences == [], comment, sourceLocation: place)
        let expected = try RepositoryCheck(CRMFolder(root: root))
        let check = try index.check()
        let found = check.problems.map(Self.line).sorted()
        let right = expected.problems.map(Self.line).sorted()
        let wrong = found.filter { !right.contains($0) } + right.filter { !found.contains($0) }.map { "missing: " + $0 }
        #expect(wrong == [] && found.count == right.count, comment, sourceLocation: place)
        let paths = expected.reading.records.map(\.path)
        let known = try index.everyPath()
        #expect(known == paths, comment, sourceLocation: place)
    }

    private static func line(_ problem: Problem) -> String {
        let place = problem.place.map { "\($0.line):\($0.column)" } ?? "-"
        return "\(problem.path) \(place) \(problem.rule.rawValue) \(problem.severity.rawValue) \(problem.width) "
            + "\(problem.field) \(problem.message) \(problem.remedy.map { "\($0)" } ?? "-") \(problem.allowed) "
            + (problem.sourceLine ?? "-")
    }
}
