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

/// The records as a command planned from, and the commit that `HEAD` named just before.
package struct FolderSnapshot: Sendable {
    package let records: RecordSet
    package let head: ObjectID?
    /// The records as they are by now, for when others have committed since.
    let renewed: @Sendable () throws -> RecordSet

    /// - Parameters:
    ///   - head: read before the records.
    ///   - renewed: makes the set anew from the files as they are.
    package init(records: RecordSet, head: ObjectID?, renewed: @escaping @Sendable () throws -> RecordSet) {
        self.records = records
        self.head = head
        self.renewed = renewed
    }

    /// Reads the whole folder.
    package init(_ folder: CRMFolder, _ repository: Repository) throws {
        let head = try repository.head().commit
        let read: @Sendable () throws -> RecordSet = { RecordSet(try FolderReading(folder).records) }
        self.init(records: try read(), head: head, renewed: read)
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
