import GRDB
package import Records

/// A change of one field, read from a commit.
package struct HistoryEvent: Sendable, Hashable {
    package var commit: String
    /// When, in the offset of the author: `2026-11-03T09:30:00+08:00`.
    package var time: String
    /// `Name <address>`
    package var author: String
    /// Id of the member of the team who that is; nil for somebody else.
    package var member: String?
    /// nil for a record without an id.
    package var recordID: String?
    package var path: RecordPath
    /// Key of the field; empty for a record that came or went as a whole.
    package var field: String
    /// JSON text of the values; nil where there was or is none.
    package var old: String?
    package var new: String?
    /// What did it (`CRM-Operation`), where the commit says so.
    package var operation: String?
    package var reason: String?

    package init(
        commit: String, time: String, author: String, member: String?, recordID: String?, path: RecordPath,
        field: String, old: String?,
        new: String?, operation: String?, reason: String?
    ) {
        self.commit = commit
        self.time = time
        self.author = author
        self.member = member
        self.recordID = recordID
        self.path = path
        self.field = field
        self.old = old
        self.new = new
        self.operation = operation
        self.reason = reason
    }
}

extension RecordIndex {
    /// The commit up to which the history is in the index; nil when none of it is.
    package func historyHead() throws -> String? {
        try read { try String.fetchOne($0, sql: "SELECT value FROM meta WHERE name = 'history_head'") }
    }

    /// Adds the events of the commits after ``historyHead()`` up to `head`, oldest first, all or none of them.
    ///
    /// - Parameter head: from now on the history head.
    /// - Parameter replacing: true after the history was rewritten: what was there goes.
    package func appendHistory(_ events: [HistoryEvent], head: String, replacing: Bool = false) throws {
        try write { db in
            if replacing { try db.execute(sql: "DELETE FROM events; DELETE FROM touched") }
            let insert = try RowStatement(
                db,
                """
                INSERT INTO events (commit_id, at, author, member, record_id, path, field, old, new, operation, reason)
                VALUES (?,?,?,?,?,?,?,?,?,?,?)
                """)
            let touch = try RowStatement(db, "INSERT OR REPLACE INTO touched VALUES (?,?,?)")
            for event in events {
                insert.bind(event.commit)
                insert.bind(event.time)
                insert.bind(event.author)
                insert.bind(event.member)
                insert.bind(event.recordID)
                insert.bind(event.path.text)
                insert.bind(event.field)
                insert.bind(event.old)
                insert.bind(event.new)
                insert.bind(event.operation)
                insert.bind(event.reason)
                try insert.run()
                guard let id = event.recordID else { continue }
                touch.bind(id)
                touch.bind(event.time)
                touch.bind(event.member)
                try touch.run()
            }
            try db.execute(
                sql: "INSERT OR REPLACE INTO meta VALUES ('history_head', ?)", arguments: [head])
        }
    }

    /// The events of a record, or of all, oldest first.
    package func history(ofID id: String? = nil) throws -> [HistoryEvent] {
        try read { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM events WHERE ?1 IS NULL OR record_id = ?1 ORDER BY num", arguments: [id])
            return rows.map { row in
                HistoryEvent(
                    commit: row["commit_id"], time: row["at"], author: row["author"], member: row["member"],
                    recordID: row["record_id"],
                    path: RecordPath(walked: row["path"]), field: row["field"], old: row["old"], new: row["new"],
                    operation: row["operation"], reason: row["reason"])
            }
        }
    }
}
