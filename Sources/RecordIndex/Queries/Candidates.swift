import GRDB
package import Records

extension RecordIndex {
    /// Every record that a person may mean by an id, number, path, name, or part of one.
    package func candidates(_ typed: String, kinds: Set<String>?) throws -> [RecordPath] {
        let wanted = typed.lowercased()
        let exact = try paths(
            """
            SELECT path FROM records WHERE id = ?1 COLLATE NOCASE UNION
            SELECT path FROM records WHERE no = ?1 COLLATE NOCASE UNION
            SELECT path FROM records JOIN formerly USING (num) WHERE formerly.no = ?1 COLLATE NOCASE
            ORDER BY path
            """, [wanted])
        if !exact.isEmpty { return exact }
        return try paths(
            """
            SELECT path FROM records WHERE instr(lower(title), ?1) OR instr(lower(slug), ?1) OR instr(lower(path), ?1)
                OR instr(lower(id), ?1) OR instr(lower(no), ?1) OR instr(lower(json ->> 'short_name'), ?1)
            ORDER BY path
            """, [wanted])
    }

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
                sql: """
                    SELECT EXISTS (SELECT 1 FROM problems WHERE path = ?1)
                        AND NOT EXISTS (SELECT 1 FROM records WHERE path = ?1)
                    """, arguments: [path.text]) ?? false
        }
    }
}
