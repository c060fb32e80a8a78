package import Git
package import Records

/// Who changed something after the operation that shall be undone.
package struct LaterChange: Sendable {
    /// nil: the edit is not committed.
    package let commit: CommitInfo?
    package let note: CommitNote
}

/// Why an operation cannot be undone: somebody has built on it since. Nothing is changed then.
package enum UndoObstacle: Sendable {
    /// Fields of a record were changed again.
    case fieldsChanged(title: String, fields: [(label: Text, by: LaterChange?)])
    /// The record that the operation changed is gone.
    case removed(title: String, by: LaterChange?)
    /// The record was moved again.
    case moved(title: String, to: RecordPath)
    /// The record that the operation made is referred to by others.
    case referenced(title: String, by: [String])
    /// Other files now lie in the folder of the record that the operation made.
    case holdsOthers(title: String, files: [String])
    /// The record that the operation removed has a new version, or another file lies in its place.
    case placeTaken(path: RecordPath)
    /// A file that is no record was changed again.
    case fileChanged(path: RecordPath)
    /// One of the versions of the record cannot be read.
    case unreadable(path: RecordPath)
    /// A link, a submodule, or a path that must not be written.
    case unsupported(path: String)
    /// The operation changed schemas; what is written after them would not fit.
    case schema(path: RecordPath)
}
