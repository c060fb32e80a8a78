import RecordIndex
import Records

/// Records in rows with any columns: their own fields, fields of related records, derived values. What lies in a customer's
/// folder shows the customer first.
struct ListTable {
    let kind: Kind
    let records: RecordSet
    let columns: [FilterSubject]
    var indent = 0

    func lines(_ rows: [RecordQuery.Found], width: Int?, paint: Paint) -> [String] {
        guard !rows.isEmpty else { return [] }
        let hasParent = kind.parent != nil
        var header = columns.map { column in
            let field = column.field
            return TextTable.Column(
                title: say(column.label), alignment: isNumber(field) && column.isSingle ? .right : .left,
                isFlexible: field.map { $0.choices.isEmpty && $0.format == nil && $0.key != "no" && $0.key != "id" }
                    ?? true)
        }
        if hasParent { header.insert(.init(title: say("Customer", "客户")), at: 0) }
        var table = TextTable(header, indent: indent)
        let found = Dictionary(
            records.records(at: rows.map(\.path)).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        for row in rows {
            guard let record = found[row.path].map({ records.shown($0) }) else { continue }
            var cells = columns.enumerated().map { index, column in
                cell(column, row.values.indices.contains(index) ? row.values[index] : .null, record)
            }
            if hasParent { cells.insert(Cell(records.parent(of: record).map { shortName($0) } ?? ""), at: 0) }
            table.rows.append(cells)
        }
        return table.lines(width: width, paint: paint)
    }

    private func isNumber(_ field: Field?) -> Bool {
        field?.unit == .money || field?.unit == .percent || field?.unit == .count
    }

    private func cell(_ column: FilterSubject, _ value: RecordValue, _ record: Record) -> Cell {
        let text = FieldText(records: records)
        if let field = column.ownField { return Cell(text(record.value(field.key), field)).inked(for: record, field) }
        return Cell(text(records.shown(flat(value), column.field), column.field))
    }

    /// Items of lists of several records, side by side.
    private func flat(_ value: RecordValue) -> RecordValue {
        guard case .list(let items) = value else { return value }
        return .list(
            items.flatMap { item -> [RecordValue] in
                if case .list(let inner) = flat(item) { return inner }
                return [item]
            })
    }
}

extension FilterSubject {
    /// The field, for one of the record itself.
    var ownField: Field? {
        guard steps.isEmpty, case .field(let path) = leaf, path.count == 1 else { return nil }
        return path.first
    }
}
