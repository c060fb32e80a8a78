extension YAMLTree {
    /// The document as JSON text without white space: core schema, numbers with their text as far as JSON allows it, aliases replaced by
    /// what they stand for. `.inf` and `.nan`, which JSON lacks, become strings. Bounded, because the reader bounds what aliases expand to.
    package func json() -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        if let root { appendJSON(root, to: &output) } else { output.append(contentsOf: "null".utf8) }
        return output
    }

    /// Appends one node as JSON text.
    package func appendJSON(_ node: YAMLNodeID, to output: inout [UInt8]) {
        let node = resolvingAlias(node)
        switch kind(node) {
        case .mapping:
            output.append(0x7B)
            var first = true
            for entry in entries(node) {
                if !first { output.append(Ascii.comma) }
                first = false
                withScalarBytes(resolvingAlias(entry.key)) { JSONText.append(string: $0, to: &output) }
                output.append(Ascii.colon)
                appendJSON(entry.value, to: &output)
            }
            output.append(0x7D)
        case .sequence:
            output.append(0x5B)
            var first = true
            for item in children(node) {
                if !first { output.append(Ascii.comma) }
                first = false
                appendJSON(item, to: &output)
            }
            output.append(0x5D)
        case .scalar, .alias:
            let type = scalarType(node)
            withScalarBytes(node) { text in
                switch type {
                case .null: output.append(contentsOf: "null".utf8)
                case .true: output.append(contentsOf: "true".utf8)
                case .false: output.append(contentsOf: "false".utf8)
                case .integer, .float:
                    if !JSONText.append(number: text, to: &output) { JSONText.append(string: text, to: &output) }
                case .string: JSONText.append(string: text, to: &output)
                }
            }
        }
    }

    /// The text put together again from the tree: every node's own bytes and everything that lies between them.
    package func reassembled() -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        if let root { reassemble(root, into: &output) }
        output.append(contentsOf: bytes[min(output.count, bytes.count)...])
        return output
    }

    /// Everything up to the end of a node that was not written yet.
    private func reassemble(_ node: YAMLNodeID, into output: inout [UInt8]) {
        for item in children(node) { reassemble(item, into: &output) }
        for entry in entries(node) {
            reassemble(entry.key, into: &output)
            reassemble(entry.value, into: &output)
        }
        let end = range(node).upperBound
        if end > output.count { output.append(contentsOf: bytes[output.count..<end]) }
    }
}

/// A text as a JSON string, with its quotes.
package func jsonString(_ text: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    text.withUnsafeBufferPointer { JSONText.append(string: $0, to: &output) }
    return output
}

/// Pieces of JSON text (RFC 8259).
enum JSONText {
    /// A string with its quotes. The bytes are UTF-8.
    static func append(string: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        output.append(Ascii.doubleQuote)
        var from = 0
        for (offset, byte) in string.enumerated()
        where byte < 0x20 || byte == Ascii.doubleQuote || byte == Ascii.backslash {
            output.append(contentsOf: string[from..<offset])
            from = offset + 1
            switch byte {
            case Ascii.doubleQuote, Ascii.backslash: output.append(contentsOf: [Ascii.backslash, byte])
            case 0x0A: output.append(contentsOf: "\\n".utf8)
            case 0x0D: output.append(contentsOf: "\\r".utf8)
            case 0x09: output.append(contentsOf: "\\t".utf8)
            default:
                let digits = Array("0123456789abcdef".utf8)
                output.append(contentsOf: "\\u00".utf8)
                output.append(digits[Int(byte >> 4)])
                output.append(digits[Int(byte & 15)])
            }
        }
        output.append(contentsOf: string[from...])
        output.append(Ascii.doubleQuote)
    }

    /// A number of the core schema with as much of its text as JSON's grammar allows: no `+`, no leading zeros, digits on both sides of the
    /// point; `0o` and `0x` in decimal.
    ///
    /// - Returns: false, with nothing written, for infinity, not-a-number and octal or hexadecimal numbers of absurd length.
    static func append(number: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) -> Bool {
        if number.count > 2, number[0] == 0x30, number[1] | 0x20 == UInt8(ascii: "x") || number[1] == UInt8(ascii: "o")
        {
            // Conversion is quadratic; nobody types such a number, and as a string nothing of it is lost.
            if number.count > 4096 { return false }
            output.append(contentsOf: decimal(number[2...], radix: number[1] == UInt8(ascii: "o") ? 8 : 16))
            return true
        }
        var i = 0
        if number[0] == Ascii.dash || number[0] == Ascii.plus { i = 1 }
        if number.count > i + 1, number[i] == Ascii.dot, !number[i + 1].isDigit { return false }
        if number[0] == Ascii.dash { output.append(Ascii.dash) }
        while i + 1 < number.count, number[i] == 0x30, number[i + 1].isDigit { i += 1 }
        if number[i] == Ascii.dot { output.append(0x30) }
        while i < number.count {
            output.append(number[i])
            if number[i] == Ascii.dot, i + 1 == number.count || !number[i + 1].isDigit { output.append(0x30) }
            i += 1
        }
        return true
    }

    /// Digits of another radix in decimal.
    private static func decimal(_ digits: Slice<UnsafeBufferPointer<UInt8>>, radix: UInt32) -> [UInt8] {
        // Nine decimal digits per limb, the lowest first.
        var limbs: [UInt32] = [0]
        for digit in digits {
            var carry = UInt64(StreamParser.hexValue(digit) ?? 0)
            for index in limbs.indices {
                let value = UInt64(limbs[index]) * UInt64(radix) + carry
                limbs[index] = UInt32(value % 1_000_000_000)
                carry = value / 1_000_000_000
            }
            if carry > 0 { limbs.append(UInt32(carry)) }
        }
        var text = String(limbs[limbs.count - 1])
        for limb in limbs.dropLast().reversed() {
            let part = String(limb)
            text += String(repeating: "0", count: 9 - part.utf8.count) + part
        }
        return Array(text.utf8)
    }
}
