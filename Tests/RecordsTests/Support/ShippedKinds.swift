import LosslessYAML
import Records
import Testing

/// The kinds of the schemas that are shipped.
let shippedKinds: KindSet = SchemaFolder(
    files: shippedSchemaFiles.compactMap { file in
        RecordPath("schemas/" + file.name).map { ($0, Array(file.text.utf8)) }
    }
).kinds

/// A record from its text.
func record(_ path: String, _ text: String) throws -> Record {
    let path = try #require(RecordPath(path))
    let kind = try #require(shippedKinds.kind(at: path))
    let parsed = ParsedFile(path: path, bytes: Array(text.utf8))
    return Record(path: path, kind: kind, text: try #require(parsed.text, "\(parsed.problems.map(\.message.en))"))
}

/// The record as it reads after some assignments.
func text(_ record: Record, after assignments: [String], makesEntries: Bool = false) throws -> String {
    let now = try #require(Instant("2026-11-24T09:30:00+08:00"))
    let input = TypedInput(records: RecordSet([record]), now: now)
    var current = record
    for typed in assignments {
        var editor = YAMLEditor(current.tree)
        for edit in try Assignment(typed).edits(current, input, makesEntries: makesEntries) { try editor.apply(edit) }
        current = Record(path: record.path, kind: record.kind, text: RecordText(editor.tree))
    }
    return String(decoding: current.tree.bytes, as: UTF8.self)
}
