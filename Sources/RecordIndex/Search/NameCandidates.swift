import GRDB
package import Records

extension RecordIndex {
    /// Every record that a person may mean by what was typed, best tier first, then by path; by pinyin only where nothing else answers.
    /// `RecordFinder` chooses among them.
    ///
    /// - Parameters:
    ///   - kinds: keys of the kinds that may be meant; nil for all.
    ///   - limit: how many are answered at most; what is too vague for one record need not be listed in full.
    package func candidates(_ typed: String, kinds: Set<String>? = nil, limit: Int = 500) throws -> [RecordPath] {
        guard let query = NameQuery(typed) else { return [] }
        return try read { db in
            let exact = try Self.exactPaths(db, typed, kinds)
            if !exact.isEmpty { return exact }
            var found = try Self.nums(db, kinds) { names, isFolder in query.tier(of: names, isFolder: isFolder) }
            if let path = RecordPath(typed),
                let num = try Int.fetchOne(
                    db, sql: "SELECT num FROM records WHERE path = ? COLLATE NOCASE", arguments: [path.text])
            {
                found.append((tier: .path, num: num))
            }
            if found.isEmpty, query.hasSound {
                found = try Self.nums(db, kinds) { names, isFolder in query.soundTier(of: names, isFolder: isFolder) }
            }
            found.sort { ($0.tier, $0.num) < ($1.tier, $1.num) }
            let statement = try db.cachedStatement(sql: "SELECT path FROM records WHERE num = ?")
            var paths: [(tier: NameTier, path: RecordPath)] = []
            for (tier, num) in found.prefix(limit) {
                guard let path = try String.fetchOne(statement, arguments: [num]) else { continue }
                paths.append((tier, RecordPath(walked: path)))
            }
            return paths.sorted { ($0.tier, $0.path) < ($1.tier, $1.path) }.map(\.path)
        }
    }

    /// The records whose id or number, present or past, this is, in any case of letters.
    func paths(named typed: String, kinds: Set<String>?) throws -> [RecordPath] {
        try read { try Self.exactPaths($0, typed, kinds) }
    }

    /// What an id or a number names needs no search.
    private static func exactPaths(_ db: Database, _ typed: String, _ kinds: Set<String>?) throws -> [RecordPath] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT path, kind FROM records WHERE id = ?1 COLLATE NOCASE UNION
                SELECT path, kind FROM records WHERE no = ?1 COLLATE NOCASE UNION
                SELECT path, kind FROM records JOIN formerly USING (num) WHERE formerly.no = ?1 COLLATE NOCASE
                ORDER BY path
                """, arguments: [typed]
        ).filter { kinds?.contains($0["kind"]) ?? true }.map { RecordPath(walked: $0["path"]) }
    }

    private static func nums(
        _ db: Database, _ kinds: Set<String>?, _ tier: (UnsafeRawBufferPointer, Bool) -> NameTier?
    ) throws -> [(tier: NameTier, num: Int)] {
        let wanted = try kinds.map { try numsOfKinds(db, $0) }
        let rows = try RowScan(db, "SELECT num, top, names FROM names ORDER BY num")
        var found: [(tier: NameTier, num: Int)] = []
        while try rows.next() {
            guard let tier = tier(rows.bytes(2), rows.number(1) == 1) else { continue }
            let num = rows.number(0)
            if wanted?.contains(num) ?? true { found.append((tier, num)) }
        }
        return found
    }

    static func numsOfKinds(_ db: Database, _ kinds: Set<String>) throws -> Set<Int> {
        var nums: Set<Int> = []
        for kind in kinds {
            try nums.formUnion(Int.fetchAll(db, sql: "SELECT num FROM records WHERE kind = ?", arguments: [kind]))
        }
        return nums
    }
}
