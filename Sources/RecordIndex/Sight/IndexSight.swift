import GRDB
package import Records

extension RecordIndex {
    /// Records as this index may show them: all of them, or what its ``sight`` leaves.
    func seen(_ records: [Records.Record]) -> [Records.Record] {
        guard sight != nil else { return records }
        return seen(records) { folder in try self.read { try Self.ownerOfHolder(folder, $0) } }
    }

    /// The same within a question.
    func seen(_ records: [Records.Record], _ db: Database) -> [Records.Record] {
        seen(records) { try Self.ownerOfHolder($0, db) }
    }

    private func seen(_ records: [Records.Record], holder: (String) throws -> String?) -> [Records.Record] {
        guard let sight else { return records }
        var holders: [String: String?] = [:]
        return records.compactMap { record in
            guard let folder = record.parentFolder else { return sight.seen(record, holder: nil) }
            if holders[folder] == nil {
                // Whose it is cannot be known: then it is not mine.
                do { holders[folder] = .some(try holder(folder)) } catch { holders[folder] = .some(nil) }
            }
            return sight.seen(record, holder: holders[folder] ?? nil)
        }
    }

    /// Whose the record is in whose folder others lie, seen or not.
    private static func ownerOfHolder(_ folder: String, _ db: Database) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(
                sql: "SELECT owner FROM main.records WHERE folder = ? AND folder IS NOT NULL ORDER BY path DESC LIMIT 1"
            ),
            arguments: [folder])
    }

    /// Whether a file may be spoken of: it holds a record that is seen, or none, and lies in no folder of a record that is not seen.
    package func mayName(_ path: RecordPath) throws -> Bool {
        guard let sight else { return true }
        let kind = try read { db in
            try String.fetchOne(db, sql: "SELECT kind FROM main.records WHERE path = ?", arguments: [path.text])
        }
        let isShown = try read { db in
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM records WHERE path = ?)", arguments: [path.text]) ?? false
        }
        if kind != nil { return isShown }
        // What cannot be read as a record belongs to whoever owns the folder.
        var folder = path.folder
        while !folder.isEmpty {
            let seen = try read { db in
                try Bool.fetchOne(
                    db,
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM records AS v WHERE v.num = r.num) FROM main.records AS r
                        WHERE r.folder = ?
                        """, arguments: [folder])
            }
            if let seen { return seen }
            folder = folder.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(folder[..<$0]) } ?? ""
        }
        // Whose it was, or is to be, nobody can say.
        return try self.folder().kinds.kind(at: path).map { sight.isWhole($0.key) } ?? true
    }
}
