/// How a text is written as a YAML scalar on one line.
enum ScalarText {
    /// Where the scalar will stand: flow collections forbid more characters.
    enum Place { case block, flow }

    /// The text as it must stand in the file: plain if every reader takes that for the same text, else in quotes.
    static func write(_ text: String, _ place: Place, quote: YAMLStyle, keepQuotes: Bool = false) -> String {
        let bytes = Array(text.utf8)
        if !keepQuotes, isPlainSafe(bytes, place) { return text }
        if quote == .singleQuoted, !needsEscapes(text) {
            return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
        }
        return doubleQuoted(text)
    }

    /// Whether a plain scalar of this text is read back as this text, as a string, by YAML 1.2 and YAML 1.1 readers.
    static func isPlainSafe(_ bytes: [UInt8], _ place: Place) -> Bool {
        guard let first = bytes.first, let last = bytes.last, first != Ascii.space, last != Ascii.space else {
            return false
        }
        switch first {
        case Ascii.comma, Ascii.openBracket, Ascii.closeBracket, Ascii.openBrace, Ascii.closeBrace, Ascii.hash,
            Ascii.ampersand, Ascii.asterisk, Ascii.exclamation, Ascii.bar, Ascii.greater, Ascii.singleQuote,
            Ascii.doubleQuote, Ascii.percent, Ascii.at, Ascii.backtick, Ascii.colon:
            // A leading colon is a symbol for Ruby.
            return false
        case Ascii.dash, Ascii.question:
            if bytes.count == 1 || bytes[1] == Ascii.space || place == .flow { return false }
        default:
            break
        }
        if bytes.starts(with: "---".utf8) || bytes.starts(with: "...".utf8) || isMergeMarker(bytes) { return false }
        for (index, byte) in bytes.enumerated() {
            let next = index + 1 < bytes.count ? bytes[index + 1] : Ascii.space
            switch byte {
            case 0..<0x20, 0x7F: return false
            case Ascii.colon:
                if next == Ascii.space || (place == .flow && (next.isFlowIndicator || next == Ascii.colon)) {
                    return false
                }
            case Ascii.hash:
                if bytes[index - 1] == Ascii.space { return false }
            case _ where place == .flow && (byte.isFlowIndicator || byte == Ascii.question):
                // PyYAML takes any `?` within brackets for the mark of a key.
                return false
            default:
                break
            }
        }
        if hasUnusualCharacter(bytes) { return false }
        let type = bytes.withUnsafeBufferPointer { YAMLScalarType(plain: $0) }
        return type == .string && !YAML11.isSpecial(bytes)
    }

    /// `<<<<<<<` and its like would look like what a text merge leaves behind.
    private static func isMergeMarker(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, first == Ascii.less || first == Ascii.equals, bytes.count >= 7 else {
            return false
        }
        return bytes.prefix(7).allSatisfy { $0 == first }
    }

    /// NEL, no-break oddities that readers take for line breaks, byte order marks, C1 controls, and what is no character at all.
    private static func hasUnusualCharacter(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { text in
            let check = TextCheck(text)
            return check.failure != nil || !check.quotedOnly.isEmpty || check.hasUnicodeBreaks
                || text.starts(with: [0xEF, 0xBB, 0xBF])
        }
    }

    /// Characters that only an escape in double quotes can carry.
    static func needsEscapes(_ text: String) -> Bool {
        text.unicodeScalars.contains { isEscaped($0) }
    }

    private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    static func doubleQuoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where isEscaped(scalar):
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default:
                result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
