package import Git
import RecordIndex
import Records

/// The ledger of the branch that everybody shares, at one of its commits. It follows the branch: what a push has changed is noted when
/// the next one comes, so that only commits that were taken are ever in it.
package struct BranchLedger {
    let ledger: RecordLedger

    /// Brings the ledger of a repository to a commit: from the changes since it was written, or by reading all records.
    ///
    /// - Throws: `GitError`; errors of the database.
    package init(_ repository: Repository, at commit: ObjectID) throws {
        let folder = repository.gitFolder + "/crm"
        do {
            try self.init(repository, at: commit, in: folder)
        } catch  where RecordLedger.isDamage(error) {
            RecordLedger.remove(folder)
            try self.init(repository, at: commit, in: folder)
        }
    }

    private init(_ repository: Repository, at commit: ObjectID, in folder: String) throws {
        ledger = try RecordLedger(folder: folder)
        let kinds = try schemaFolder(repository, commit).kinds
        let schemas = try repository.entry(at: RepositoryPath("schemas"), in: commit)?.id.hex ?? "-"
        let state = "\(commit.hex) \(schemas)"
        let old = try ledger.state()
        if old == state { return }
        let reader = RecordReader(repository, kinds: kinds)
        let parts = old?.split(separator: " ") ?? []
        if parts.count == 2, parts[1] == schemas, let earlier = ObjectID(hex: parts[0]),
            try repository.commit(named: earlier.hex) != nil
        {
            let changes = try repository.changes(from: earlier, to: commit)
            var entries: [RecordLedger.Entry] = []
            for change in changes {
                if let record = try reader.record(change.path, change.new) { entries.append(.init(record)) }
            }
            try ledger.note(
                entries, instead: changes.compactMap { RecordPath($0.path.string) }, state: state)
            return
        }
        var entries: [RecordLedger.Entry] = []
        var files = try repository.files(in: commit)[...]
        while !files.isEmpty {
            // A reader keeps what it has read: one for a part at a time.
            let reader = RecordReader(repository, kinds: kinds)
            for file in files.prefix(1000) {
                if let record = try reader.record(file.path, file.entry) { entries.append(.init(record)) }
            }
            files = files.dropFirst(1000)
        }
        try ledger.note(entries, instead: nil, state: state)
    }

    /// How many records the commit has.
    package func count() throws -> Int { try ledger.count() }
}
