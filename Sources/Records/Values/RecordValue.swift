/// A value of a record, typed by its schema; also what `--json` writes. Maps keep their order.
package indirect enum RecordValue: Sendable, Hashable {
    case null
    case bool(Bool)
    /// The number as it was written in the file, a valid JSON number.
    case number(String)
    case text(String)
    case list([RecordValue])
    case map([Member])

    /// One field of a map.
    package struct Member: Sendable, Hashable {
        package let key: String
        package let value: RecordValue

        package init(_ key: String, _ value: RecordValue) {
            self.key = key
            self.value = value
        }
    }

    /// A whole number.
    package static func integer(_ value: Int) -> RecordValue { .number(String(value)) }

    /// nil becomes null.
    package static func optional(_ text: String?) -> RecordValue { text.map { .text($0) } ?? .null }

    package subscript(key: String) -> RecordValue? {
        guard case .map(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The characters of a text or number; nil for everything else.
    package var string: String? {
        switch self {
        case .text(let text): text
        case .number(let text): text
        default: nil
        }
    }

    package var items: [RecordValue] {
        if case .list(let items) = self { return items }
        return []
    }
}

extension RecordValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .text(value) }
    package init(arrayLiteral elements: RecordValue...) { self = .list(elements) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(nilLiteral: ()) { self = .null }
    package init(dictionaryLiteral elements: (String, RecordValue)...) {
        self = .map(elements.map { Member($0, $1) })
    }
}

extension RecordValue {
    /// JSON text (RFC 8259), on one line or indented by two spaces.
    package func json(indented: Bool) -> String {
        var text = ""
        write(to: &text, indent: indented ? 0 : nil)
        return text
    }

    private func write(to text: inout String, indent: Int?) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let number): text += number
        case .text(let string): Self.quote(string, to: &text)
        case .list(let items):
            Self.writeBlock("[", "]", items, &text, indent) { item, text, indent in
                item.write(to: &text, indent: indent)
            }
        case .map(let members):
            Self.writeBlock("{", "}", members, &text, indent) { member, text, indent in
                Self.quote(member.key, to: &text)
                text += indent == nil ? ":" : ": "
                member.value.write(to: &text, indent: indent)
            }
        }
    }

    private static func writeBlock<Item>(
        _ open: String, _ close: String, _ items: [Item], _ text: inout String, _ indent: Int?,
        _ body: (Item, inout String, Int?) -> Void
    ) {
        text += open
        for (index, item) in items.enumerated() {
            if index > 0 { text += "," }
            if let indent { text += "\n" + String(repeating: "  ", count: indent + 1) }
            body(item, &text, indent.map { $0 + 1 })
        }
        if let indent, !items.isEmpty { text += "\n" + String(repeating: "  ", count: indent) }
        text += close
    }

    private static func quote(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028 || scalar.value == 0x2029 {
                    text += "\\u" + padded16(scalar.value)
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        text += "\""
    }

    private static func padded16(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
