/// Keeps the records that a source has loaded, so that each file is read once. Safe to share between threads.
final class LoadedRecords: Sendable {
    private let source: RecordSource
    /// A path without a record was asked for and is none.
    private let known = Guarded<[RecordPath: Record?]>([:])

    init(_ source: RecordSource) {
        self.source = source
    }

    /// The records at these paths, in their order; those that cannot be read are left out.
    func records(at paths: [RecordPath]) -> [Record] {
        known.with { records in
            let missing = paths.filter { records[$0] == nil }
            if !missing.isEmpty {
                for path in missing { records[path] = .some(nil) }
                for record in source.load(missing) { records[record.path] = .some(record) }
            }
            return paths.compactMap { records[$0] ?? nil }
        }
    }
}
