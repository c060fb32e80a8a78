/// Keeps the records that a source has loaded, so that each file is read once. Safe to share between threads.
final class LoadedRecords: Sendable {
    private let source: RecordSource
    /// A path without a record was asked for and is none.
    private let known = Guarded<[RecordPath: Record?]>([:])

    /// Whose folder is whose, as far as it was looked up.
    private let owners = Guarded<[RecordPath: RecordPath]>([:])

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

    /// The record whose folder this is.
    func owner(ofFolder folder: String) -> RecordPath? {
        let key = RecordPath(walked: folder)
        if let known = owners.with({ $0[key] }) { return known }
        guard let owner = source.owner(folder) else { return nil }
        owners.with { $0[key] = owner }
        return owner
    }

    /// Looks up the owners of these folders in one question and loads them side by side, where somebody keeps account of them.
    func prepareOwners(ofFolders folders: [String]) {
        let missing = owners.with { known in folders.filter { known[RecordPath(walked: $0)] == nil } }
        guard !missing.isEmpty, let found = source.accounts?.owners(missing) else { return }
        owners.with { $0.merge(found) { first, _ in first } }
        _ = records(at: Array(Set(found.values)).sorted())
    }
}
