/// What readers of YAML 1.1 (PyYAML, Ruby, older Go and Java) take a plain scalar for: the types of https://yaml.org/type/.
enum YAML11 {
    /// Whether such a reader sees anything but a string.
    static func isSpecial(_ text: [UInt8]) -> Bool {
        guard let first = text.first else { return true }
        switch first {
        case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "o"),
            UInt8(ascii: "O"):
            return words.contains { $0.utf8.elementsEqual(text) }
        case Ascii.equals, Ascii.less:
            return text == [Ascii.equals] || text == [Ascii.less, Ascii.less]
        case UInt8(ascii: "0")...UInt8(ascii: "9"), Ascii.plus, Ascii.dash, Ascii.dot:
            return isNumber(text) || isTimestamp(text)
        default:
            return false
        }
    }

    private static let words = [
        "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF",
    ]

    /// Integers and floats with `_` (and, for Ruby, `,`) between the digits, binary, octal, hexadecimal and base 60.
    static func isNumber(_ text: [UInt8]) -> Bool {
        var rest = text[...]
        if rest.first == Ascii.plus || rest.first == Ascii.dash { rest = rest.dropFirst() }
        guard let first = rest.first else { return false }
        if first == 0x30, let second = rest.dropFirst().first,
            second == UInt8(ascii: "b") || second == UInt8(ascii: "x")
        {
            let digits = rest.dropFirst(2)
            let hexadecimal = second == UInt8(ascii: "x")
            return !digits.isEmpty
                && digits.allSatisfy {
                    hexadecimal ? $0.isHexDigit || $0 == 0x5F : $0 == 0x30 || $0 == 0x31 || $0 == 0x5F
                }
        }
        guard first.isDigit || first == Ascii.dot else { return false }
        guard rest.contains(where: \.isDigit) else { return false }
        // Digits with separators, at most one point, base 60 parts, an exponent.
        var points = 0
        for (index, byte) in rest.enumerated() {
            switch byte {
            case 0x30...0x39, 0x5F, Ascii.comma, Ascii.colon: continue
            case Ascii.dot:
                points += 1
                if points > 1 { return false }
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                var exponent = rest.dropFirst(index + 1)
                if exponent.first == Ascii.plus || exponent.first == Ascii.dash { exponent = exponent.dropFirst() }
                return index > 0 && !exponent.isEmpty && exponent.allSatisfy(\.isDigit)
            default: return false
            }
        }
        if rest.contains(Ascii.comma), !isGrouped(rest) { return false }
        return rest.contains(Ascii.colon) ? isBase60(rest) : true
    }

    /// Ruby reads `1,000` as a number: digits only, commas between them.
    private static func isGrouped(_ text: ArraySlice<UInt8>) -> Bool {
        text.first != Ascii.comma
            && text.allSatisfy { $0.isDigit || $0 == Ascii.comma || $0 == 0x5F || $0 == Ascii.dot }
    }

    /// `10:30`, `1:30:00.5`: every part after the first below 60.
    private static func isBase60(_ text: ArraySlice<UInt8>) -> Bool {
        let whole = text.prefix { $0 != Ascii.dot }
        let parts = whole.split(separator: Ascii.colon, omittingEmptySubsequences: false)
        return parts.dropFirst().allSatisfy { part in
            (part.count == 1 && part.allSatisfy(\.isDigit))
                || (part.count == 2 && part.allSatisfy(\.isDigit) && (part.first ?? 0x39) < 0x36)
        } && parts.first?.isEmpty == false
    }

    /// `2026-11-03`, or a date, a separator and a time.
    static func isTimestamp(_ text: [UInt8]) -> Bool {
        let date = text.prefix { $0.isDigit || $0 == Ascii.dash }
        let parts = date.split(separator: Ascii.dash, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, (1...2).contains(parts[1].count), (1...2).contains(parts[2].count)
        else {
            return false
        }
        if date.count == text.count { return parts[1].count == 2 && parts[2].count == 2 }
        var rest = text[date.count...]
        guard let separator = rest.first, separator | 0x20 == UInt8(ascii: "t") || separator.isWhite else {
            return false
        }
        rest = rest.dropFirst()
        while rest.first?.isWhite == true { rest = rest.dropFirst() }
        let clock = rest.prefix { $0.isDigit || $0 == Ascii.colon }
        let times = clock.split(separator: Ascii.colon, omittingEmptySubsequences: false)
        return times.count == 3 && (1...2).contains(times[0].count) && times[1].count == 2 && times[2].count == 2
    }
}
