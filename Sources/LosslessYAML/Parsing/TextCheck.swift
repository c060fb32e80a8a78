/// What one pass over the raw bytes finds before any parsing: is it UTF-8, and which characters need a second look.
struct TextCheck {
    /// The first byte that rules the text out, and why.
    var failure: (reason: YAMLError.Reason, offset: Int)?
    /// Characters that YAML allows inside quotes only (DEL, C1 controls, byte order mark, U+FFFE, U+FFFF).
    var quotedOnly: [Int] = []
    /// NEL, LINE SEPARATOR or PARAGRAPH SEPARATOR: line breaks for YAML 1.1 readers, text for YAML 1.2.
    var hasUnicodeBreaks = false
    /// A CR that no LF follows.
    var hasLoneCarriageReturn = false

    init(_ text: UnsafeBufferPointer<UInt8>) {
        if let encoding = Self.wideEncoding(text) {
            failure = (.wideEncoding(encoding), 0)
            return
        }
        var i = 0
        let count = text.count
        let raw = UnsafeRawBufferPointer(text)
        while i < count {
            if i + 8 <= count {
                let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
                let high: UInt64 = 0x8080_8080_8080_8080
                // No byte over 0x7E (adding 1 would carry into the top bit) and none under 0x20.
                if (word | (word &+ 0x0101_0101_0101_0101)) & high == 0,
                    (word &- 0x2020_2020_2020_2020) & high == 0
                {
                    i += 8
                    continue
                }
            }
            let byte = text[i]
            if byte < 0x80 {
                if byte < 0x20 {
                    if byte == Ascii.carriageReturn {
                        if i + 1 >= count || text[i + 1] != Ascii.lineFeed { hasLoneCarriageReturn = true }
                    } else if byte != Ascii.lineFeed, byte != Ascii.tab {
                        failure = (.forbiddenCharacter(UInt32(byte)), i)
                        return
                    }
                } else if byte == 0x7F {
                    quotedOnly.append(i)
                }
                i += 1
                continue
            }
            let length = Self.sequenceLength(text, i)
            guard length > 0 else {
                failure = (.notUTF8(looksLike: Self.guess(text)), i)
                return
            }
            note(text, i, length)
            i += length
        }
    }

    /// Length of the well-formed UTF-8 sequence at `i`, 0 if there is none (Unicode 15, table 3-7).
    @inline(__always)
    private static func sequenceLength(_ text: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
        let lead = text[i]
        @inline(__always) func continues(_ offset: Int, _ low: UInt8 = 0x80, _ high: UInt8 = 0xBF) -> Bool {
            i + offset < text.count && text[i + offset] >= low && text[i + offset] <= high
        }
        switch lead {
        case 0xC2...0xDF:
            return continues(1) ? 2 : 0
        case 0xE0...0xEF:
            let low: UInt8 = lead == 0xE0 ? 0xA0 : 0x80
            let high: UInt8 = lead == 0xED ? 0x9F : 0xBF
            return continues(1, low, high) && continues(2) ? 3 : 0
        case 0xF0...0xF4:
            let low: UInt8 = lead == 0xF0 ? 0x90 : 0x80
            let high: UInt8 = lead == 0xF4 ? 0x8F : 0xBF
            return continues(1, low, high) && continues(2) && continues(3) ? 4 : 0
        default:
            return 0
        }
    }

    @inline(__always)
    private mutating func note(_ text: UnsafeBufferPointer<UInt8>, _ i: Int, _ length: Int) {
        switch text[i] {
        case 0xC2 where text[i + 1] < 0xA0:
            if text[i + 1] == 0x85 { hasUnicodeBreaks = true } else { quotedOnly.append(i) }
        case 0xE2 where text[i + 1] == 0x80 && (text[i + 2] == 0xA8 || text[i + 2] == 0xA9):
            hasUnicodeBreaks = true
        case 0xEF:
            let bom = text[i + 1] == 0xBB && text[i + 2] == 0xBF
            if (bom && i > 0) || (text[i + 1] == 0xBF && text[i + 2] >= 0xBE) { quotedOnly.append(i) }
        default:
            break
        }
    }

    /// UTF-16 and UTF-32, told by a byte order mark or by the zero bytes around the first ASCII character (YAML 1.2.2, 5.2).
    private static func wideEncoding(_ text: UnsafeBufferPointer<UInt8>) -> String? {
        func byte(_ i: Int) -> UInt8 { i < text.count ? text[i] : 1 }
        switch (byte(0), byte(1), byte(2), byte(3)) {
        case (0xFF, 0xFE, 0, 0): return "UTF-32LE"
        case (0, 0, 0xFE, 0xFF): return "UTF-32BE"
        case (0xFF, 0xFE, _, _): return "UTF-16LE"
        case (0xFE, 0xFF, _, _): return "UTF-16BE"
        case (0, 0, 0, 0x01...0x7F): return "UTF-32BE"
        case (0x01...0x7F, 0, 0, 0): return "UTF-32LE"
        case (0, 0x01...0x7F, 0, _): return "UTF-16BE"
        case (0x01...0x7F, 0, _, 0) where byte(2) != 0: return "UTF-16LE"
        default: return nil
        }
    }

    /// `GBK` when every byte that is not ASCII pairs up the way GBK does.
    private static func guess(_ text: UnsafeBufferPointer<UInt8>) -> String? {
        var i = 0
        var pairs = 0
        while i < text.count {
            if text[i] < 0x80 {
                i += 1
                continue
            }
            guard text[i] >= 0x81, text[i] <= 0xFE, i + 1 < text.count, text[i + 1] >= 0x40, text[i + 1] <= 0xFE,
                text[i + 1] != 0x7F
            else { return nil }
            pairs += 1
            i += 2
        }
        return pairs > 0 ? "GBK" : nil
    }
}
