import GRDB
import Records

/// What a subject is worth as a column, and where it stands in an order.
extension FilterSQL {
    /// The value to sort by: choices by their place in the schema, names by what they are called. Of several values the
    /// greatest when descending, else the smallest.
    mutating func sortValue(_ subject: FilterSubject, of row: String, descending: Bool) throws -> SQLText {
        try along(subject.steps[...], of: row) { sql, row in
            try sql.sortValue(subject.leaf, of: row, descending: descending)
        } collect: { value, source, _ in
            "(SELECT " + SQLText(descending ? "max(" : "min(") + value + ")" + source + ")"
        }
    }

    private mutating func sortValue(_ leaf: FilterLeaf, of row: String, descending: Bool) throws -> SQLText {
        switch leaf {
        case .path: return SQLText("\(row).path")
        case .record: return SQLText("\(row).title")
        case .derived(let derived): return ordered(self.derived(derived, of: row), derived.field)
        case .field(let path):
            guard let field = path.last else { return SQLText("NULL") }
            if path.count == 1, field.key == "id" { return SQLText("\(row).id") }
            let values = values(path, of: row)
            let value = ordered(values.expression, field)
            if values.isSingle { return value }
            return "(SELECT " + SQLText(descending ? "max(" : "min(") + value + ")" + values.rows + ")"
        }
    }

    private func ordered(_ value: SQLText, _ field: Field) -> SQLText {
        if !field.choices.isEmpty {
            let cases = field.choices.enumerated().map {
                " WHEN " + SQLText.value($0.element.key) + " THEN \($0.offset)"
            }
            return "CASE " + value + cases.reduce(SQLText()) { $0 + $1 } + " END"
        }
        if !field.references.isEmpty {
            return "coalesce((SELECT title FROM records WHERE id = (" + value + ") COLLATE NOCASE LIMIT 1)," + value
                + ")"
        }
        if field.format == "date-time" { return "julianday(" + value + ")" }
        if !field.types.isEmpty, field.types.allSatisfy({ $0 == "number" || $0 == "integer" }) {
            return "CASE WHEN typeof(" + value + ") <> 'text' THEN " + value + " END"
        }
        return "nullif(" + value + ",'')"
    }

    /// A value as JSON, numbers as they stand in the file; several values as a list, each once.
    mutating func jsonValue(_ subject: FilterSubject, of row: String) throws -> SQLText {
        try along(subject.steps[...], of: row) { sql, row in
            try sql.jsonValue(subject.leaf, of: row)
        } collect: { value, source, other in
            "(SELECT '[' || group_concat(v) || ']' FROM (SELECT " + value + " AS v" + source
                + " GROUP BY v ORDER BY min(\(other).path)) WHERE v IS NOT NULL)"
        }
    }

    private mutating func jsonValue(_ leaf: FilterLeaf, of row: String) throws -> SQLText {
        switch leaf {
        case .path: return SQLText("json_quote(\(row).path)")
        case .record: return SQLText("json_quote(\(row).title)")
        case .derived(let derived): return "json_quote(" + self.derived(derived, of: row) + ")"
        case .field(let path):
            if path.count == 1, path[0].key == "id" { return SQLText("json_quote(\(row).id)") }
            let lists = path.dropLast().contains(where: \.isList)
            if !lists {
                let keys = path.map { ".\"" + $0.key + "\"" }.joined()
                return Self.document(of: row) + " -> " + .value("$" + keys)
            }
            let values = values(path, of: row)
            let inner = "json_group_array(" + values.expression + ")" + values.rows
            return "(SELECT " + inner + " WHERE " + values.expression + " IS NOT NULL)"
        }
    }

    /// Follows the steps to the records that have a value, and brings it back: as it is from a single record, else collected.
    private mutating func along(
        _ steps: ArraySlice<FilterStep>, of row: String, value: (inout FilterSQL, String) throws -> SQLText,
        collect: (SQLText, SQLText, String) -> SQLText
    ) throws -> SQLText {
        guard let step = steps.first else { return try value(&self, row) }
        let other = newRow()
        let source = try source(step, from: row, to: other)
        let inner = try along(steps.dropFirst(), of: other, value: value, collect: collect)
        return step.isSingle ? "(SELECT " + inner + source + " LIMIT 1)" : collect(inner, source, other)
    }
}
