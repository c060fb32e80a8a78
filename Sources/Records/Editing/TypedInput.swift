import JSONSchema
package import LosslessYAML

/// Why what a person typed cannot become the value of a field.
package struct InputFailure: Error, Sendable {
    package let message: Text
    package let remedy: Text?

    package init(_ message: Text, remedy: Text? = nil) {
        self.message = message
        self.remedy = remedy
    }
}

/// Turns what a person types for a field into the value that goes into the file: a label into its key, a name into an id, a
/// day in words into a date, `12万` into a number, `a、b` into a list.
package struct TypedInput: Sendable {
    package let records: RecordSet
    package let now: Instant

    package init(records: RecordSet, now: Instant) {
        self.records = records
        self.now = now
    }

    /// The value of the whole field; a list is split at commas.
    package func value(_ typed: String, _ field: Field) throws(InputFailure) -> YAMLValue {
        guard field.isList else { return try item(typed, field) }
        let parts = typed.split { ",\u{FF0C}\u{3001};\u{FF1B}".contains($0) }.map { String($0).trimmingSpaces }
        var items: [YAMLValue] = []
        for part in parts where !part.isEmpty { items.append(try item(part, field)) }
        return .list(items)
    }

    /// The value of the field, or of one item of a list.
    package func item(_ typed: String, _ field: Field) throws(InputFailure) -> YAMLValue {
        if !field.choices.isEmpty { return .string(try choice(typed, field)) }
        if !field.references.isEmpty { return .string(try reference(typed, field)) }
        if field.types.contains("object") {
            throw InputFailure(
                field.name + Text(en: " has fields of its own", zh: "下面还有字段"),
                remedy: Text(
                    en: "name one: ", zh: "请指定其中一个：")
                    + Text.list(field.fields.map { "\(field.key).\($0.key)=…" }))
        }
        switch field.format {
        case "date": return .timestamp(try day(typed, field).description)
        case "date-time": return .timestamp(try instant(typed, field).description)
        default: break
        }
        if field.types.contains("boolean") { return .bool(try truth(typed, field)) }
        if field.types.contains("number") || field.types.contains("integer") {
            if field.types.contains("string"), ExactDecimal(typed) == nil { return .string(typed) }
            return .number(try number(typed, field))
        }
        return .string(typed)
    }

    private func choice(_ typed: String, _ field: Field) throws(InputFailure) -> String {
        if let choice = field.choices.first(where: { $0.isNamed(typed) }) { return choice.key }
        let names = field.choices.flatMap { [$0.key, $0.label.zh] }
        let near = nearestNames(to: typed, among: names)
        let hint =
            near.isEmpty
            ? Text("") : Text(en: "did you mean ", zh: "是不是 ") + Text.alternatives(near) + Text(en: "? ", zh: "？")
        throw InputFailure(
            field.name + Text(en: " cannot be \(typed)", zh: "不能是 \(typed)"),
            remedy: hint + Text(en: "allowed: ", zh: "可选：")
                + Text(
                    en: field.choices.map(\.key).joined(separator: ", "),
                    zh: field.choices.map(\.label.zh).joined(separator: "、")))
    }

    private func reference(_ typed: String, _ field: Field) throws(InputFailure) -> String {
        switch records.find(typed, kinds: Set(field.references)) {
        case .one(let record):
            if let id = record.id { return id }
        case .several(let found):
            throw InputFailure(
                field.name + Text(en: ": `\(typed)` may mean several records", zh: "：`\(typed)` 可能指多条记录"),
                remedy: Text.list(found.prefix(8).map { "\($0.id ?? "") \($0.title)" }))
        case .none(let near):
            throw InputFailure(
                field.name + Text(en: ": there is no `\(typed)`", zh: "：没有 `\(typed)`"),
                remedy: near.isEmpty
                    ? nil : Text.didYouMean(near))
        }
        throw InputFailure(field.name + Text(en: ": `\(typed)` has no id", zh: "：`\(typed)` 没有编号"))
    }

    private func day(_ typed: String, _ field: Field) throws(InputFailure) -> CalendarDate {
        if let date = parseDay(typed, today: now.date) { return date }
        throw InputFailure(
            field.name + Text(en: ": `\(typed)` is no day", zh: "：`\(typed)` 不是日期"),
            remedy: Text(
                en: "write 2026-12-01, 3d, fri, next wed or tomorrow", zh: "可写 2026-12-01、3天内、周五、下周三、明天"))
    }

    /// A full time, a time of today, or a day in words (then at the present time of day).
    private func instant(_ typed: String, _ field: Field) throws(InputFailure) -> Instant {
        if let instant = Instant(typed) { return instant }
        let zone = now.offset
        func at(_ date: CalendarDate, _ seconds: Int) -> Instant {
            Instant(secondsSinceEpoch: date.daysSinceEpoch * 86_400 + seconds - zone, offset: zone)
        }
        if typed.lowercased() == "now" || typed == "现在" { return now }
        let parts = typed.split { $0 == " " || $0 == "T" }.map(String.init)
        if let clock = parts.last.flatMap({ clockSeconds($0) }) {
            if parts.count == 1 { return at(now.date, clock) }
            if parts.count == 2, let date = parseDay(parts[0], today: now.date) { return at(date, clock) }
        }
        if let date = parseDay(typed, today: now.date) {
            return at(date, now.secondsSinceEpoch + zone - now.date.daysSinceEpoch * 86_400)
        }
        throw InputFailure(
            field.name + Text(en: ": `\(typed)` is no time", zh: "：`\(typed)` 不是时间"),
            remedy: Text(
                en: "write 2026-11-03 14:30, yesterday 14:30 or 14:30", zh: "可写 2026-11-03 14:30、昨天 14:30 或 14:30"))
    }

    /// Seconds since midnight of `14:30` or `14:30:05`.
    private func clockSeconds(_ text: String) -> Int? {
        let parts = text.split { $0 == ":" || $0 == "\u{FF1A}" }.compactMap { Int($0) }
        guard parts.count == 2 || parts.count == 3, text.contains(where: { $0 == ":" || $0 == "\u{FF1A}" }),
            (0..<24).contains(parts[0]), (0..<60).contains(parts[1]), parts.count == 2 || (0..<60).contains(parts[2])
        else { return nil }
        return parts[0] * 3600 + parts[1] * 60 + (parts.count == 3 ? parts[2] : 0)
    }

    private func truth(_ typed: String, _ field: Field) throws(InputFailure) -> Bool {
        switch typed.lowercased() {
        case "true", "yes", "y", "是", "对", "1": return true
        case "false", "no", "n", "否", "不", "0": return false
        default:
            throw InputFailure(
                field.name + Text(en: " is true or false, not `\(typed)`", zh: "只能是“是”或“否”，不能是 `\(typed)`"))
        }
    }

    private func number(_ typed: String, _ field: Field) throws(InputFailure) -> String {
        if let number = typedNumber(typed) { return number }
        throw InputFailure(
            field.name + Text(en: " must be a number, not `\(typed)`", zh: "必须是数字，不能是 `\(typed)`"))
    }
}

/// A number as people type it: digits with separators, `%`, signs of currencies, and the units k, 万 (10⁴) and 亿 (10⁸).
///
/// - Returns: the digits as they were typed where they are a JSON number, else the exact value; nil for anything else.
func typedNumber(_ typed: String) -> String? {
    var text = typed.filter { !", \u{FF0C}_%\u{FFE5}\u{00A5}$元".contains($0) }
    var zeros = 0
    for (unit, power) in [("万", 4), ("亿", 8), ("k", 3), ("K", 3)] where text.hasSuffix(unit) {
        text.removeLast()
        zeros = power
        break
    }
    guard !text.isEmpty, !text.contains(where: { $0 == "e" || $0 == "E" }),
        let decimal = ExactDecimal(zeros == 0 ? text : text + "e\(zeros)")
    else { return nil }
    let isPlain = zeros == 0 && !text.hasPrefix("+") && !text.hasPrefix(".") && !text.hasSuffix(".")
    return isPlain ? text : decimal.description
}
