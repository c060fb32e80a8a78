import GRDB
import Records

/// Which records the rules that time sets off have to look at: SQL answers, and no file is read.
extension RecordIndex {
    /// The records in which something is open that may wait for the members. The rules look at these few and decide.
    func openWork(_ question: WorkQuestion) throws -> [RecordPath] {
        // A contract is of interest some days before its end, what reminds from the day that it reminds.
        let day = """
            (s.day IS NULL OR s.day <= ?1
            OR s.reason = 'contract' AND s.day <= date(?1, '+' || coalesce(
                CAST(j.json ->> 'notice_days' AS INTEGER), ?2) || ' days')
            OR s.reason IN ('next-step', 'task')
                AND substr(coalesce(j.json ->> '$.next.remind_at', j.json ->> 'remind_at'), 1, 10) <= ?1)
            """
        var conditions = ["?2 IS NOT NULL"]
        var arguments: StatementArguments = [question.until?.description, question.contractNotice]
        if let owners = question.owners {
            let wanted = "IN (\(marks(owners.count, from: 3)))"
            // Who sees to a step: its own owner, else that of its record, who wrote it, or the customer's. First what the step
            // itself tells, so that only the records of the few that are left are looked into.
            conditions.append("(s.owner IS NULL OR s.owner \(wanted))")
            conditions.append(
                """
                (s.owner IS NOT NULL OR coalesce(r.owner,
                    (SELECT c.owner FROM records AS c WHERE c.folder = r.parent LIMIT 1)) \(wanted))
                """)
            arguments += StatementArguments(owners.sorted())
        }
        if question.until == nil {
            conditions.append("?1 IS NULL")
        } else {
            conditions.append("(s.day IS NULL OR s.day <= ?1 OR s.reason IN ('contract', 'next-step', 'task'))")
            conditions.append(day)
        }
        return try paths(
            """
            SELECT DISTINCT r.path FROM steps AS s CROSS JOIN records AS r ON r.num = s.num
                CROSS JOIN documents AS j ON j.num = r.num
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY r.path
            """, arguments)
    }

    /// What the rules about rhythms need to know of each customer.
    func customerStates(owners: Set<String>?, quietSince: CalendarDate?) throws -> [CustomerState] {
        // By owner where it is asked for, never by kind and then by owner.
        var conditions = [owners == nil ? "r.kind = 'customer'" : "+r.kind = 'customer'"]
        var arguments: StatementArguments = [quietSince?.description]
        if let owners {
            conditions.append(
                "r.num IN (SELECT num FROM refs WHERE target IN (\(marks(owners.count, from: 2))) AND field = 'owner')")
            arguments += StatementArguments(owners.sorted())
        }
        // The cheap question first: whoever was contacted since, and has no rhythm of its own, is of no interest.
        conditions.append(
            """
            (?1 IS NULL OR d.last_follow_up IS NULL OR d.last_follow_up <= ?1 OR r.grade = 'A'
                OR j.json ->> 'cadence_days' IS NOT NULL OR j.json ->> 'tags' LIKE '%frequency%'
                OR instr(j.json ->> 'tags', '频率') > 0 OR j.json ->> 'tags' LIKE '%cadence%')
            """)
        conditions.append("r.archived_on IS NULL")
        conditions.append("r.status IS NOT 'lost'")
        conditions.append("j.json ->> 'do_not_contact' IS NOT 1")
        let sql = """
            SELECT r.path, r.id, r.owner, r.grade, r.status,
                CAST(j.json ->> 'cadence_days' AS TEXT), j.json -> 'tags', j.json ->> 'first_contact',
                d.last_follow_up, d.next_follow_up,
                EXISTS (SELECT 1 FROM steps WHERE steps.parent = r.folder AND reason = 'next-step'),
                CASE WHEN r.grade = 'A' THEN (
                    SELECT max(CASE s.kind WHEN 'survey' THEN t.json ->> 'date' ELSE s.contact_day END)
                    FROM records AS s JOIN documents AS t ON t.num = s.num WHERE s.parent = r.folder AND (s.kind = 'survey'
                        OR s.kind = 'follow-up' AND instr(t.json, 'satisfaction') AND t.json ->> 'purpose' = 'satisfaction')) END,
                CASE WHEN r.grade = 'A' THEN (
                    SELECT min(t.json ->> 'closed_on') FROM records AS s JOIN documents AS t ON t.num = s.num
                    WHERE s.parent = r.folder AND s.kind = 'deal' AND s.stage IN ('won', 'after-sales')) END
            FROM records AS r CROSS JOIN documents AS j ON j.num = r.num LEFT JOIN derived AS d ON d.folder = r.folder
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY r.path
            """
        return try read { db in
            var states: [CustomerState] = []
            let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
            while let row = try rows.next() {
                var state = CustomerState(path: RecordPath(walked: row[0]))
                state.id = row[1]
                state.owner = row[2]
                state.grade = row[3]
                state.status = row[4]
                state.cadenceDays = (row[5] as String?).flatMap { Int($0) }
                let tags = (row[6] as String?).flatMap { RecordValue(json: $0) }
                state.tags = (tags?.items ?? []).compactMap(\.string)
                state.firstContact = (row[7] as String?).flatMap { CalendarDate($0) }
                state.lastContact = (row[8] as String?).flatMap { CalendarDate($0) }
                state.nextStep = (row[9] as String?).flatMap { CalendarDate($0) }
                state.hasOpenNextStep = row[10]
                state.lastSurvey = (row[11] as String?).flatMap { CalendarDate($0) }
                state.firstWon = (row[12] as String?).flatMap { CalendarDate($0) }
                states.append(state)
            }
            return states
        }
    }

