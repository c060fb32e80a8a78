package import Git
import LosslessYAML
import RecordMerge
package import Records

/// Why an earlier version cannot be brought back. Nothing is changed then.
package enum RestoreObstacle: Error, Sendable {
    /// Something else lies where a file shall come back.
    case placeTaken(path: RecordPath)
    /// The record, now or then, is no mapping of fields that pieces can be taken from.
    case unreadable(path: RecordPath)
}

extension FolderNow {
    /// Brings a removed record back: into the folder of its customer under its present name; a customer with everything that lay
    /// in its folder and is not elsewhere now.
    ///
    /// - Throws: `RestoreObstacle`, `GitError`, `FileProblem`.
    package func planReturn(of record: Record, from commit: ObjectID) throws -> [PlannedFile] {
        var wanted: [(path: RecordPath, bytes: [UInt8])] = []
        if record.isFolder {
            for file in try repository.files(in: commit, below: RepositoryPath(record.path.folder)) {
                guard file.entry.isFile, file.path.problem == nil, let path = RecordPath(file.path.string) else {
                    continue
                }
                let bytes = try repository.blob(file.entry.id)
                // A record that lives on somewhere else is not doubled.
                let id = self.record(path, bytes)?.id
                if path != record.path, let id, records.record(id: id) != nil { continue }
                wanted.append((path, bytes))
            }
        } else {
            var path = record.path
            if let owner = try owner(of: path, in: commit), let present = records.record(id: owner.id)?.path.folder {
                path = RecordPath(present + record.path.text.dropFirst(owner.folder.count)) ?? path
            }
            wanted.append((path, record.tree.bytes))
        }
        var files: [PlannedFile] = []
        for file in wanted {
            if try isBlocked(file.path) { throw RestoreObstacle.placeTaken(path: file.path) }
            let present = try bytes(file.path)
            if let present, present != file.bytes { throw RestoreObstacle.placeTaken(path: file.path) }
            if present == nil { files.append(PlannedFile(path: file.path, before: nil, after: file.bytes)) }
        }
        return files
    }

    /// Brings single fields of a record back as they stood in an older version, with their comments; a field that the older
    /// version does not have is removed.
    ///
    /// - Parameter keys: top-level keys, each with the version to take it from.
    /// - Throws: `RestoreObstacle.unreadable`.
    package func textRestoring(_ keys: [(key: String, from: Record)], in record: Record) throws -> [UInt8] {
        var bytes = record.tree.bytes
        for (key, old) in keys {
            guard
                let text = takeField(key, from: old.tree.bytes, into: bytes, schema: RecordSchema(record.kind))
            else {
                throw RestoreObstacle.unreadable(path: record.path)
            }
            bytes = text
        }
        return bytes
    }
}

extension Record {
    /// The text of its file.
    package var bytes: [UInt8] { tree.bytes }
}
