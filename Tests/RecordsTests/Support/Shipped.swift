import Foundation
import Records
import Testing

/// The shipped schemas, and records made of text at hand.
enum Shipped {
    static let folder = SchemaFolder(
        files: shippedSchemaFiles.compactMap { file in
            RecordPath("schemas/" + file.name).map { (path: $0, bytes: Array(file.text.utf8)) }
        })

    static var kinds: KindSet { folder.kinds }

    static func kind(_ key: String) throws -> Kind { try #require(kinds[key]) }

    /// Files by path, read and held against their schemas.
    static func reading(_ files: [String: String]) -> FolderReading {
        let sorted = files.compactMap { file in
            RecordPath(file.key).map { (path: $0, bytes: Array(file.value.utf8)) }
        }.sorted { $0.path < $1.path }
        return FolderReading(files: sorted, kinds: kinds, checksSchema: true)
    }

    static func records(_ files: [String: String]) -> RecordSet { RecordSet(reading(files).records) }

    /// All problems of a repository that holds these files.
    static func problems(_ files: [String: String], settings: Settings = Settings()) -> [Problem] {
        let folder = CRMFolder(root: "/nowhere", kinds: kinds, settings: settings)
        return RepositoryCheck(folder, reading(files)).problems
    }

    /// One customer of this text.
    static func customer(_ text: String) throws -> Record {
        try #require(reading(["customers/a/customer.yaml": text]).records.first)
    }
}

/// A folder that vanishes with its owner.
final class Scratch {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("crm-records-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, _ name: String) throws {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)), as: UTF8.self)
    }

    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}
