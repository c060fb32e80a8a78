import Records

/// Everything that the index keeps of one file. A class, since it is handed from thread to thread.
final class IndexEntry: Sendable {
    /// A place that names another record.
    struct Reference: Sendable, Hashable {
        /// Keys joined by dots, without the places in lists: `next.owner`.
        let field: String
        let target: String
        /// Kinds that may stand there, joined by commas.
        let kinds: String
    }

    /// Something that waits for somebody.
    struct Step: Sendable, Hashable {
        /// Raw value of `DueItem.Reason` in Rules: `next-step`.
        let reason: String
        let day: String?
        let owner: String?
        let action: String?
    }

    /// What a file that reads as a record says.
    struct Content: Sendable {
        var kind: String
        var id: String?
        var no: String?
        var formerly: [String] = []
        var slug: String
        var title: String
        var folder: String?
        var parent: String?
        var owner: String?
        var contactDay: String?
        var openAmount: String?
        var wonAmount: String?
        /// Of `IndexSchema.fieldColumns`, in that order.
        var fields: [String?] = []
        /// The record as JSON text, typed by its schema.
        var json: [UInt8]
        var references: [Reference] = []
        var steps: [Step] = []
        /// Folded for searching: all of it, and what people call the record.
        var text: [UInt8]
        var names: [UInt8]
        /// By which search orders what it found, in days since 1970.
        var day: Int?
        var isTop: Bool
    }

    let path: RecordPath
    /// nil for a file that cannot be read as a record.
    let content: Content?
    let problems: [Problem]

    init(path: RecordPath, content: consuming Content? = nil, problems: [Problem]) {
        self.path = path
        self.content = content
        self.problems = problems
    }
}
