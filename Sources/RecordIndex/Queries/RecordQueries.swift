import GRDB
package import Records

/// A record as the index knows it, for what needs no more than its names.
package struct IndexedRecord: Sendable {
    package let path: RecordPath
    /// Key of its kind.
    package let kind: String
    package let id: String?
    package let no: String?
    package let slug: String
    package let title: String
}

/// Every answer is sorted by path.
extension RecordIndex {
    package func everyPath() throws -> [RecordPath] {
        try paths("SELECT path FROM records ORDER BY path")
    }

    package func paths(ofKind kind: String) throws -> [RecordPath] {
        try paths("SELECT path FROM records WHERE kind = ? ORDER BY path", [kind])
    }

    /// All records with this id: one, unless something is wrong.
    package func paths(ofID id: String) throws -> [RecordPath] {
        try paths("SELECT path FROM records WHERE id = ? COLLATE NOCASE AND id = ? ORDER BY path", [id, id])
    }

    /// The records of a kind whose `no` this is.
    package func paths(ofNumber number: String, kind: String) throws -> [RecordPath] {
        try paths(
            "SELECT path FROM records WHERE no = ? COLLATE NOCASE AND no = ? AND +kind = ? ORDER BY path",
            [number, number, kind])
    }

    /// The records whose number this is or was, in any case of letters.
    package func paths(everNumbered number: String) throws -> [RecordPath] {
        try paths(
            """
            SELECT path FROM records WHERE no = ?1 COLLATE NOCASE UNION
            SELECT path FROM records JOIN formerly USING (num) WHERE formerly.no = ?1 COLLATE NOCASE ORDER BY path
            """, [number])
    }

    /// The numbers (`no`, `formerly`) that records of a kind bear or bore.
    package func numbers(ofKind kind: String) throws -> [String] {
        try read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT no FROM records WHERE kind = ?1 AND no IS NOT NULL UNION ALL
                    SELECT formerly.no FROM formerly JOIN records USING (num) WHERE kind = ?1
                    """, arguments: [kind])
        }
    }

    /// What lies in the folder of a record.
    package func children(ofFolder folder: String, kind: String? = nil) throws -> [RecordPath] {
        if let kind {
            return try paths("SELECT path FROM records WHERE parent = ? AND kind = ? ORDER BY path", [folder, kind])
        }
        return try paths("SELECT path FROM records WHERE parent = ? ORDER BY path", [folder])
    }

    /// The record whose folder this is.
    package func owner(ofFolder folder: String) throws -> RecordPath? {
        try paths("SELECT path FROM records WHERE folder = ? ORDER BY path", [folder]).last
    }

    /// The same for several folders at once, by folder.
    func owners(ofFolders folders: [String]) throws -> [RecordPath: RecordPath] {
        try read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT r.folder, r.path FROM json_each(?) AS f CROSS JOIN records AS r ON r.folder = f.value
                    ORDER BY r.path
                    """, arguments: [jsonList(folders)])
            var owners: [RecordPath: RecordPath] = [:]
            while let row = try rows.next() { owners[RecordPath(walked: row[0])] = RecordPath(walked: row[1]) }
            return owners
        }
    }

    /// For each of some ids, whether a record has it.
    func areIDs(_ ids: [String]) throws -> [Bool] {
        try read { db in
            try Bool.fetchAll(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM records AS r WHERE r.id = f.value COLLATE NOCASE AND r.id = f.value)
                    FROM json_each(?) AS f ORDER BY f.key
                    """, arguments: [jsonList(ids)])
        }
    }

    /// The records that name one of these ids.
    package func referrers(of ids: Set<String>) throws -> [RecordPath] {
        var found: Set<RecordPath> = []
        for id in ids {
            found.formUnion(
                try paths("SELECT DISTINCT path FROM refs JOIN records USING (num) WHERE target = ?", [id]))
        }
        return found.sorted()
    }

    /// The record in a file; nil when it is none.
    package func record(at path: RecordPath) throws -> IndexedRecord? {
        let (folder, name) = split(path.text)
        return try read { db in
            guard let num = try db.knownFolder(folder)?.file(name)?.num else { return nil }
            return try Row.fetchOne(
                db.cachedStatement(sql: "SELECT path, kind, id, no, slug, title FROM records WHERE num = ?"),
                arguments: [num]
            ).map { row in
                IndexedRecord(
                    path: RecordPath(walked: row["path"]), kind: row["kind"], id: row["id"], no: row["no"],
                    slug: row["slug"], title: row["title"])
            }
        }
    }

    /// How many records there are.
    package func count() throws -> Int {
        try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM records") ?? 0 }
    }

    func paths(_ sql: String, _ arguments: StatementArguments = []) throws -> [RecordPath] {
        try read { db in
            try String.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { RecordPath(walked: $0) }
        }
    }
}

/// Texts as one argument of a question, for `json_each`.
func jsonList(_ texts: [String]) -> String { RecordValue.list(texts.map { .text($0) }).json(indented: false) }
