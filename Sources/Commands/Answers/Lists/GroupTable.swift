import RecordIndex
import Records
import Rules

/// Groups in rows: the value, how many records, sums of money by currency.
struct GroupTable {
    let subject: FilterSubject
    let sums: [Field]
    let records: RecordSet
    /// Of the repository; amounts in it go without its name.
    let currency: String

    func lines(_ groups: [RecordGroup], width: Int?, paint: Paint) -> [String] {
        guard !groups.isEmpty else { return [] }
        var table = TextTable(
            [
                .init(title: say(subject.label)),
                .init(title: say("Records", "数量"), alignment: .right, isFlexible: false),
            ]
                + sums.map { .init(title: say($0.name), alignment: .right, isFlexible: false) })
        for group in groups {
            table.rows.append([Cell(name(group)), Cell(String(group.count))] + group.sums.map { Cell(text($0)) })
        }
        return table.lines(width: width, paint: paint)
    }

    /// `商务谈判 (3)  420,000`, above the records of a group.
    func heading(_ group: RecordGroup, _ paint: Paint) -> String {
        let amounts = zip(sums, group.sums).filter { !$0.1.isEmpty }.map { "\(say($0.0.name)) \(text($0.1))" }
        return paint(visible(name(group)), .bold) + " (\(group.count))"
            + (amounts.isEmpty ? "" : "  " + paint(amounts.joined(separator: say("; ", "；")), .faint))
    }

    func name(_ group: RecordGroup) -> String {
        let text = FieldText(records: records)(group.value, subject.field)
        return text.isEmpty ? say("(none)", "（无）") : text
    }

    private func text(_ sums: [String: MoneySum]) -> String {
        sums.sorted { ($0.key != currency ? 1 : 0, $0.key) < ($1.key != currency ? 1 : 0, $1.key) }.map { sum in
            let amount = sum.value.isExact ? grouped(sum.value.text) : say("too large", "过大")
            return sum.key == currency ? amount : amount + " " + visible(sum.key)
        }.joined(separator: " + ")
    }

    func json(_ group: RecordGroup) -> RecordValue {
        let amounts = zip(sums, group.sums).map { field, sums in
            RecordValue.Member(
                field.key,
                .map(
                    sums.sorted { $0.key < $1.key }.map {
                        .init($0.key, $0.value.isExact ? .number($0.value.text) : .null)
                    }))
        }
        return ["value": group.value, "count": .integer(group.count), "sums": .map(amounts)]
    }
}
