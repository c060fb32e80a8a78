package import Records
package import Rules

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
