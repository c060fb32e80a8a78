import Records

/// Records of one kind in rows; what lies in a customer's folder shows the customer first.
struct RecordTable {
    let kind: Kind
    let records: RecordSet
    let columns: [Field]
    var showsParent = true
    var indent = 0

    func lines(_ rows: [Record], width: Int?, paint: Paint) -> [String] {
        guard !rows.isEmpty else { return [] }
        let hasParent = showsParent && kind.parent != nil
        var header = columns.map { field in
            TextTable.Column(
                title: say(field.name), alignment: field.unit == .money || field.unit == .percent ? .right : .left,
                isFlexible: field.choices.isEmpty && field.format == nil && field.key != "no" && field.key != "id")
        }
        if hasParent { header.insert(.init(title: say("Customer", "客户")), at: 0) }
        var table = TextTable(header, indent: indent)
        let text = FieldText(records: records)
        for record in rows.map({ records.shown($0) }) {
            var cells = columns.map { field in
                Cell(text(record.value(field.key), field)).inked(for: record, field)
            }
            if hasParent { cells.insert(Cell(records.parent(of: record).map { shortName($0) } ?? ""), at: 0) }
            table.rows.append(cells)
        }
        return table.lines(width: width, paint: paint)
    }
}

/// The short name of a customer where it has one.
func shortName(_ record: Record) -> String {
    record.string("short_name") ?? record.title
}

extension Cell {
    /// The name of a record stands out; states that end something are coloured.
    func inked(for record: Record, _ field: Field) -> Cell {
        var cell = self
        if record.kind.titleFields.first == field.key {
            cell.inks = [.bold]
        } else if ["status", "stage"].contains(field.key) {
            switch record.string(field.key) {
            case "won", "after-sales", "signed", "resolved", "closed", "completed": cell.inks = [.green]
            case "lost", "terminated": cell.inks = [.red]
            case "dormant": cell.inks = [.yellow]
            default: break
            }
        }
        return cell
    }
}
