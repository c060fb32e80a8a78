import Records
import Rules

/// How a value of a record reads: labels for choices, names for references, separated thousands for money.
struct FieldText {
    let records: RecordSet

    func callAsFunction(_ value: RecordValue?, _ field: Field?) -> String {
        switch value {
        case nil, .null?: return ""
        case .bool(let flag)?: return flag ? say("yes", "是") : say("no", "否")
        case .number(let number)?: return text(ofNumber: number, field)
        case .text(let text)?: return self.text(ofText: text, field)
        case .list(let items)?: return items.map { self($0, field) }.joined(separator: say(", ", "、"))
        case .map(let members)?:
            return members.filter { $0.value != .null }.map { member in
                let inner = field?.field(member.key)
                return say(inner?.name ?? Text(member.key)) + say(": ", "：") + self(member.value, inner)
            }.joined(separator: say("; ", "；"))
        }
    }

    private func text(ofNumber number: String, _ field: Field?) -> String {
        switch field?.unit {
        case .money: grouped(number)
        case .percent: number + "%"
        case .days: say(number + " days", number + " 天")
        default: number
        }
    }

    private func text(ofText text: String, _ field: Field?) -> String {
        guard let field else { return text }
        if !field.choices.isEmpty { return say(field.label(of: text)) }
        if !field.references.isEmpty { return records.title(ofID: text) }
        if field.format == "date-time", let instant = Instant(text) { return "\(instant.date) \(instant.clock)" }
        return text
    }
}
