import GRDB
import Records

/// What a person is shown, as SQL: views of this connection that stand before the tables of the same names, so that every question
/// asked of `records` is answered from those that are seen, as they are seen. Questions of the index itself say `main.records`.
///
/// `own_0`, `own_1` … hold the numbers of the records that concern one set of people.
struct SightTables {
    private let sight: Sight
    private let kinds: KindSet
    /// The sets of people that a way to see is limited to.
    private let people: [Set<String>]

    init(_ sight: Sight, _ kinds: KindSet) {
        self.sight = sight
        self.kinds = kinds
        var people: [Set<String>] = []
        for owners in kinds.kinds.flatMap({ sight.views(ofKind: $0.key) }).compactMap(\.owners)
        where !people.contains(owners) {
            people.append(owners)
        }
        self.people = people
    }

    /// The names of the views, in the order in which they can be made.
    static let views = ["records", "documents", "names", "texts", "formerly", "refs", "steps", "derived"]

    func make(_ db: Database) throws {
        for (index, owners) in people.enumerated() { try makeOwn(db, index, owners.sorted()) }
        db.add(function: showing)
        try db.execute(sql: recordsView)
        try db.execute(sql: documentsView)
        for name in ["names", "texts", "formerly", "steps"] {
            try db.execute(
                sql: """
                    CREATE TEMP VIEW \(name) AS SELECT t.* FROM main.\(name) AS t
                    WHERE EXISTS (SELECT 1 FROM temp.records AS v WHERE v.num = t.num)
                    """)
        }
        try db.execute(sql: refsView)
        try db.execute(sql: derivedView)
    }

    func remove(_ db: Database) throws {
        for name in Self.views.reversed() { try db.execute(sql: "DROP VIEW IF EXISTS temp.\(name)") }
        for index in people.indices { try db.execute(sql: "DROP TABLE IF EXISTS temp.own_\(index)") }
    }

