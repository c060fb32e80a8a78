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

    /// What a file that reads as a record says. Complete, and not changed any more, once it is in an entry; a class, since counting
    /// references to all its texts at every hand takes more time than writing them.
    final class Content: @unchecked Sendable {
        let kind: String
        let id: String?
        let no: String?
        var formerly: [String] = []
        let slug: String
        let title: String
        let folder: String?
        let parent: String?
        let owner: String?
        var contactDay: String?
        var openAmount: String?
        var wonAmount: String?
        /// Of `IndexSchema.fieldColumns`, in that order.
        var fields: [String?] = []
        /// The record as JSON text, typed by its schema.
        let json: [UInt8]
        var references: [Reference] = []
        var steps: [Step] = []
        /// Folded for searching: all of it, and what people call the record.
        let text: [UInt8]
        let names: [UInt8]
        /// By which search orders what it found, in days since 1970.
        let day: Int?
        let isTop: Bool

        init(
            kind: String, id: String?, no: String?, slug: String, title: String, folder: String?, parent: String?,
            owner: String?, json: [UInt8], text: [UInt8], names: [UInt8], day: Int?, isTop: Bool
        ) {
            self.kind = kind
            self.id = id
            self.no = no
            self.slug = slug
            self.title = title
            self.folder = folder
            self.parent = parent
            self.owner = owner
            self.json = json
            self.text = text
            self.names = names
            self.day = day
            self.isTop = isTop
        }
    }

    let path: RecordPath
    /// nil for a file that cannot be read as a record.
    let content: Content?
    let problems: [Problem]

    init(path: RecordPath, content: Content? = nil, problems: [Problem]) {
        self.path = path
        self.content = content
        self.problems = problems
    }
}
