import GRDB
import Records

/// Turns a filter into a condition of SQL over the tables of the index. Every condition is true or not; absence is never unknown.
struct FilterSQL {
    let db: Database
    let surroundings: FilterSurroundings
    private var rows = 0

    init(_ db: Database, _ surroundings: FilterSurroundings) {
        self.db = db
        self.surroundings = surroundings
    }

    /// The condition that a row of `records`, called `row`, fulfils the filter.
    mutating func condition(_ node: FilterNode, of row: String) throws -> SQLText {
        switch node {
        case .all(let nodes):
            return SQLText.joined(try nodes.map { try condition($0, of: row) }, by: "AND")
        case .any(let nodes):
            return SQLText.joined(try nodes.map { try condition($0, of: row) }, by: "OR")
        case .not(let node):
            return "NOT coalesce(" + (try condition(node, of: row)) + ",0)"
        case .related(let step, let node):
            if let first = firstDay(step, node) {
                return derived(.lastFollowUp, of: row) + " >= " + .value(first.description)
            }
            let other = newRow()
            let inner = try node.map { try condition($0, of: other) }
            return "EXISTS (SELECT 1" + (try source(step, from: row, to: other))
                + (inner.map { " AND " + $0 } ?? SQLText())
                + ")"
        case .count(let step, let order, let number):
            let other = newRow()
            return "(SELECT count(DISTINCT \(other).num)" + (try source(step, from: row, to: other))
                + ") \(Self.sign(order)) " + .value(number)
        case .test(let leaf, let check, let currency):
            let test = try test(leaf, check, of: row)
            guard let currency else { return test }
            return SQLText.joined([test, self.currency(leaf, of: row, is: currency)], by: "AND")
        }
    }

    /// From when on, if the condition asks for a follow-up on a day or later: then the latest one tells, without a look at all.
    private func firstDay(_ step: FilterStep, _ node: FilterNode?) -> CalendarDate? {
        guard case .children(let kind) = step, kind.key == "follow-up",
            case .test(.field(let path), .day(let spans), nil)? = node, path.map(\.key) == ["at"], spans.count == 1,
            spans[0].to == nil
        else { return nil }
        return spans[0].from
    }

    mutating func newRow() -> String {
        rows += 1
        return "t\(rows)"
    }

    static func sign(_ order: FilterOrder) -> String {
        switch order {
        case .equal: "="
        case .below: "<"
        case .atMost: "<="
        case .above: ">"
        case .atLeast: ">="
        }
    }

    // MARK: - Other records

    /// ` FROM … WHERE …` for the records that a step leads to.
    mutating func source(_ step: FilterStep, from row: String, to other: String) throws -> SQLText {
        let kind = SQLText.value(step.kind.key)
        switch step {
        case .parent:
            return " FROM records AS \(other) WHERE \(other).folder = \(row).parent AND \(other).kind = " + kind
        case .children:
            return " FROM records AS \(other) WHERE \(other).parent = \(row).folder AND \(other).kind = " + kind
        case .reference(let path, _):
            let values = values(path, of: row)
            return " FROM (SELECT " + values.expression + " AS id" + values.rows
                + ") AS \(other)_ids JOIN records AS \(other)"
                + " ON \(other).id = \(other)_ids.id COLLATE NOCASE AND \(other).id = \(other)_ids.id WHERE \(other).kind = "
                + kind
        case .referrers(_, let field):
            return " FROM refs AS \(other)_refs JOIN records AS \(other) ON \(other).num = \(other)_refs.num"
                + " WHERE \(other)_refs.target = \(row).id AND \(other)_refs.field = " + .value(field.key)
                + " AND \(other).kind = " + kind
        }
    }

    // MARK: - Values

    /// The JSON of a row of `records`.
    static func document(of row: String) -> SQLText {
        SQLText("(SELECT json FROM documents WHERE documents.num = \(row).num)")
    }

    /// A value, and where there may be several of them the rows that it comes from (` FROM …`, else empty).
    struct Values {
        let expression: SQLText
        let rows: SQLText

        var isSingle: Bool { rows.text.isEmpty }
    }

