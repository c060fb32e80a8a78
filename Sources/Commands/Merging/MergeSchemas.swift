import Records

/// Finds the schema that decides how a file merges: by its path in the repository, by the name of a kind, or in a file of its own.
struct MergeSchemas {
    /// The repository around the working folder, if there is one that can be read.
    private let folder: CRMFolder?
    private let shipped: KindSet

    init(near place: String) {
        if let root = CRMFolder.root(from: place) {
            folder = try? CRMFolder(root: root)
        } else {
            folder = nil
        }
        shipped =
            SchemaFolder(
                files: shippedSchemaFiles.compactMap { file in
                    RecordPath("schemas/" + file.name).map { ($0, Array(file.text.utf8)) }
                }
            ).kinds
    }

    /// The schema of a kind of the repository, or of a shipped one.
    func schema(kind: String) -> RecordSchema? {
        (folder?.kinds.kind(named: kind) ?? shipped.kind(named: kind)).map { RecordSchema($0) }
    }

    /// The schema of the record at a path, counted from the top of the repository; nil for a file that is no record.
    func schema(path: String) -> RecordSchema? {
        guard let path = RecordPath(path) else { return nil }
        return (folder?.kinds ?? shipped).kind(at: path).map { RecordSchema($0) }
    }

    /// The schema of the record in a file of the repository.
    func schema(file: String) -> RecordSchema? {
        guard let root = folder?.root, file.hasPrefix(root + "/") else { return nil }
        return schema(path: String(file.dropFirst(root.count + 1)))
    }
}
