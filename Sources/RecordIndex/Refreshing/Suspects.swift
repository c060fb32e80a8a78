import GRDB
import Records

/// Keeps the records that a rule between records may have something to say about. The rules themselves decide, on these few.
struct Suspects {
    private let db: Database
    private let kinds: KindSet

    init(_ db: Database, _ kinds: KindSet) {
        self.db = db
        self.kinds = kinds
    }

    /// All records, for an index built anew.
    static func judgeAll(_ db: Database, _ kinds: KindSet) throws {
        try db.execute(
            sql: """
                INSERT INTO suspects SELECT num, 'duplicate-id' FROM records
                WHERE id IN (SELECT id FROM records WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1);
                INSERT INTO suspects SELECT num, 'duplicate-number' FROM records
                WHERE no IS NOT NULL AND (kind, no) IN (
                    SELECT kind, no FROM records WHERE no IS NOT NULL GROUP BY kind, no HAVING count(*) > 1);
                INSERT OR IGNORE INTO suspects SELECT num, 'dangling-reference' FROM refs JOIN (
                    SELECT target, kinds FROM (SELECT DISTINCT target, kinds FROM refs) AS r WHERE \(isDangling)
                ) USING (target, kinds);
                """)
        for kind in kinds.kinds {
            guard let (condition, arguments) = orphan(kind, kinds) else { continue }
            try db.execute(
                sql: "INSERT INTO suspects SELECT num, 'missing-parent' FROM records AS r WHERE " + condition,
                arguments: arguments)
        }
    }

    /// Of a row `r` of refs: no record of these kinds has this id.
    private static let isDangling = """
        NOT EXISTS (SELECT 1 FROM records AS t WHERE t.id = r.target COLLATE NOCASE AND t.id = r.target
            AND instr(',' || r.kinds || ',', ',' || t.kind || ','))
        """

    /// The condition on a row `r` of records that it lacks its parent; nil for a kind that needs none.
    private static func orphan(_ kind: Kind, _ kinds: KindSet) -> (String, StatementArguments)? {
        guard let key = kind.parent, let parent = kinds[key] else { return nil }
        let prefix = parent.location.fixedPrefix.joined(separator: "/")
        let missing = """
            r.kind = ? AND NOT EXISTS (SELECT 1 FROM records AS p WHERE p.folder = r.parent AND p.kind = ?)
            """
        if prefix.isEmpty { return (missing, [kind.key, key]) }
        return (
            missing + " AND (r.parent = ? OR r.parent >= ? AND r.parent < ?)",
            [kind.key, key, prefix, prefix + "/", prefix + "0"]
        )
    }

    func judge(id: String) throws {
        let nums = try Int64.fetchAll(
            db.cachedStatement(sql: "SELECT num FROM records WHERE id = ? COLLATE NOCASE AND id = ?"),
            arguments: [id, id])
        for num in nums { try mark(num, .duplicateID, nums.count > 1) }
    }

    func judge(number: String, kind: String) throws {
        let nums = try Int64.fetchAll(
            db.cachedStatement(sql: "SELECT num FROM records WHERE no = ? COLLATE NOCASE AND no = ? AND +kind = ?"),
            arguments: [number, number, kind])
        for num in nums { try mark(num, .duplicateNumber, nums.count > 1) }
    }

    func referrers(of id: String) throws -> [Int64] {
        try Int64.fetchAll(db.cachedStatement(sql: "SELECT num FROM refs WHERE target = ?"), arguments: [id])
    }

    func judgeReferences(_ num: Int64) throws {
        let sql = "SELECT EXISTS (SELECT 1 FROM refs AS r WHERE r.num = ? AND \(Self.isDangling))"
        let found = try Bool.fetchOne(db.cachedStatement(sql: sql), arguments: [num]) ?? false
        try mark(num, .danglingReference, found)
    }

    func children(of folder: String) throws -> [Int64] {
        try Int64.fetchAll(db.cachedStatement(sql: "SELECT num FROM records WHERE parent = ?"), arguments: [folder])
    }

    func judgeParent(_ num: Int64) throws {
        let key = try String.fetchOne(
            db.cachedStatement(sql: "SELECT kind FROM records WHERE num = ?"), arguments: [num])
        guard let kind = key.flatMap({ kinds[$0] }), let (condition, arguments) = Self.orphan(kind, kinds) else {
            return
        }
        let sql = "SELECT EXISTS (SELECT 1 FROM records AS r WHERE r.num = ? AND \(condition))"
        let found = try Bool.fetchOne(
            db.cachedStatement(sql: sql), arguments: StatementArguments([num]) + arguments)
        try mark(num, .missingParent, found ?? false)
    }

    private func mark(_ num: Int64, _ rule: Rule, _ isSuspect: Bool) throws {
        let sql =
            isSuspect
            ? "INSERT OR IGNORE INTO suspects VALUES (?, ?)" : "DELETE FROM suspects WHERE num = ? AND rule = ?"
        try db.cachedStatement(sql: sql).execute(arguments: [num, rule.rawValue])
    }
}
