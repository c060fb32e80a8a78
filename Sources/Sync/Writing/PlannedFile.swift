package import Records

/// One file that a command wants to change: what it was when the command read it, and what it shall be.
package struct PlannedFile: Sendable {
    package let path: RecordPath
    /// nil when there was no file.
    package let before: [UInt8]?
    /// nil when the file goes.
    package let after: [UInt8]?

    package init(path: RecordPath, before: [UInt8]?, after: [UInt8]?) {
        self.path = path
        self.before = before
        self.after = after
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
}
