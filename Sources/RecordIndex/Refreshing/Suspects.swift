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
                INSERT INTO suspects SELECT num, 'duplicate-id' FROM records AS r JOIN (
                    SELECT id AS folded FROM records WHERE id IS NOT NULL GROUP BY id COLLATE NOCASE HAVING count(*) > 1
                ) ON r.id = folded COLLATE NOCASE
                WHERE EXISTS (SELECT 1 FROM records AS o WHERE o.id = r.id COLLATE NOCASE AND o.id = r.id AND o.num <> r.num);
                INSERT INTO suspects SELECT num, 'duplicate-number' FROM records AS r JOIN (
                    SELECT no AS folded FROM records WHERE no IS NOT NULL GROUP BY no COLLATE NOCASE HAVING count(*) > 1
                ) ON r.no = folded COLLATE NOCASE
                WHERE EXISTS (SELECT 1 FROM records AS o
                    WHERE o.no = r.no COLLATE NOCASE AND o.no = r.no AND +o.kind = r.kind AND o.num <> r.num);
                INSERT OR IGNORE INTO suspects SELECT num, 'dangling-reference' FROM refs JOIN (
                    SELECT target, kinds FROM (SELECT DISTINCT target, kinds FROM refs) AS r WHERE \(isDangling)
                ) USING (target, kinds);
                """)
        for kind in kinds.kinds { try judgeParents(db, kind, of: kinds.kinds.filter { $0.parent == kind.key }) }
    }

    /// The records of several kinds that should lie in the folder of one.
    private static func judgeParents(_ db: Database, _ parent: Kind, of children: [Kind]) throws {
        if children.isEmpty { return }
        let marks = children.map { _ in "?" }.joined(separator: ",")
        let (place, within) = Self.within(parent)
        // Each folder is looked at once, not each record in it.
        try db.execute(
            sql: """
                INSERT INTO suspects SELECT num, 'missing-parent' FROM records AS r
                WHERE r.parent IN (SELECT q FROM (SELECT DISTINCT parent AS q FROM records WHERE parent IS NOT NULL)
                    WHERE NOT EXISTS (SELECT 1 FROM records AS p WHERE p.folder = q AND p.kind = ?))
                AND +r.kind IN (\(marks))\(place)
                """,
            arguments: StatementArguments([parent.key] + children.map(\.key)) + within)
    }

    /// The condition that a row `r` of records lies where records of a kind lie, after an `AND`; nothing for everywhere.
    private static func within(_ parent: Kind) -> (String, StatementArguments) {
        let prefix = parent.location.fixedPrefix.joined(separator: "/")
        if prefix.isEmpty { return ("", []) }
        return (" AND (r.parent = ? OR r.parent >= ? AND r.parent < ?)", [prefix, prefix + "/", prefix + "0"])
    }

    /// Of a row `r` of refs: no record of these kinds has this id.
    private static let isDangling = """
        NOT EXISTS (SELECT 1 FROM records AS t WHERE t.id = r.target COLLATE NOCASE AND t.id = r.target
            AND instr(',' || r.kinds || ',', ',' || t.kind || ','))
        """

    /// The condition on a row `r` of records that it lacks its parent; nil for a kind that needs none.
    private static func orphan(_ kind: Kind, _ kinds: KindSet) -> (String, StatementArguments)? {
        guard let key = kind.parent, let parent = kinds[key] else { return nil }
        let (place, within) = within(parent)
        let missing = """
            r.kind = ? AND NOT EXISTS (SELECT 1 FROM records AS p WHERE p.folder = r.parent AND p.kind = ?)
            """
        return (missing + place, [kind.key, key] + within)
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
