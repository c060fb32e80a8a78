package import Git
package import Records

extension FolderNow {
    /// The records of a commit, read with the schemas of today: all of them, or those beneath one folder.
    package func records(in commit: ObjectID, beneath path: String = "") throws -> [Record] {
        var files: [(path: RecordPath, bytes: [UInt8])] = []
        for file in try repository.files(in: commit, below: RepositoryPath(path)) {
            guard file.entry.isFile, let path = RecordPath(file.path.string), path.text.hasSuffix(".yaml"),
                folder.kinds.kind(at: path) != nil
            else { continue }
            let bytes = try repository.blob(file.entry.id)
            if bytes.count <= RecordHistory.largestRecord { files.append((path, bytes)) }
        }
        return FolderReading(files: files, kinds: folder.kinds, checksSchema: false).records
            .sorted { $0.path < $1.path }
    }

    /// A record as it was in a commit: at its path of today, or wherever its id was then.
    package func record(_ record: Record, in commit: ObjectID) throws -> Record? {
        if let bytes = try repository.blob(at: RepositoryPath(record.path.text), in: commit),
            let old = self.record(record.path, bytes), record.id == nil || old.id == record.id
        {
            return old
        }
        guard let id = record.id else { return nil }
        let top = record.kind.location.fixedPrefix.joined(separator: "/")
        return try records(in: commit, beneath: top).first { $0.kind.key == record.kind.key && $0.id == id }
    }

    /// A record of a commit with all that lay in its folder, among the records of today that have nothing to do with it: these
    /// give the names that its references are shown with.
    ///
    /// - Parameter shown: what of the records of the commit may be shown.
    package func recordSet(
        around record: Record, in commit: ObjectID, shown: ([Record]) -> [Record] = { $0 }
    ) throws -> RecordSet {
        let owner = record.isFolder ? record.path.folder : record.parentFolder
        let top = owner ?? record.path.folder
        let past = try owner == nil ? [record] : shown(records(in: commit, beneath: top))
        let ids = Set(past.compactMap(\.id))
        var hidden: Set<RecordPath> = [record.path]
        if let owner {
            hidden.formUnion(records.children(ofFolder: owner).map(\.path))
            if let there = records.owner(ofFolder: owner) { hidden.insert(there.path) }
        }
        for id in ids { hidden.formUnion(records.records(id: id).map(\.path)) }
        return records.replacing(hidden, by: past)
    }
}
