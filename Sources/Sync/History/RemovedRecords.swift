package import Git
package import Records

/// A record that is gone, as it last was.
package struct RemovedRecord: Sendable {
    package let record: Record
    /// The commit that removed it; nil when that is not committed.
    package let commit: CommitInfo?
    /// The last commit that has it.
    package let last: ObjectID
}

extension FolderNow {
    /// The records that a history has removed and that are not there now, the latest removal first, each once.
    ///
    /// - Parameters:
    ///   - id: only the record of this id; the search ends when it is found.
    ///   - limit: at most so many.
    package func removedRecords(id: String? = nil, limit: Int = 20_000) throws -> [RemovedRecord] {
        guard let head = try repository.head().commit else { return [] }
        var found: [RemovedRecord] = []
        var seen = Set(records.all.compactMap(\.id).map { ByteKey($0) })
        func take(_ path: RepositoryPath, _ old: TreeEntry?, _ commit: ObjectID?, _ last: ObjectID) throws {
            guard let old, old.isFile, let path = RecordPath(path.string), path.text.hasSuffix(".yaml"),
                let kind = folder.kinds.kind(at: path), kind.identity != .none
            else { return }
            let bytes = try repository.blob(old.id)
            guard bytes.count <= RecordHistory.largestRecord, let record = record(path, bytes), let key = record.id,
                id.map({ $0.utf8.elementsEqual(key.utf8) }) ?? true, seen.insert(ByteKey(key)).inserted
            else { return }
            found.append(
                RemovedRecord(record: record, commit: try commit.map { try repository.commit($0) }, last: last))
        }
        for file in try repository.status(includeUntracked: false)
        where file.unstaged == .deleted || file.staged == .deleted {
            try take(file.path, try repository.entry(at: file.path, in: head), nil, head)
        }
        try repository.walk(from: [head]) { commit in
            guard found.count < (id == nil ? limit : 1) else { return false }
            let parents = try repository.parents(of: commit)
            guard let parent = parents.first else { return true }
            let changes =
                parents.count == 1
                ? try repository.changes(from: parent, to: commit) : try repository.changes(in: commit).changes
            // A file that another record took the place of is looked at only for a certain record: most are mere edits.
            for change in changes where change.new == nil || (id != nil && change.old != nil) {
                try take(change.path, change.old, commit, parent)
            }
            return true
        }
        return found
    }
}
