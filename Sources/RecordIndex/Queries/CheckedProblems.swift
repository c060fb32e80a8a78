import GRDB
package import Records

/// What is wrong in the repository, from the index and the few files that the rules between records need.
package struct IndexCheck: Sendable {
    /// Sorted as a person reads them.
    package let problems: [Problem]
    /// How many files were checked: records, and files that should be one.
    package let checked: Int
}

extension RecordIndex {
    /// The same problems as a `RepositoryCheck` of all files finds.
    package func check() throws -> IndexCheck {
        let folder = try folder()
        let (own, suspects) = try read { db in
            (
                try Row.fetchAll(db, sql: "SELECT * FROM problems").compactMap { Problem(row: $0) },
                try Int64.fetchAll(db, sql: "SELECT DISTINCT num FROM suspects")
            )
        }
        var problems = own
        if !suspects.isEmpty {
            let paths = try neighbourhood(ofRecords: suspects)
            let records = load(paths, folder.kinds)
            let unread = Set(own.map(\.path))
            problems += mutualProblems(
                of: records, folder.kinds, known: knownIDs(folder.kinds), isUnread: { unread.contains($0) })
        }
        let counted = try read { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT (SELECT count(*) FROM records) + (SELECT count(DISTINCT path) FROM problems
                    WHERE source <> ':settings' AND rule IN (\(unreadRules)))
                    """) ?? 0
        }
        return IndexCheck(problems: problems.sorted(by: Problem.inReadingOrder), checked: counted)
    }

    /// The files that were checked: records, and files that should be one.
    package func checkedPaths() throws -> [RecordPath] {
        try paths("SELECT path FROM records UNION SELECT path FROM problems WHERE source <> ':settings'")
    }

    /// The records that the rules between records could need to judge these: the same ids and numbers, parents.
    private func neighbourhood(ofRecords nums: [Int64]) throws -> [RecordPath] {
        var found: Set<RecordPath> = []
        for num in nums {
            found.formUnion(
                try paths(
                    """
                    SELECT path FROM records WHERE num = ?1
                    UNION SELECT b.path FROM records AS a JOIN records AS b ON b.id = a.id COLLATE NOCASE AND b.id = a.id
                        WHERE a.num = ?1 AND a.id IS NOT NULL AND b.id IS NOT NULL
                    UNION SELECT b.path FROM records AS a JOIN records AS b ON b.no = a.no COLLATE NOCASE AND b.no = a.no
                        WHERE a.num = ?1 AND a.no IS NOT NULL AND b.no IS NOT NULL
                    UNION SELECT b.path FROM records AS a JOIN records AS b ON b.folder = a.parent
                        WHERE a.num = ?1 AND b.folder IS NOT NULL
                    """, [num]))
        }
        return found.sorted()
    }

    /// The records in these files as they are now; files that are gone or cannot be read are left out.
    package func load(_ paths: [RecordPath], _ kinds: KindSet) -> [Records.Record] {
        paths.compactMap { path in
            guard let kind = kinds.kind(at: path),
                let bytes = try? readFile(root + "/" + path.text, limit: 1 << 24),
                let text = ParsedFile(path: path, bytes: bytes).text
            else { return nil }
            return Records.Record(path: path, kind: kind, text: text)
        }
    }

    /// All ids of the repository.
    package func knownIDs(_ kinds: KindSet) -> KnownIDs {
        func rows(_ sql: String, _ arguments: StatementArguments) -> [String] {
            (try? read { try String.fetchAll($0.cachedStatement(sql: sql), arguments: arguments) }) ?? []
        }
        return KnownIDs(
            holds: { id, kind in
                !rows(
                    "SELECT kind FROM records WHERE id = ? COLLATE NOCASE AND id = ? AND kind = ? LIMIT 1",
                    [id, id, kind]
                ).isEmpty
            },
            kindOfID: { id in
                rows(
                    "SELECT kind FROM records WHERE id = ? COLLATE NOCASE AND id = ? ORDER BY path DESC LIMIT 1",
                    [id, id]
                )
                .first.flatMap { kinds[$0] }
            },
            idsOfKind: { rows("SELECT id FROM records WHERE kind = ? AND id IS NOT NULL", [$0]) },
            idOfName: { name, kind in
                rows(
                    """
                    SELECT id FROM records WHERE kind = ?1 AND id IS NOT NULL AND (title = ?2 OR no = ?2)
                    ORDER BY path DESC LIMIT 1
                    """, [kind, name]
                ).first
            },
            kind: { key in
                rows("SELECT kind FROM records WHERE kind = ? LIMIT 1", [key]).first.flatMap { kinds[$0] }
            })
    }
}

/// The rules whose breach means that a file is no record, as a list for `IN`.
let unreadRules = Rule.unread.map { "'\($0.rawValue)'" }.joined(separator: ",")
