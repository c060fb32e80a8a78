import GRDB
import LosslessYAML
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
        // In one go: the numbers of records are others after a rebuilding, which damage may bring about at any question.
        let (own, neighbours) = try read { db in
            let own = try Row.fetchAll(db, sql: "SELECT * FROM problems").compactMap { Problem(row: $0) }
            return (own, try Self.neighboursOfSuspects(db))
        }
        var problems = own
        if !neighbours.isEmpty {
            let unread = Set(own.map(\.path))
            // An id that could not be looked up must not be called unknown.
            var failure: (any Error)?
            problems += mutualProblems(
                of: load(neighbours, folder.kinds), folder.kinds, known: knownIDs(folder.kinds) { failure = $0 },
                isUnread: { unread.contains($0) })
            if let failure { throw failure }
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

    /// The records that a rule between records may have something to say about, and those that it needs for that: the same ids
    /// and numbers, parents, roles and who has them. Sorted by path.
    private static func neighboursOfSuspects(_ db: Database) throws -> [RecordPath] {
        let sql = """
            SELECT path FROM records WHERE num IN (SELECT num FROM suspects)
            UNION SELECT b.path FROM records AS a JOIN records AS b ON b.id = a.id COLLATE NOCASE AND b.id = a.id
                WHERE a.num IN (SELECT num FROM suspects WHERE rule = 'duplicate-id') AND b.id IS NOT NULL
            UNION SELECT b.path FROM records AS a JOIN records AS b ON b.no = a.no COLLATE NOCASE AND b.no = a.no
                WHERE a.num IN (SELECT num FROM suspects WHERE rule = 'duplicate-number') AND b.no IS NOT NULL
            UNION SELECT b.path FROM records AS a JOIN records AS b ON b.folder = a.parent
                WHERE a.num IN (SELECT num FROM suspects) AND b.folder IS NOT NULL
            UNION SELECT path FROM records WHERE kind IN ('settings', 'member')
            ORDER BY path
            """
        return try String.fetchAll(db, sql: sql).map { RecordPath(walked: $0) }
    }

    /// The records in these files as they are now; files that are gone or cannot be read are left out. Many are read side by side.
    package func load(_ paths: [RecordPath], _ kinds: KindSet) -> [Records.Record] {
        let threads = min(4, paths.count / 32)
        guard threads > 1 else { return loadAlone(paths, kinds) }
        let found = Shared([[Records.Record]?](repeating: nil, count: threads))
        let size = (paths.count + threads - 1) / threads
        onThreads(threads) { index in
            let records = self.loadAlone(paths.dropFirst(index * size).prefix(size), kinds)
            found.change { $0[index] = records }
        }.join()
        // A thread that could not be started has left its part undone.
        let parts = found.change { $0 }
        return parts.contains { $0 == nil } ? loadAlone(paths, kinds) : parts.flatMap { $0 ?? [] }
    }

    private func loadAlone(_ paths: some Sequence<RecordPath>, _ kinds: KindSet) -> [Records.Record] {
        var reader = YAMLReader()
        return paths.compactMap { path in
            guard let kind = kinds.kind(at: path),
                let bytes = try? readFile(root + "/" + path.text, limit: 1 << 24),
                let text = ParsedFile(path: path, bytes: bytes, reader: &reader).text
            else { return nil }
            return Records.Record(path: path, kind: kind, text: text)
        }
    }

    /// All ids of the repository.
    ///
    /// - Parameter failed: called when a question could not be answered, which then counts as a no.
    private func knownIDs(_ kinds: KindSet, failed: @escaping (any Error) -> Void) -> KnownIDs {
        func rows(_ sql: String, _ arguments: StatementArguments) -> [String] {
            do {
                return try read { try String.fetchAll($0.cachedStatement(sql: sql), arguments: arguments) }
            } catch {
                failed(error)
                return []
            }
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
