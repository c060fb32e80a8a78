import GRDB
package import Records

extension RecordIndex {
    /// What the records are called, for finding a near name.
    package func names(kinds: Set<String>?) throws -> [String] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT kind, title, slug FROM records").flatMap { row -> [String] in
                kinds?.contains(row["kind"]) ?? true ? [row["title"], row["slug"]] : []
            }
        }
    }

    /// A file that is there and cannot be read as a record.
    package func isUnread(_ path: RecordPath) throws -> Bool {
        try read { db in
            try Bool.fetchOne(
                db,
                sql: "SELECT EXISTS (SELECT 1 FROM problems WHERE path = ? AND rule IN (\(unreadRules)))",
                arguments: [path.text]) ?? false
        }
    }
}
