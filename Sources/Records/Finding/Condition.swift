import JSONSchema

/// One condition on a field, as typed: `status=won`, `所属行业=零售`, `amount>=100000`, `name~智能`.
package struct Condition: Sendable {
    /// The signs, as they are typed.
    package enum Comparison: String, Sendable, CaseIterable {
        // Longer signs first: `>=` begins with `>`.
        case notEqual = "!="
        case atLeast = ">="
        case atMost = "<="
        case equal = "="
        case above = ">"
        case below = "<"
        case contains = "~"
    }

    /// Why a condition cannot be used.
    package struct Failure: Error, Sendable {
        package let message: Text
        package let remedy: Text
    }

    package let field: Field
    package let comparison: Comparison
    /// The value by its key: the enum key for a label, else what was typed.
    package var value: String

    /// - Throws: `Failure` for no comparison sign, an unknown field, or a value that the field cannot have.
    package init(_ typed: String, kind: Kind) throws(Failure) {
        let normalised = String(
            typed.map { character -> Character in
                switch character {
                case "\u{FF1D}": "="
                case "\u{FF1E}": ">"
                case "\u{FF1C}": "<"
                case "\u{FF5E}": "~"
                default: character
                }
            }
        ).replacingScalars(["\u{2265}": ">=", "\u{2264}": "<=", "\u{2260}": "!="])
        guard let (name, comparison, value) = Self.split(normalised) else {
            throw Failure(
                message: Text(en: "`\(typed)` is no condition", zh: "`\(typed)` 不是筛选条件"),
                remedy: Text(
                    en: "write field=value, for example status=won (also != > < >= <= and ~ for contains)",
                    zh: "请写成 字段=值，例如 客户状态=成交（也可用 != > < >= <= 和表示包含的 ~）"))
        }
        guard let field = kind.field(named: name) ?? Self.parentField(name, kind) else {
            throw Self.unknownField(name, kind)
        }
        self.field = field
        self.comparison = comparison
        self.value = try Self.resolve(value, field, comparison)
    }

    private static func split(_ typed: String) -> (String, Comparison, String)? {
        let scalars = Array(typed.unicodeScalars)
        for index in scalars.indices.dropFirst() {
            for comparison in Comparison.allCases {
                let sign = Array(comparison.rawValue.unicodeScalars)
                guard scalars[index...].starts(with: sign) else { continue }
                let name = String(String.UnicodeScalarView(scalars[..<index])).trimmingSpaces
                let value = String(String.UnicodeScalarView(scalars[(index + sign.count)...])).trimmingSpaces
                return (name, comparison, value)
            }
        }
        return nil
    }

    /// What lies in a customer's folder can be asked for by the customer.
    private static func parentField(_ name: String, _ kind: Kind) -> Field? {
        guard kind.parent == "customer", ["customer", "客户", "客户名称"].contains(name.lowercased()) else { return nil }
        return Field(
            key: "customer", label: Text(en: "Customer", zh: "客户"), aliases: [], description: "", types: ["string"],
            isList: false, format: nil, choices: [], references: ["customer"], unit: nil, isMultiline: false,
            isSensitive: false, isReach: false, isRequired: false, fields: [])
    }

    private static func unknownField(_ name: String, _ kind: Kind) -> Failure {
        let (message, remedy) = kind.unknownField(name)
        return Failure(message: message, remedy: remedy)
    }

    private static func resolve(
        _ value: String, _ field: Field, _ comparison: Comparison
    ) throws(Failure) -> String {
        guard comparison != .contains, !value.isEmpty else { return value }
        if !field.choices.isEmpty {
            if let choice = field.choices.first(where: { $0.isNamed(value) }) { return choice.key }
            throw Failure(
                message: field.name + Text(en: " is never `\(value)`", zh: "没有 `\(value)` 这个值"),
                remedy: Text(en: "allowed: ", zh: "可选：")
                    + Text(
                        en: field.choices.map(\.key).joined(separator: ", "),
                        zh: field.choices.map(\.label.zh).joined(separator: "、")))
        }
        if !field.types.isEmpty, field.types.allSatisfy({ $0 == "number" || $0 == "integer" }) {
            guard let number = typedNumber(value) else {
                throw Failure(
                    message: field.name + Text(en: ": `\(value)` is no number", zh: "：`\(value)` 不是数字"),
                    remedy: Text(en: "write 300000 or 30k", zh: "请写 300000 或 30万"))
            }
            return number
        }
        if field.format == "date" || field.format == "date-time", CalendarDate(value) == nil {
            throw Failure(
                message: field.name + Text(en: ": `\(value)` is no day", zh: "：`\(value)` 不是日期"),
                remedy: Text(en: "write it like 2026-11-03", zh: "请写成 2026-11-03 这样"))
        }
        return value
    }

    /// Whether a record fulfils the condition. An absent field equals nothing but the empty value (`owner=`).
    package func holds(_ record: Record, in records: RecordSet) -> Bool {
        let values = candidates(record, records)
        switch comparison {
        case .equal: return value.isEmpty ? values.isEmpty : values.contains { isEqual($0) }
        case .notEqual: return value.isEmpty ? !values.isEmpty : !values.contains { isEqual($0) }
        case .contains: return values.contains { $0.lowercased().utf8.contains(value.lowercased().utf8) }
        case .above: return values.contains { order($0) == .orderedAfter }
        case .below: return values.contains { order($0) == .orderedBefore }
        case .atLeast: return values.contains { [.orderedAfter, .same].contains(order($0)) }
        case .atMost: return values.contains { [.orderedBefore, .same].contains(order($0)) }
        }
    }

    /// The texts that the field offers: its values, the labels of choices for `~`, and the names of referenced records.
    private func candidates(_ record: Record, _ records: RecordSet) -> [String] {
        if field.key == "customer", record.kind.field("customer") == nil {
            guard let parent = records.parent(of: record) else { return [] }
            return [parent.id, parent.title, parent.slug, parent.string("no")].compactMap { $0 }
        }
        guard let found = record.value(field.key) else { return [] }
        let texts = field.isList ? found.items.flatMap { Self.texts($0) } : Self.texts(found)
        var all = texts
        if comparison == .contains {
            for text in texts {
                let label = field.label(of: text)
                all += [label.en, label.zh]
            }
        }
        if !field.references.isEmpty { all += texts.compactMap { records.record(id: $0)?.title } }
        return all
    }

    private static func texts(_ value: RecordValue) -> [String] {
        switch value {
        case .text(let text), .number(let text): [text]
        case .bool(let flag): [flag ? "true" : "false"]
        case .map(let members): members.flatMap { texts($0.value) }
        case .list(let items): items.flatMap { texts($0) }
        case .null: []
        }
    }

    private func isEqual(_ text: String) -> Bool {
        if text.lowercased().utf8.elementsEqual(value.lowercased().utf8) { return true }
        // A time lies on the day that is asked for.
        if field.format == "date-time", let day = CalendarDate(value) { return Instant(text)?.date == day }
        guard let left = ExactDecimal(text), let right = ExactDecimal(value) else { return false }
        return left == right
    }

    private enum Order { case orderedBefore, same, orderedAfter }

    private func order(_ text: String) -> Order {
        if let left = ExactDecimal(text), let right = ExactDecimal(value) {
            return left < right ? .orderedBefore : left == right ? .same : .orderedAfter
        }
        if let left = CalendarDate(text) ?? Instant(text)?.date, let right = CalendarDate(value) {
            return left < right ? .orderedBefore : left == right ? .same : .orderedAfter
        }
        // Choices are in an order of their own: the stages of a pipeline.
        let keys = field.choices.map(\.key)
        if let left = keys.firstIndex(of: text), let right = keys.firstIndex(of: value) {
            return left < right ? .orderedBefore : left == right ? .same : .orderedAfter
        }
        if text.utf8.elementsEqual(value.utf8) { return .same }
        return text.utf8.lexicographicallyPrecedes(value.utf8) ? .orderedBefore : .orderedAfter
    }
}

extension String {
    var trimmingSpaces: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { $0 != " " && $0 != "\u{3000}" }),
            let last = scalars.lastIndex(where: { $0 != " " && $0 != "\u{3000}" })
        else { return "" }
        return String(scalars[first...last])
    }

    fileprivate func replacingScalars(_ replacements: [Unicode.Scalar: String]) -> String {
        var result = ""
        for scalar in unicodeScalars {
            if let replacement = replacements[scalar] {
                result += replacement
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