    /// What concerns these people: what names them, and what lies in the folder of a record that they own.
    private func makeOwn(_ db: Database, _ index: Int, _ owners: [String]) throws {
        try db.execute(sql: "CREATE TEMP TABLE own_\(index) (num INTEGER PRIMARY KEY)")
        let marks = Array(repeating: "?", count: owners.count).joined(separator: ",")
        let places = Record.concerns.map { "'\($0)'" }.joined(separator: ",")
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO temp.own_\(index) SELECT r.num FROM main.refs AS f JOIN main.records AS r USING (num)
                    WHERE f.target IN (\(marks)) AND f.field IN (\(places)) AND (f.field NOT LIKE '%.%' OR r.kind = 'follow-up')
                """, arguments: StatementArguments(owners))
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO temp.own_\(index) SELECT b.num FROM main.refs AS f JOIN main.records AS a USING (num)
                    JOIN main.records AS b ON b.parent = a.folder WHERE f.target IN (\(marks)) AND f.field = 'owner'
                """, arguments: StatementArguments(owners))
    }

    // MARK: - Records

    private var recordsView: String {
        """
        CREATE TEMP VIEW records AS SELECT r.num, r.path, r.kind, \(column("id", of: [])), \(column("no", of: ["no"])), r.slug,
            \(titleColumn), r.folder, r.parent, \(column("owner", of: ["owner", "by"])), \(column("contact_day", of: ["at"])),
            \(column("open_amount", of: ["amount"])), \(column("won_amount", of: ["amount"])),
            \(IndexSchema.fieldColumns.map { column($0, of: [$0]) }.joined(separator: ", "))
        FROM main.records AS r WHERE \(isSeen)
        """
    }

    private var documentsView: String {
        """
        CREATE TEMP VIEW documents AS SELECT r.num AS num, \(jsonColumn) AS json
        FROM main.records AS r JOIN main.documents AS d ON d.num = r.num WHERE \(isSeen)
        """
    }

    private var isSeen: String {
        let whole = kinds.kinds.filter { kind in sight.views(ofKind: kind.key).contains { $0.owners == nil } }
        let some = kinds.kinds.filter { kind in
            let views = sight.views(ofKind: kind.key)
            return !views.isEmpty && !views.contains { $0.owners == nil }
        }
        let parts =
            ["r.kind IN (" + whole.map { text($0.key) }.joined(separator: ",") + ")"]
            + some.map { kind in
                "r.kind = \(text(kind.key)) AND ("
                    + sight.views(ofKind: kind.key).map { applies($0, "r.num") }.joined(separator: " OR ") + ")"
            }
        return parts.joined(separator: " OR ")
    }

    /// Whether a way to see applies to a record.
    private func applies(_ view: Sight.View, _ num: String) -> String {
        guard let owners = view.owners, let index = people.firstIndex(of: owners) else { return "1" }
        return "EXISTS (SELECT 1 FROM temp.own_\(index) AS o WHERE o.num = \(num))"
    }

    /// Kinds of which some records show less than all.
    private var limited: [Kind] {
        kinds.kinds.filter { sight.limitsFields(ofKind: $0.key) }
    }

    /// A column that is made of fields; absent where one of them is not seen.
    private func column(_ name: String, of fields: [String]) -> String {
        let cases = limited.compactMap { kind -> String? in
            let own = fields.filter { kind.field($0) != nil }
            if own.isEmpty { return nil }
            return whenSeen(own.map { [$0] }, of: kind, "r.num").map {
                " WHEN r.kind = \(text(kind.key)) AND NOT (\($0)) THEN NULL"
            }
        }
        return (cases.isEmpty ? "r.\(name)" : "CASE\(cases.joined()) ELSE r.\(name) END") + " AS \(name)"
    }

    /// What a record is called after a field that is not seen is called by its place.
    private var titleColumn: String {
        let cases = limited.compactMap { kind -> String? in
            whenSeen(kind.titleFields.map { [$0] }, of: kind, "r.num").map {
                " WHEN r.kind = \(text(kind.key)) AND NOT (\($0)) THEN r.slug"
            }
        }
        return (cases.isEmpty ? "r.title" : "CASE\(cases.joined()) ELSE r.title END") + " AS title"
    }

    /// The condition that all these places of a record are seen; nil when it always holds.
    private func whenSeen(_ places: [[String]], of kind: Kind, _ num: String) -> String? {
        let views = sight.views(ofKind: kind.key)
        let conditions = places.compactMap { place -> String? in
            let showing = views.filter { $0.shows(place) }
            if showing.contains(where: { $0.owners == nil }) { return nil }
            return showing.isEmpty ? "0" : "(" + showing.map { applies($0, num) }.joined(separator: " OR ") + ")"
        }
        return conditions.isEmpty ? nil : conditions.joined(separator: " AND ")
    }

    private var jsonColumn: String {
        let cases = limited.map { kind in
            let bits = sight.views(ofKind: kind.key).enumerated().map { index, view in
                "(\(applies(view, "r.num"))) * \(1 << min(index, 60))"
            }
            return " WHEN r.kind = \(text(kind.key)) THEN crm_shown(r.kind, \(bits.joined(separator: " + ")), d.json)"
        }
        return cases.isEmpty ? "d.json" : "CASE\(cases.joined()) ELSE d.json END"
    }

    /// `crm_shown(kind, ways, json)`: the fields that one of the ways to see shows.
    private var showing: DatabaseFunction {
        let sight = sight
        return DatabaseFunction("crm_shown", argumentCount: 3, pure: true) { values in
            guard let kind = String.fromDatabaseValue(values[0]), let bits = Int.fromDatabaseValue(values[1]),
                let json = String.fromDatabaseValue(values[2])
            else { return nil }
            let views = sight.views(ofKind: kind).enumerated().filter { bits & (1 << min($0.offset, 60)) != 0 }
                .map(\.element)
            let isWhole = views.contains(where: \.isWhole)
            if isWhole, kind != Sight.conflict { return json }
            var shown = RecordValue(json: json)
            if !isWhole { shown = shown?.showing([]) { names in views.contains { $0.shows(names) } } }
            if kind == Sight.conflict { shown = shown.map { sight.seen(conflict: $0) } }
            return shown?.json(indented: false) ?? "{}"
        }
    }

    // MARK: - What belongs to records

    /// Without the fields that nobody shows: a reference in one of them would tell its value.
    private var refsView: String {
        let cases = limited.flatMap { kind in
            Self.places(kind.fields, []).compactMap { place -> String? in
                whenSeen([place], of: kind, "t.num").map {
                    " AND NOT (v.kind = \(text(kind.key)) AND t.field = \(text(place.joined(separator: "."))) AND NOT (\($0)))"
                }
            }
        }
        return """
            CREATE TEMP VIEW refs AS SELECT t.* FROM main.refs AS t
            WHERE EXISTS (SELECT 1 FROM temp.records AS v WHERE v.num = t.num\(cases.joined()))
            """
    }

    /// Every place of a kind that refers to other records.
    private static func places(_ fields: [Field], _ names: [String]) -> [[String]] {
        fields.flatMap { field in
            (field.references.isEmpty ? [] : [names + [field.key]]) + places(field.fields, names + [field.key])
        }
    }

    /// What is worked out of follow-ups and deals is seen where these are: all of them, or those in the folders of one's own.
    private var derivedView: String {
        func when(_ kind: String, _ needs: [String]) -> String {
            let views = sight.views(ofKind: kind).filter { view in needs.allSatisfy { view.shows([$0]) } }
            if views.contains(where: { $0.owners == nil }) { return "1" }
            let conditions = views.map { view in
                let index = view.owners.flatMap { people.firstIndex(of: $0) } ?? 0
                return
                    "EXISTS (SELECT 1 FROM main.records AS c JOIN temp.own_\(index) AS o USING (num) WHERE c.folder = t.folder)"
            }
            return conditions.isEmpty ? "0" : conditions.joined(separator: " OR ")
        }
        let contacts = when("follow-up", ["at"])
        let steps = when("follow-up", ["at", "next"])
        let deals = when("deal", ["stage"])
        let amounts = when("deal", ["stage", "amount"])
        return """
            CREATE TEMP VIEW derived AS SELECT t.folder, CASE WHEN \(contacts) THEN t.last_follow_up END AS last_follow_up,
                CASE WHEN \(steps) THEN t.next_follow_up END AS next_follow_up,
                CASE WHEN \(contacts) THEN t.follow_ups END AS follow_ups,
                CASE WHEN \(deals) THEN t.open_deals END AS open_deals,
                CASE WHEN \(amounts) THEN t.open_amount END AS open_amount,
                CASE WHEN \(amounts) THEN t.won_amount END AS won_amount
            FROM main.derived AS t
            """
    }

    private func text(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
}
