package import Records

/// A record that differs from its committed version.
package struct RecordChange: Sendable {
    /// What happened to the file.
    package enum Change: String, Sendable, Hashable { case added, changed, removed }

    package let path: RecordPath
    /// As committed; nil when new, or when the committed text is not readable.
    package let before: Record?
    /// As the file is now; nil when removed.
    package let after: Record?
    /// What people call the record in whose folder this one lies: the customer. nil elsewhere.
    package let parent: String?

    package init(path: RecordPath, before: Record?, after: Record?, parent: String? = nil) {
        self.path = path
        self.before = before
        self.after = after
        self.parent = parent
    }

    package var change: Change {
        after == nil ? .removed : before == nil ? .added : .changed
    }

    package var record: Record? { after ?? before }
}

/// A changed file that is no record: an attachment, a schema, a README.
package struct FileChange: Sendable {
    package let path: RecordPath
    package let change: RecordChange.Change
    /// What people call the record in whose folder it lies.
    package let parent: String?

    package init(path: RecordPath, change: RecordChange.Change, parent: String? = nil) {
        self.path = path
        self.change = change
        self.parent = parent
    }
}
