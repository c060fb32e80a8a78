import Git
import Records

/// One record, or one other file, that a commit changed.
struct UndoSubject {
    struct Version {
        let path: RecordPath
        let bytes: [UInt8]
        /// nil for a file that is no record, or that cannot be read.
        let record: Record?
        /// It lies where records lie.
        let isRecordFile: Bool

        var title: String { record?.title ?? path.text }
    }

    /// nil for what is known by its path.
    let id: String?
    /// Before the commit; nil when it made the file.
    let old: Version?
    /// After the commit; nil when it removed the file.
    let new: Version?

    var isFolder: Bool { (new ?? old)?.record?.isFolder ?? false }

    /// What a commit changed, moved records paired by their id. Obstacles: what cannot be undone whatever happened since.
    static func subjects(
        of commit: CommitInfo, parent: ObjectID, now: FolderNow
    ) throws -> ([UndoSubject], [UndoObstacle]) {
        var obstacles: [UndoObstacle] = []
        var old: [Key: Version] = [:]
        var new: [Key: Version] = [:]
        var order: [Key] = []
        for change in try now.repository.changes(from: parent, to: commit.id) {
            guard let path = RecordPath(change.path.string), change.path.problem == nil,
                [change.old, change.new].allSatisfy({ $0?.isFile ?? true })
            else {
                obstacles.append(.unsupported(path: change.path.string))
                continue
            }
            if path.names.first == "schemas" {
                obstacles.append(.schema(path: path))
                continue
            }
            for (entry, isNew) in [(change.old, false), (change.new, true)] {
                guard let entry else { continue }
                let bytes = try now.repository.blob(entry.id)
                let record = now.record(path, bytes)
                let version = Version(
                    path: path, bytes: bytes, record: record, isRecordFile: now.folder.kinds.kind(at: path) != nil)
                var key: Key = record?.id.map { .id($0) } ?? .path(path)
                // Two files with one id are told apart by their paths.
                if isNew ? new[key] != nil : old[key] != nil { key = .path(path) }
                if old[key] == nil, new[key] == nil { order.append(key) }
                if isNew { new[key] = version } else { old[key] = version }
            }
        }
        let subjects = order.map { key in
            if case .id(let id) = key { return UndoSubject(id: id, old: old[key], new: new[key]) }
            return UndoSubject(id: nil, old: old[key], new: new[key])
        }
        return (subjects, obstacles)
    }

    private enum Key: Hashable {
        case id(String)
        case path(RecordPath)
    }
}