    /// The values of a field of a record: one for each item of a list.
    mutating func values(_ path: [Field], of row: String) -> Values {
        if let column = Self.column(path) { return Values(expression: SQLText("\(row).\(column)"), rows: SQLText()) }
        var document = Self.document(of: row)
        var keys = "$"
        var rows = SQLText()
        var isObject = "1"
        for (index, field) in path.enumerated() {
            keys += ".\"" + field.key + "\""
            guard field.isList else { continue }
            let item = newRow()
            let list =
                rows.text.isEmpty
                ? document + "," + .value(keys)
                // Within an item there may be anything; only of a map can a list be asked for.
                : "CASE WHEN " + SQLText(isObject) + " THEN coalesce(json_extract(" + document + "," + .value(keys)
                    + "),'[]') ELSE '[]' END"
            rows += (rows.text.isEmpty ? " FROM " : ", ") + "json_each(" + list + ") AS \(item)"
            if index == path.count - 1 { return Values(expression: SQLText("\(item).value"), rows: rows) }
            document = SQLText("\(item).value")
            isObject = "\(item).type = 'object'"
            keys = "$"
        }
        let extract = "json_extract(" + document + "," + .value(keys) + ")"
        if rows.text.isEmpty { return Values(expression: extract, rows: rows) }
        return Values(expression: "CASE WHEN \(isObject) THEN " + extract + " END", rows: rows)
    }

    /// The column of `records` that holds a field of its own, as text: reading it does not mean parsing JSON.
    private static func column(_ path: [Field]) -> String? {
        guard path.count == 1, let field = path.first, IndexSchema.fieldColumns.contains(field.key),
            !field.isList, field.fields.isEmpty, field.types.contains("string"),
            field.types.allSatisfy({ $0 == "string" || $0 == "null" })
        else { return nil }
        return field.key
    }

    /// What is worked out of a customer's folder, or of the history.
    func derived(_ field: DerivedField, of row: String) -> SQLText {
        func column(_ name: String) -> SQLText {
            SQLText("(SELECT \(name) FROM derived WHERE derived.folder = \(row).folder)")
        }
        switch field {
        case .lastFollowUp, .nextFollowUp: return column(field.rawValue)
        case .followUps, .openDeals, .openAmount, .wonAmount: return "coalesce(" + column(field.rawValue) + ",0)"
        case .lastTouched: return SQLText("(SELECT substr(at, 1, 10) FROM touched WHERE touched.id = \(row).id)")
        case .lastTouchedBy: return SQLText("(SELECT member FROM touched WHERE touched.id = \(row).id)")
        case .completeness:
            let asked = surroundings.kinds["customer"]?.asked(surroundings.profile) ?? []
            if asked.isEmpty { return SQLText("100") }
            let filled = asked.map { field in
                "(coalesce(json_extract(" + Self.document(of: row) + "," + .value("$.\"" + field.key + "\"")
                    + "),'') NOT IN ('','[]','{}'))" as SQLText
            }
            return "((" + SQLText.joined(filled, by: "+") + ") * 100 / " + .value(asked.count) + ")"
        case .activity:
            // Who was never spoken to since the first contact is as silent as that day is old.
            let last =
                "coalesce(" + column("last_follow_up") + ",json_extract(" + Self.document(of: row)
                + ",'$.first_contact'))"
            let silent = (surroundings.today + -surroundings.silentAfter).description
            let atRisk = (surroundings.today + -surroundings.atRiskAfter).description
            return "CASE WHEN " + last + " <= " + .value(atRisk) + " THEN 'at-risk' WHEN " + last + " > "
                + .value(silent)
                + " THEN 'active' ELSE 'silent' END"
        }
    }

    /// Whether the amount in a field is in a currency: by the field `currency` next to it or of the record.
    private mutating func currency(_ leaf: FilterLeaf, of row: String, is currency: String) -> SQLText {
        guard case .field(let path) = leaf, path.count > 0 else {
            return SQLText.value(currency) + " = " + .value(surroundings.currency)
        }
        return "coalesce(json_extract(" + Self.document(of: row) + ",'$.currency')," + .value(surroundings.currency)
            + ") = "
            + .value(currency)
    }
}
