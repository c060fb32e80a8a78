extension StreamParser {
    /// c-single-quoted and c-double-quoted. The cursor stands at the opening quote.
    mutating func quoted(minIndent: Int) throws(Stop) -> UInt32 {
        let start = i
        let quote = text[i]
        let double = quote == Ascii.doubleQuote
        var here = i + 1
        var byte: UInt8 = 0
        while here < count {
            byte = text[here]
            if byte <= Ascii.backslash, byte == quote || byte == Ascii.backslash || byte.isBreak {
                if byte != Ascii.backslash || double { break }
            }
            here += 1
        }
        if here >= count { throw unclosedQuote(start) }
        let style: YAMLStyle = double ? .doubleQuoted : .singleQuoted
        if byte == quote, double || at(here + 1) != quote {
            i = here + 1
            return addScalar(style, from: start, to: i, content: (start + 1)..<here)
        }
        let sideStart = side.count
        side.append(contentsOf: text[(start + 1)..<here])
        i = here
        let line = lineStart
        try quotedRest(start: start, quote: quote, minIndent: minIndent)
        return addSideScalar(style, from: start, to: i, sideStart: sideStart, severalLines: lineStart != line)
    }

    /// From the first character that is not verbatim up to and over the closing quote.
    private mutating func quotedRest(start: Int, quote: UInt8, minIndent: Int) throws(Stop) {
        // White space that came from an escape is not trimmed at the end of a line.
        var firm = side.count - (i - start - 1)
        while true {
            guard i < count else { throw unclosedQuote(start) }
            let byte = text[i]
            if byte == quote {
                i += 1
                guard quote == Ascii.singleQuote, at(i) == quote else { return }
                side.append(quote)
                i += 1
            } else if byte == Ascii.backslash, quote == Ascii.doubleQuote {
                if at(i + 1).isBreak {
                    i += 1
                    try foldQuoted(start: start, minIndent: minIndent, escaped: true)
                } else {
                    try escape()
                }
                firm = side.count
            } else if byte.isBreak {
                while side.count > firm, side[side.count - 1].isWhite { side.removeLast() }
                try foldQuoted(start: start, minIndent: minIndent, escaped: false)
                firm = side.count
            } else {
                var end = i + 1
                while end < count {
                    let next = text[end]
                    if next == quote || next.isBreak || (next == Ascii.backslash && quote == Ascii.doubleQuote) {
                        break
                    }
                    end += 1
                }
                side.append(contentsOf: text[i..<end])
                i = end
            }
        }
    }

    /// Crosses the line break at the cursor, with the blank lines behind it, to the text of the next line (s-flow-folded, s-double-escaped).
    private mutating func foldQuoted(start: Int, minIndent: Int, escaped: Bool) throws(Stop) {
        beyondEveryday = true
        var breaks = 0
        while true {
            i = afterBreak(i)
            breaks += 1
            startLine()
            let spaces = indent
            while at(i).isWhite { i += 1 }
            if i >= count { throw unclosedQuote(start) }
            if text[i].isBreak {
                if i - lineStart > spaces, spaces < minIndent { throw fail(.tabIndentation, at: lineStart + spaces) }
                continue
            }
            if i == lineStart, isMarker(i) { throw unclosedQuote(start) }
            if spaces < minIndent {
                throw i - lineStart > spaces ? fail(.tabIndentation, at: lineStart + spaces) : unclosedQuote(start)
            }
            break
        }
        if escaped {
            for _ in 1..<breaks { side.append(Ascii.lineFeed) }
        } else {
            fold(breaks: breaks)
        }
    }

    /// c-ns-esc-char, except for an escaped line break.
    private mutating func escape() throws(Stop) {
        let start = i
        let byte = at(i + 1)
        i += 2
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), Ascii.space:
            side.append(byte)
        case UInt8(ascii: "n"): side.append(0x0A)
        case UInt8(ascii: "t"): side.append(0x09)
        case UInt8(ascii: "/"), Ascii.tab:
            beyondEveryday = true
            side.append(byte)
        case UInt8(ascii: "r"): side.append(0x0D)
        case UInt8(ascii: "0"): side.append(0x00)
        case UInt8(ascii: "a"): side.append(0x07)
        case UInt8(ascii: "b"): side.append(0x08)
        case UInt8(ascii: "v"): side.append(0x0B)
        case UInt8(ascii: "f"): side.append(0x0C)
        case UInt8(ascii: "e"): side.append(0x1B)
        case UInt8(ascii: "N"): append(0x85)
        case UInt8(ascii: "_"): append(0xA0)
        case UInt8(ascii: "L"): append(0x2028)
        case UInt8(ascii: "P"): append(0x2029)
        case UInt8(ascii: "x"): try codePoint(start, digits: 2)
        case UInt8(ascii: "u"): try codePoint(start, digits: 4)
        case UInt8(ascii: "U"): try codePoint(start, digits: 8)
        default:
            throw fail(.unknownEscape(character(at: start + 1)), at: start)
        }
    }

    /// The hexadecimal digits at the cursor. Two `\u` escapes that form a surrogate pair are one character, as in JSON.
    private mutating func codePoint(_ start: Int, digits: Int) throws(Stop) {
        beyondEveryday = true
        var value = try hexadecimal(start, digits: digits)
        if digits == 4, value & 0xFC00 == 0xD800, at(i) == Ascii.backslash, at(i + 1) == UInt8(ascii: "u") {
            i += 2
            let low = try hexadecimal(start, digits: 4)
            guard low & 0xFC00 == 0xDC00 else { throw badCode(start) }
            value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
        }
        guard Unicode.Scalar(value) != nil else { throw badCode(start) }
        append(value)
    }

    private mutating func hexadecimal(_ start: Int, digits: Int) throws(Stop) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = Self.hexValue(at(i)) else { throw badCode(start) }
            value = value << 4 | UInt32(digit)
            i += 1
        }
        return value
    }

    private mutating func badCode(_ start: Int) -> Stop {
        fail(.badEscapeCode(String(decoding: text[start..<min(i, count)], as: UTF8.self)), at: start)
    }

    private mutating func append(_ code: UInt32) {
        guard let scalar = Unicode.Scalar(code) else { return }
        side.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    /// The whole character at an offset, for messages.
    func character(at offset: Int) -> String {
        var end = offset + 1
        while at(end) & 0xC0 == 0x80 { end += 1 }
        return offset < count ? String(decoding: text[offset..<end], as: UTF8.self) : ""
    }
}
