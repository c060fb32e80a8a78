/// What an escape stands for.
enum PatternEscape {
    case scalar(UInt32)
    case set(ScalarSet)

    /// Reads the escape whose backslash ends before `at`.
    static func read(_ text: [UInt32], _ at: inout Int, inClass: Bool) throws(PatternError) -> PatternEscape {
        guard at < text.count, let scalar = Unicode.Scalar(text[at]) else {
            throw .syntax("\\ at the end", at: at)
        }
        let start = at
        at += 1
        switch scalar {
        case "d": return .set(.digits)
        case "D": return .set(ScalarSet.digits.inverted)
        case "w": return .set(.word)
        case "W": return .set(ScalarSet.word.inverted)
        case "s": return .set(.space)
        case "S": return .set(ScalarSet.space.inverted)
        case "t": return .scalar(0x09)
        case "n": return .scalar(0x0A)
        case "v": return .scalar(0x0B)
        case "f": return .scalar(0x0C)
        case "r": return .scalar(0x0D)
        case "b" where inClass: return .scalar(0x08)
        case "0":
            if at < text.count, (0x30...0x39).contains(text[at]) { throw .syntax("octal escape", at: start) }
            return .scalar(0)
        case "1"..."9", "k": throw .backReference(at: start)
        case "c":
            guard at < text.count, (0x61...0x7A).contains(text[at] | 0x20) else {
                throw .syntax("\\c needs a letter", at: at)
            }
            at += 1
            return .scalar(text[at - 1] & 0x1F)
        case "x":
            guard let value = hex(text, &at, count: 2) else { throw .syntax("\\x needs two hex digits", at: at) }
            return .scalar(value)
        case "u": return .scalar(try unicode(text, &at))
        case "p", "P":
            let set = try property(text, &at)
            return .set(scalar == "P" ? set.inverted : set)
        default:
            // Letters and digits are kept for the language; punctuation stands for itself.
            let isPunctuation = scalar.value < 0x80 && !ScalarSet.word.contains(scalar.value) && scalar.value > 0x20
            if isPunctuation { return .scalar(scalar.value) }
            throw .syntax("unknown escape \\\(scalar)", at: start)
        }
    }

    private static func hex(_ text: [UInt32], _ at: inout Int, count: Int) -> UInt32? {
        var value: UInt32 = 0
        guard at + count <= text.count else { return nil }
        for unit in text[at..<at + count] {
            guard unit < 0x80, let digit = hexDigit(UInt8(unit)) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        at += count
        return value
    }

    private static func unicode(_ text: [UInt32], _ at: inout Int) throws(PatternError) -> UInt32 {
        if at < text.count, text[at] == UInt32(UInt8(ascii: "{")) {
            at += 1
            var value: UInt32 = 0
            let start = at
            while at < text.count, text[at] < 0x80, let digit = hexDigit(UInt8(text[at])), value <= ScalarSet.maximum {
                value = value << 4 | UInt32(digit)
                at += 1
            }
            guard at > start, at < text.count, text[at] == UInt32(UInt8(ascii: "}")), value <= ScalarSet.maximum else {
                throw .syntax("bad \\u{…}", at: at)
            }
            at += 1
            return value
        }
        guard let value = hex(text, &at, count: 4) else { throw .syntax("\\u needs four hex digits", at: at) }
        guard (0xD800...0xDBFF).contains(value), at + 1 < text.count, text[at] == UInt32(UInt8(ascii: "\\")),
            text[at + 1] == UInt32(UInt8(ascii: "u"))
        else { return value }
        // A surrogate pair written as two escapes is one character.
        var next = at + 2
        guard let low = hex(text, &next, count: 4), (0xDC00...0xDFFF).contains(low) else { return value }
        at = next
        return 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }

    private static func property(_ text: [UInt32], _ at: inout Int) throws(PatternError) -> ScalarSet {
        guard at < text.count, text[at] == UInt32(UInt8(ascii: "{")),
            let end = text[at...].firstIndex(of: UInt32(UInt8(ascii: "}")))
        else { throw .syntax("\\p needs {…}", at: at) }
        let name = String(String.UnicodeScalarView(text[(at + 1)..<end].compactMap { Unicode.Scalar($0) }))
        guard let set = UnicodeProperties.set(named: name) else { throw .unknownProperty(name, at: at) }
        at = end + 1
        return set
    }
}
