package import Git
package import Records

/// One file that a command wants to change: what it was when the command read it, and what it shall be.
package struct PlannedFile: Sendable {
    package let path: RecordPath
    /// nil when there was no file.
    package let before: [UInt8]?
    /// nil when the file goes.
    package let after: [UInt8]?
    /// Where these bytes lay before, for a file that moves; its problems are shown and known there.
    package let movedFrom: RecordPath?

    package init(path: RecordPath, before: [UInt8]?, after: [UInt8]?, movedFrom: RecordPath? = nil) {
        self.path = path
        self.before = before
        self.after = after
        self.movedFrom = movedFrom
    }
}

/// The folder as a command read it, and the commit that `HEAD` named just before: what others committed since then is
/// the difference of two trees, so that nothing has to be read twice.
package struct FolderSnapshot: Sendable {
    package let reading: FolderReading
    package let head: ObjectID?

    package init(_ folder: CRMFolder, _ repository: Repository) throws {
        head = try repository.head().commit
        reading = try FolderReading(folder)
    }
}

/// Why nothing was written. Files and commits are as they were.
package enum WriteFailure: Error, Sendable {
    /// The result would break rules; the problems that the change brings.
    case problems([Problem])
    /// A file is no longer what the command read: read again, and apply the change to the new text.
    case changedMeanwhile(RecordPath)
    case file(FileProblem)
    case git(any Error)
    case sync(SyncFailure)
    /// The machine failed behind the commit point, and would not let the change be taken back either: the next command that
    /// changes something finishes it.
    case unfinished
}
