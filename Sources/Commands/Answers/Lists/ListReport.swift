import RecordIndex
import Records

/// The answer of `crm list` in its forms.
struct ListReport {
    let request: ListRequest
    let folder: CRMFolder
    let index: RecordIndex
    let records: RecordSet
    let isJSON: Bool

    private var terminal: Terminal { Invocation.current.terminal }
    private var kind: Kind { request.kind }

    private func ask(_ query: RecordQuery) throws -> RecordQuery.Answer {
        let surroundings = try surroundings(request.allFilters, folder, records)
        try bringHistory(index, folder, records, for: query)
        return try answering { try index.answer(query, surroundings) }
    }

    /// Only the number, or only the ids.
    func short(count: Bool) throws {
        var query = RecordQuery(kind, request.allFilters)
        if count {
            query.limit = 0
        } else {
            query = try request.query(folder.kinds)
            query.columns = []
        }
        let answer = try ask(query)
        if count {
            let object: RecordValue = ["kind": .text(kind.key), "count": .integer(answer.found)]
            return terminal.print(isJSON ? object.json(indented: true) : String(answer.found))
        }
        let ids = answer.rows.map { $0.id ?? $0.path.text }
        if isJSON {
            let object: RecordValue = [
                "kind": .text(kind.key), "count": .integer(answer.found), "of": .integer(answer.all),
                "ids": .list(ids.map { .text($0) }),
            ]
            terminal.print(object.json(indented: true))
        } else {
            terminal.print(ids.map { visible($0) })
        }
    }

    /// The records in rows.
    func table() throws {
        let query = try request.query(folder.kinds)
        let answer = try ask(query)
        if isJSON {
            let shown = Dictionary(
                records.records(at: answer.rows.map(\.path)).map { ($0.path, $0) },
                uniquingKeysWith: { first, _ in first })
            let values = answer.rows.compactMap { row in shown[row.path].map { json($0, row) } }
            return terminal.print(head(answer, "records", .list(values)).json(indented: true))
        }
        let table = ListTable(kind: kind, records: records, columns: query.columns)
        terminal.print(table.lines(answer.rows, width: terminal.width, paint: terminal.paint))
        remark(footer(answer, shown: answer.rows.count))
    }

    /// The records as a file for a spreadsheet: the columns that somebody chose, else every field that is no list of members.
    func export(to file: String) throws {
        var query = try request.query(folder.kinds)
        if !request.choosesColumns {
            query.columns = kind.fields.filter(\.fields.isEmpty).map { FilterSubject(own: $0) }
        }
        let answer = try ask(query)
        let export = ListExport(
            kind: kind, records: records, columns: query.columns, conditions: request.conditions,
            member: try Me.working(in: folder, records).handle, folder: folder)
        try export.write(answer.rows, to: file)
        let noun = Text(en: answer.rows.count == 1 ? kind.label.en : kind.plural.en, zh: kind.label.zh)
        terminal.print(
            terminal.paint("✓ ", .green)
                + say(
                    "\(visible(file)): \(answer.rows.count) \(noun.en), readable for you alone; the export is noted",
                    "\(visible(file))：已导出 \(answer.rows.count) 条\(noun.zh)，仅您可读；本次导出已留痕"))
        remark(footer(answer, shown: answer.rows.count))
    }

    /// Numbers and sums by group; with the records where their columns were chosen.
    func groups(by subject: FilterSubject) throws {
        let surroundings = try surroundings(request.filters, folder, records)
        let query = try request.query(folder.kinds)
        let sums = query.columns.compactMap(\.ownField).filter { $0.unit == .money && !$0.isList }
        var (groups, answer) = try answering {
            try bringHistory(index, folder, records, for: query, subject)
            return try index.groups(query, by: subject, sums: sums, surroundings)
        }
        if let limit = request.limit { groups = Array(groups.prefix(limit)) }
        let table = GroupTable(subject: subject, sums: sums, records: records, currency: folder.settings.currency)
        if isJSON {
            return terminal.print(head(answer, "groups", .list(groups.map { table.json($0) })).json(indented: true))
        }
        if request.choosesColumns {
            let rows = Dictionary(
                answer.rows.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
            let list = ListTable(kind: kind, records: records, columns: query.columns, indent: 2)
            for group in groups {
                terminal.print(table.heading(group, terminal.paint))
                terminal.print(
                    list.lines(group.paths.compactMap { rows[$0] }, width: terminal.width, paint: terminal.paint))
            }
        } else {
            terminal.print(table.lines(groups, width: terminal.width, paint: terminal.paint))
        }
        remark(footer(answer, shown: answer.found))
    }

    // MARK: - Parts

    private func json(_ record: Record, _ row: RecordQuery.Found) -> RecordValue {
        let value = recordValue(record, records)
        guard request.choosesColumns, case .map(let members) = value else { return value }
        let fields = request.columns.map { try? FilterSubject($0, kind: kind, in: folder.kinds).field }
        let columns = zip(request.columns, zip(row.values, fields)).map { name, value in
            RecordValue.Member(name, records.shown(value.0, value.1 ?? nil))
        }
        return .map(members + [.init("columns", .map(columns))])
    }

    private func head(_ answer: RecordQuery.Answer, _ key: String, _ value: RecordValue) -> RecordValue {
        .map([
            .init("kind", .text(kind.key)), .init("count", .integer(answer.found)), .init("of", .integer(answer.all)),
            .init("hidden", .list(hidden(answer).map { ["condition": .text($0.text), "count": .integer($0.count)] })),
            .init(key, value),
        ])
    }

    /// How many records each condition hides by itself.
    private func hidden(_ answer: RecordQuery.Answer) -> [(text: String, count: Int)] {
        let all =
            answer.hidden.isEmpty
            ? request.conditions.map { (text: $0, count: answer.all - answer.found) } : answer.hidden
        // Nobody has typed that the archive is left out: it is only said where it hides something.
        return all.filter { $0.count > 0 || $0.text != request.archive?.text }
    }

    private func remark(_ text: String) { terminal.remark(terminal.errorPaint(text, .faint)) }

    /// How much there is, and what hid the rest (R177: nobody shall overlook what a filter leaves out).
    private func footer(_ answer: RecordQuery.Answer, shown: Int) -> String {
        let (found, all) = (answer.found, answer.all)
        let noun = Text(en: all == 1 ? kind.label.en : kind.plural.en, zh: kind.label.zh)
        let total = say("\(found) of \(all) \(noun.en)", "\(noun.zh)：共 \(all) 条，符合条件 \(found) 条")
        let plain = say("\(all) \(noun.en)", "\(noun.zh)：共 \(all) 条")
        var text = found == all ? plain : total
        if shown < found { text += say(", showing \(shown)", "，显示 \(shown) 条") }
        let hiding = hidden(answer).filter { $0.count > 0 }
        guard !hiding.isEmpty else { return text }
        let parts = hiding.map { part in
            let condition = fitted(visible(part.text), to: 60)
            return hiding.count == 1 ? condition : condition + say(" (\(part.count))", "（\(part.count)）")
        }
        return text + say("; hidden by: ", "；其余不满足：") + parts.joined(separator: say(", ", "、"))
    }
}
