import Foundation
import LosslessYAML
import RecordMerge
import Records
import Testing

/// Every folder beneath `Cases` is one merge: `base.yaml`, `ours.yaml`, `theirs.yaml` (an absent file is an absent version), and what must
/// come out: `expected.yaml`, and `conflicts.txt` with a line for each conflict. `case.txt` names the kind of record (`kind: deal`) and may ask
/// for the merge of a sync (`keep: theirs`). `CRM_RECORD=1` writes what comes out; look at it.
@Suite struct MergeCaseTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

    static let names: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
        !$0.hasPrefix(".")
    }.sorted()

    @Test func thereAreCases() { #expect(Self.names.count >= 60) }

    @Test(arguments: names) func mergesAsExpected(name: String) throws {
        let place = Self.folder.appending(path: name)
        func file(_ name: String) -> [UInt8]? { (try? Data(contentsOf: place.appending(path: name))).map { Array($0) } }
        let settings = file("case.txt").map { MergeCase(String(decoding: $0, as: UTF8.self)) } ?? MergeCase("")
        let schema = try settings.kind.map { try TestSchemas.schema($0) }
        let result = mergeRecord(
            base: file("base.yaml"), ours: file("ours.yaml"), theirs: file("theirs.yaml"), schema: schema,
            options: settings.options)
        let (text, notes) = Self.shown(result)
        if ProcessInfo.processInfo.environment["CRM_RECORD"] != nil {
            try Self.record(text.map { Data($0) }, place.appending(path: "expected.yaml"))
            try Self.record(notes.isEmpty ? nil : Data(notes.utf8), place.appending(path: "conflicts.txt"))
            Issue.record("recorded; run again without CRM_RECORD")
            return
        }
        let expected = file("expected.yaml").map { String(decoding: $0, as: UTF8.self) }
        #expect(text.map { String(decoding: $0, as: UTF8.self) } == expected)
        #expect(notes == file("conflicts.txt").map { String(decoding: $0, as: UTF8.self) } ?? "")
        try Self.expectMirrored(file("base.yaml"), file("ours.yaml"), file("theirs.yaml"), schema, settings, notes)
    }

    /// With the sides exchanged, the same fields are in conflict.
    private static func expectMirrored(
        _ base: [UInt8]?, _ ours: [UInt8]?, _ theirs: [UInt8]?, _ schema: RecordSchema?, _ settings: MergeCase,
        _ notes: String
    ) throws {
        var options = settings.options
        if case .keep(let side) = options.conflicts { options.conflicts = .keep(side.other) }
        let mirrored = mergeRecord(base: base, ours: theirs, theirs: ours, schema: schema, options: options)
        func paths(_ text: String) -> [String] {
            text.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }.sorted()
        }
        if case .refused = mirrored { return }
        #expect(paths(shown(mirrored).notes) == paths(notes))
    }

    private static func record(_ data: Data?, _ place: URL) throws {
        if let data { try data.write(to: place) } else { try? FileManager.default.removeItem(at: place) }
    }

    static func shown(_ result: MergeResult) -> (text: [UInt8]?, notes: String) {
        func line(_ conflict: MergeConflict) -> String {
            func value(_ label: String, _ value: RecordValue?) -> String {
                value.map { " \(label)=\($0.json(indented: false))" } ?? ""
            }
            let path = conflict.path.description.isEmpty ? "/" : conflict.path.description
            return "\(path) \(conflict.reason)" + value("base", conflict.base) + value("ours", conflict.ours)
                + value("theirs", conflict.theirs) + (conflict.kept.map { " kept \($0)" } ?? "") + "\n"
        }
        switch result {
        case .merged(let bytes, let conflicts): return (bytes, conflicts.map(line).joined())
        case .deleted: return (nil, "deleted\n")
        case .waiting(let conflicts): return (nil, "waiting\n" + conflicts.map(line).joined())
        case .refused(let refusals): return (nil, "refused\n" + refusals.map { $0.description + "\n" }.joined())
        }
    }
}

/// What `case.txt` says.
struct MergeCase {
    var kind: String?
    var options = MergeOptions(.blocks)

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "kind": kind = parts[1]
            case "keep": options.conflicts = .keep(parts[1] == "ours" ? .ours : .theirs)
            case "ask": options.asks = { path in path.description == parts[1] }
            case "settled":
                let words = parts[1].split(separator: " ").map(String.init)
                options.settled = { $0.description == words[0] ? MergeSide(rawValue: words[1]) : nil }
            default: break
            }
        }
    }
}

/// The shipped schemas, and one with every merge rule for the laws.
enum TestSchemas {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func schema(_ name: String) throws -> RecordSchema {
        let own = MergeCaseTests.folder.deletingLastPathComponent().appending(path: "\(name).schema.json")
        let shipped = root.appending(path: "schemas/\(name).schema.json")
        let place = FileManager.default.fileExists(atPath: own.path) ? own : shipped
        return try RecordSchema(json: Array(try Data(contentsOf: place)))
    }
}
