import Records
import Rules

/// The page of one record: heading, fields by label, then what belongs to it.
struct RecordSheet {
    let records: RecordSet
    let folder: CRMFolder
    let terminal: Terminal
    /// How many follow-ups to show; nil shows all.
    let followUpLimit: Int?

    private var paint: Paint { terminal.paint }
    private var text: FieldText { FieldText(records: records) }

    func lines(_ record: Record) -> [String] {
        let record = records.shown(record)
        var lines = heading(record)
        lines += fieldLines(record)
        for field in record.kind.fields where field.isList && !field.fields.isEmpty {
            lines += listLines(record, field)
        }
        if record.kind.parent == nil { lines += belongings(record) }
        return lines
    }

    private func heading(_ record: Record) -> [String] {
        let id = [record.id, record.string("no")].compactMap { $0 }.joined(separator: " · ")
        var first = paint(visible(record.title), .bold)
        if record.value("draft") == true { first += paint(say("  (draft)", "（草稿）"), .yellow) }
        var lines = [
            first,
            paint("\(capitalized(say(record.kind.label))) · \(visible(id)) · \(visible(record.path.text))", .faint),
        ]
        if let parent = records.parent(of: record) {
            lines.append(say("Customer: ", "客户：") + visible(parent.title) + paint("  \(parent.id ?? "")", .faint))
        }
        if let line = completenessLine(record) { lines.append(line) }
        return lines + [""]
    }

    /// How complete a customer is by the team's profile (R172); of other records only when something is missing.
    private func completenessLine(_ record: Record) -> String? {
        let profile = folder.settings.profile
        guard let complete = completeness(of: record, profile, records.sight),
            record.kind.key == "customer" || !complete.missing.isEmpty
        else { return nil }
        let rate = say("Complete: ", "完整度：") + "\(complete.percent)%"
        if complete.missing.isEmpty { return paint(rate, .faint) }
        let names = complete.missing.map { visible(say($0.name)) }.joined(separator: say(", ", "、"))
        return paint(rate, .yellow) + say(" · missing for profile \(profile.rawValue): ", " · \(profile.name.zh)档还缺：")
            + names
    }

    /// Single values in two columns: label, value. Long texts go over several lines under their label.
    private func fieldLines(_ record: Record) -> [String] {
        let hidden = Set(["id", "no", "draft"] + record.kind.titleFields.prefix(1))
        let fields = record.kind.fields.filter { field in
            !hidden.contains(field.key) && !(field.isList && !field.fields.isEmpty)
        }
        var rows: [(label: String, value: String)] = []
        for field in fields {
            let value = text(record.value(field.key), field)
            if !value.isEmpty { rows.append((say(field.name), withCurrency(value, field, record))) }
        }
        let width = rows.map { displayWidth($0.label) }.max() ?? 0
        return rows.flatMap { row in valueLines(row.label, row.value, labelWidth: width) }
    }

    private func withCurrency(_ value: String, _ field: Field, _ record: Record) -> String {
        guard field.unit == .money, !field.isList else { return value }
        return value + " " + (record.string("currency") ?? folder.settings.currency)
    }

    private func valueLines(_ label: String, _ value: String, labelWidth: Int) -> [String] {
        let margin = labelWidth + 4
        let limit = max(20, (terminal.width ?? 100) - margin)
        let parts = wrapped(visible(value, keepingLines: true).trimmedLineEnds, to: limit)
        let padding = String(repeating: " ", count: labelWidth - displayWidth(label))
        return parts.enumerated().map { index, part in
            index == 0
                ? "  " + paint(label, .faint) + padding + "  " + part : String(repeating: " ", count: margin) + part
        }
    }

    /// A list of maps as a table with the columns that are filled somewhere.
    private func listLines(_ record: Record, _ field: Field) -> [String] {
        let items = record.value(field.key)?.items ?? []
        guard !items.isEmpty else { return [] }
        let columns = field.fields.filter { column in items.contains { !text($0[column.key], column).isEmpty } }
        var table = TextTable(
            columns.map { .init(title: say($0.name), alignment: $0.unit == .money ? .right : .left) }, indent: 2)
        for item in items { table.rows.append(columns.map { Cell(text(item[$0.key], $0)) }) }
        return ["", section(say(field.name), items.count)] + table.lines(width: terminal.width, paint: paint)
    }

    private func section(_ title: String, _ count: Int, of all: Int? = nil) -> String {
        let number = all.map { $0 > count ? "\(count)/\($0)" : "\(count)" } ?? "\(count)"
        return paint(capitalized(title), .bold) + paint(" (\(number))", .faint)
    }

    /// What lies in the customer's folder, what is due first.
    private func belongings(_ record: Record) -> [String] {
        let children = records.children(of: record)
        guard !children.isEmpty else { return [] }
        var lines = dueLines(record)
        let order = ["deal", "follow-up", "ticket", "need", "contract", "task", "survey"]
        // Conflicts are shown with both values, apart.
        let others = Set(children.map(\.kind.key)).subtracting(order + ["conflict"]).sorted()
        for key in order + others {
            guard let kind = folder.kinds[key] else { continue }
            lines += tableLines(children.filter { $0.kind.key == key }, kind)
        }
        return lines
    }

    private func tableLines(_ children: [Record], _ kind: Kind) -> [String] {
        guard !children.isEmpty else { return [] }
        var children = children
        var all: Int?
        if kind.key == "follow-up" {
            children.sort { ($0.instant("at")?.secondsSinceEpoch ?? 0) > ($1.instant("at")?.secondsSinceEpoch ?? 0) }
            if let followUpLimit, children.count > followUpLimit {
                all = children.count
                children = Array(children.prefix(followUpLimit))
            }
        } else if kind.key == "deal" {
            children.sort { isOpenDeal($0) && !isOpenDeal($1) }
        }
        let columns = kind.columns.compactMap { kind.field($0) }.filter { column in
            children.contains { !text($0.value(column.key), column).isEmpty }
        }
        let table = RecordTable(kind: kind, records: records, columns: columns, showsParent: false, indent: 2)
        return ["", section(say(kind.plural), children.count, of: all)]
            + table.lines(children, width: terminal.width, paint: paint)
    }

    private func dueLines(_ record: Record) -> [String] {
        let today = Invocation.current.today
        let items = dueWork(records, settings: folder.settings, today: today, customer: record).filter {
            ![.contact, .silent, .survey, .stuckDeal].contains($0.reason)
        }
        guard !items.isEmpty else { return [] }
        return ["", section(say("To do", "待办"), items.count)]
            + DueTable(records: records, today: today, showsCustomer: false, indent: 2)
            .lines(items, width: terminal.width, paint: paint)
    }
}

/// With a capital first letter: labels of kinds are written small.
func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
}

extension String {
    fileprivate var trimmedLineEnds: String {
        var text = self
        while text.unicodeScalars.last == "\n" { text.unicodeScalars.removeLast() }
        return text
    }
}
