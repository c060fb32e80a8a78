package import Records

/// A record that differs from its committed version.
package struct RecordChange: Sendable {
    package enum Change: String, Sendable, Hashable { case added, changed, removed }

    package let path: RecordPath
    /// As committed; nil when new, or when the committed text is not readable.
    package let before: Record?
    /// As the file is now; nil when removed.
    package let after: Record?
    /// What people call the customer in whose folder the record lies; nil elsewhere, and for the customer itself.
    package let customer: String?

    package init(path: RecordPath, before: Record?, after: Record?, customer: String? = nil) {
        self.path = path
        self.before = before
        self.after = after
        self.customer = customer
    }

    package var change: Change {
        after == nil ? .removed : before == nil ? .added : .changed
    }

    package var record: Record? { after ?? before }
}