    /// The latest follow-ups in each of some folders, the last one first.
    func lastContacts(inFolders folders: [String], count: Int) throws -> [RecordPath: [NotedContact]] {
        let sql = """
            SELECT r.parent, r.path, r.contact_day,
                CASE WHEN json_type(j.json, '$.deal') IN ('array', 'object') THEN NULL ELSE j.json ->> 'deal' END
            FROM json_each(?) AS f CROSS JOIN records AS r ON r.parent = f.value CROSS JOIN documents AS j ON j.num = r.num
            WHERE r.kind = 'follow-up' ORDER BY r.contact_day DESC, j.json ->> 'at' DESC, r.path DESC
            """
        return try read { db in
            var found: [RecordPath: [NotedContact]] = [:]
            let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: [jsonList(folders)])
            while let row = try rows.next() {
                let folder = RecordPath(walked: row[0])
                guard found[folder]?.count ?? 0 < count else { continue }
                found[folder, default: []].append(
                    NotedContact(
                        path: RecordPath(walked: row[1]), day: (row[2] as String?).flatMap { CalendarDate($0) },
                        deal: row[3]))
            }
            return found
        }
    }

    /// The follow-ups that count towards a goal, by day.
    func contacts(_ question: ContactCount) throws -> [CountedContact] {
        var conditions = ["kind = 'follow-up'", "parent IS NOT NULL", "contact_day IS NOT NULL"]
        var arguments: StatementArguments = []
        func add(_ condition: String, _ values: some Sequence<String>) {
            conditions.append(condition)
            arguments += StatementArguments(Array(values))
        }
        func places(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ",") }
        if let from = question.from { add("contact_day >= ?", [from.description]) }
        if let through = question.through { add("contact_day <= ?", [through.description]) }
        if let owners = question.owners {
            add(
                "num IN (SELECT num FROM main.refs WHERE target IN (\(places(owners.count))) AND field = 'by')",
                owners.sorted())
        }
        let document = FilterSQL.document(of: "records").text
        if !question.methods.isEmpty {
            add("\(document) ->> 'method' IN (\(places(question.methods.count)))", question.methods.sorted())
        }
        if !question.purposes.isEmpty {
            add("\(document) ->> 'purpose' IN (\(places(question.purposes.count)))", question.purposes.sorted())
        }
        return try read { db in
            try Row.fetchAll(
                db,
                // What counts towards a goal counts whoever looks.
                sql: "SELECT parent, contact_day FROM main.records WHERE \(conditions.joined(separator: " AND ")) "
                    + "ORDER BY contact_day, parent", arguments: arguments
            ).compactMap { row in
                CalendarDate(row[1] as String).map { CountedContact(folder: row[0], day: $0) }
            }
        }
    }

    /// Open deals whose customer has had no follow-up after a day.
    func quietDeals(owners: Set<String>?, since day: CalendarDate) throws -> [RecordPath] {
        let isQuiet = """
            (d.last_follow_up IS NULL OR d.last_follow_up <= ?1) AND +r.kind = 'deal'
                AND coalesce(r.stage, '') NOT IN ('won', 'after-sales', 'lost')
            """
        guard let owners else {
            return try paths(
                """
                SELECT r.path FROM records AS r LEFT JOIN derived AS d ON d.folder = r.parent
                WHERE r.kind = 'deal' AND \(isQuiet) ORDER BY r.path
                """, [day.description])
        }
        // Their own deals, and those without an owner of their customers: found by their paths, which begin with the customer's folder
        // (`0` is the sign behind `/`), so that none of the other records in it is looked at.
        return try paths(
            """
            WITH mine AS MATERIALIZED (
                SELECT num FROM refs WHERE target IN (\(marks(owners.count, from: 2))) AND field = 'owner')
            SELECT r.path FROM records AS r LEFT JOIN derived AS d ON d.folder = r.parent
                WHERE r.num IN mine AND \(isQuiet)
            UNION SELECT r.path FROM records AS c CROSS JOIN derived AS d ON d.folder = c.folder
                CROSS JOIN records AS r ON r.kind = 'deal' AND r.path > c.folder || '/' AND r.path < c.folder || '0'
                WHERE c.num IN mine AND c.folder IS NOT NULL AND d.open_deals > 0 AND \(isQuiet)
                    AND +r.parent = c.folder AND r.owner IS NULL
            ORDER BY 1
            """, StatementArguments([day.description] + owners.sorted()))
    }
}

/// `?3,?4,?5`.
private func marks(_ count: Int, from first: Int) -> String {
    (0..<count).map { "?\(first + $0)" }.joined(separator: ",")
}
