/// The way from the top of a record to a field: `/next/due`, `/contacts/Li Wei/phone`. Empty for the record as a whole.
package struct FieldPath: Hashable, Sendable, CustomStringConvertible {
    package enum Step: Hashable, Sendable {
        /// A key of a map. Compared by its bytes.
        case key(String)
        /// An item of a keyed list, by the values of its key fields.
        case item([String])
    }

    package var steps: [Step]

    package init(_ steps: [Step] = []) { self.steps = steps }

    /// Keys only: `next/due`, or the same as a pointer `/next/due`.
    package init(keys text: some StringProtocol) {
        let keys = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
        steps = keys.map { .key(Self.unescaped(String(decoding: $0, as: UTF8.self))) }
    }

    /// `a~1b` as a pointer writes the key `a/b`.
    private static func unescaped(_ key: String) -> String {
        var bytes: [UInt8] = []
        var tilde = false
        for byte in key.utf8 {
            if tilde {
                tilde = false
                bytes.append(byte == UInt8(ascii: "1") ? UInt8(ascii: "/") : UInt8(ascii: "~"))
                if byte != UInt8(ascii: "0"), byte != UInt8(ascii: "1") { bytes.append(byte) }
            } else if byte == UInt8(ascii: "~") {
                tilde = true
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes + (tilde ? [UInt8(ascii: "~")] : []), as: UTF8.self)
    }

    package func appending(_ step: Step) -> FieldPath { FieldPath(steps + [step]) }

    /// The top-level field; nil for the record as a whole.
    package var field: String? {
        if case .key(let key)? = steps.first { key } else { nil }
    }

    package static func == (one: FieldPath, two: FieldPath) -> Bool {
        one.steps.count == two.steps.count && one.description.utf8.elementsEqual(two.description.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in description.utf8 { hasher.combine(byte) }
    }

    /// A JSON pointer (RFC 6901); an item of a keyed list by its key, several key fields joined by `,`.
    package var description: String {
        steps.map { step in
            switch step {
            case .key(let key): "/" + Self.escaped(key)
            case .item(let values): "/" + Self.escaped(values.joined(separator: ","))
            }
        }.joined()
    }

    /// The pointer without its first slash: `next/due`.
    package var keyPath: String { String(description.unicodeScalars.dropFirst()) }

    private static func escaped(_ key: String) -> String {
        var text = ""
        for scalar in key.unicodeScalars {
            switch scalar {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
