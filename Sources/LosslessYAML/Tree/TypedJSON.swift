/// What a schema asks a value to be, as far as it decides how the text of a plain scalar is read: `007` is text where text is
/// asked for. The types of a list are those of its items.
package final class FieldTypes: Sendable {
    /// Numbers stay the text that was typed.
    let keepsNumbers: Bool
    /// `yes`-like words of the core schema (`true`, `false`) stay the text that was typed.
    let keepsBooleans: Bool
    private let keys: KeyTable
    private let types: [FieldTypes]

    package init(keepsNumbers: Bool, keepsBooleans: Bool, members: [(key: String, types: FieldTypes)]) {
        self.keepsNumbers = keepsNumbers
        self.keepsBooleans = keepsBooleans
        keys = KeyTable(members.map(\.key))
        types = members.map(\.types)
    }

    /// - Parameter guess: where to look first; files keep the order of their schema more often than not.
    func member(_ key: UnsafeBufferPointer<UInt8>, guess: inout Int) -> FieldTypes? {
        keys.place(of: key, guess: &guess).map { types[$0] }
    }
}

extension YAMLTree {
    /// Appends a node as JSON text without white space, its scalars typed by `types`.
    ///
    /// - Parameter number: the JSON number for a YAML number that JSON would not write so (`+1`, `0x1F`, `.5`); nil makes it text.
    package func appendTypedJSON(
        _ node: YAMLNodeID, _ types: FieldTypes?, to output: inout ByteOutput,
        number: (UnsafeBufferPointer<UInt8>) -> String?
    ) {
        let node = resolvingAlias(node)
        switch kind(node) {
        case .alias: output.append("null".utf8)
        case .scalar: appendTypedScalar(node, types, &output, number)
        case .sequence:
            output.append(0x5B)
            var first = true
            var child = nodes[Int(node.index)].firstChild
            while child != Node.none {
                if !first { output.append(Ascii.comma) }
                first = false
                appendTypedJSON(YAMLNodeID(child), types, to: &output, number: number)
                child = nodes[Int(child)].next
            }
            output.append(0x5D)
        case .mapping:
            output.append(0x7B)
            var first = true
            var guess = 0
            var key = nodes[Int(node.index)].firstChild
            while key != Node.none {
                let value = nodes[Int(key)].next
                if !first { output.append(Ascii.comma) }
                first = false
                let member = withScalarBytes(YAMLNodeID(key)) { text in
                    appendQuoted(text, &output)
                    return types?.member(text, guess: &guess)
                }
                output.append(Ascii.colon)
                appendTypedJSON(YAMLNodeID(value), member, to: &output, number: number)
                key = nodes[Int(value)].next
            }
            output.append(0x7D)
        }
    }

    private func appendTypedScalar(
        _ node: YAMLNodeID, _ types: FieldTypes?, _ output: inout ByteOutput,
        _ number: (UnsafeBufferPointer<UInt8>) -> String?
    ) {
        let type = scalarType(node)
        withScalarBytes(node) { text in
            switch type {
            case .null: output.append("null".utf8)
            case .string: appendQuoted(text, &output)
            case .true, .false:
                if types?.keepsBooleans == true {
                    appendQuoted(text, &output)
                } else {
                    output.append(type == .true ? "true".utf8 : "false".utf8)
                }
            case .integer, .float:
                if types?.keepsNumbers == true {
                    appendQuoted(text, &output)
                } else if isPlainJSONInteger(text) {
                    output.append(text)
                } else if let number = number(text) {
                    output.append(number.utf8)
                } else {
                    appendQuoted(text, &output)
                }
            }
        }
    }

    /// `0` or digits that do not begin with 0: most numbers there are.
    private func isPlainJSONInteger(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first else { return false }
        return (first != 0x30 || text.count == 1) && text.allSatisfy(\.isDigit)
    }

    /// The next byte that a JSON string cannot hold as it is, or that may begin what it cannot; looks at eight at a time.
    private func nextSpecial(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = UnsafeRawPointer(text.baseAddress) else { return text.count }
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        /// A top bit for every byte below `limit` (of several, the lowest at least).
        func below(_ word: UInt64, _ limit: UInt64) -> UInt64 { (word &- ones &* limit) & ~word }
        var index = start
        while index + 8 <= text.count {
            let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let found =
                below(word, 0x20) | below(word ^ ones &* 0x22, 1) | below(word ^ ones &* 0x5C, 1)
                | below(word ^ ones &* 0x7F, 1) | below(word ^ ones &* 0xE2, 1)
            if found & tops != 0 { break }
            index += 8
        }
        while index < text.count {
            switch text[index] {
            case 0..<0x20, Ascii.doubleQuote, Ascii.backslash, 0x7F, 0xE2: return index
            default: index += 1
            }
        }
        return index
    }

    /// A JSON string; control characters, and the line separators that JavaScript takes for line ends, are escaped.
    private func appendQuoted(_ text: UnsafeBufferPointer<UInt8>, _ output: inout ByteOutput) {
        output.append(Ascii.doubleQuote)
        var from = 0
        var index = -1
        while true {
            index = nextSpecial(text, from: index + 1)
            if index == text.count { break }
            let byte = text[index]
            // E2 80 A8 and E2 80 A9 are U+2028 and U+2029.
            if byte == 0xE2, index + 2 >= text.count || text[index + 1] != 0x80 || text[index + 2] & 0xFE != 0xA8 {
                continue
            }
            if from < index { output.append(UnsafeBufferPointer(rebasing: text[from..<index])) }
            from = index + 1
            switch byte {
            case Ascii.doubleQuote, Ascii.backslash:
                output.append(Ascii.backslash)
                output.append(byte)
            case 0x0A: output.append("\\n".utf8)
            case 0x0D: output.append("\\r".utf8)
            case 0x09: output.append("\\t".utf8)
            case 0xE2:
                output.append(text[index + 2] == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8)
                from = index + 3
            default:
                let digits = Array("0123456789abcdef".utf8)
                output.append("\\u00".utf8)
                output.append(digits[Int(byte >> 4)])
                output.append(digits[Int(byte & 15)])
            }
        }
        if from < text.count { output.append(UnsafeBufferPointer(rebasing: text[from...])) }
        output.append(Ascii.doubleQuote)
    }
}
