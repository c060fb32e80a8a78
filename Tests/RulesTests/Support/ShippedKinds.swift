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
