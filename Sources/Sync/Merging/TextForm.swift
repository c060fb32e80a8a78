/// How a text is written down, apart from what its lines say: byte order mark, line ends, a line break at the very end.
/// Each is merged for itself, so that one person's editor does not make conflicts out of every line.
struct TextForm: Equatable {
    enum LineEnd: Equatable {
        case lf, crlf
        /// Both kinds, or single CR: left as it is.
        case mixed
    }

    var hasByteOrderMark: Bool
    var lineEnd: LineEnd
    var endsInLineBreak: Bool

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Reads the form of a text and splits it into lines without their ends.
    static func read(_ bytes: [UInt8]) -> (form: TextForm, lines: [ArraySlice<UInt8>]) {
        let hasMark = bytes.starts(with: mark)
        let body = hasMark ? bytes[3...] : bytes[...]
        var feeds = 0
        var pairs = 0
        var returns = 0
        var previous: UInt8 = 0
        for byte in body {
            if byte == 0x0A {
                feeds += 1
                if previous == 0x0D { pairs += 1 }
            } else if byte == 0x0D {
                returns += 1
            }
            previous = byte
        }
        let lineEnd: LineEnd = returns == 0 ? .lf : pairs == feeds && pairs == returns ? .crlf : .mixed
        var lines = body.split(separator: 0x0A, omittingEmptySubsequences: false)
        let endsInLineBreak = body.last == 0x0A
        if endsInLineBreak || body.isEmpty { lines.removeLast() }
        if lineEnd == .crlf {
            lines = lines.map { $0.last == 0x0D ? $0.dropLast() : $0 }
        }
        return (TextForm(hasByteOrderMark: hasMark, lineEnd: lineEnd, endsInLineBreak: endsInLineBreak), lines)
    }

    /// The form of a merged text: what one side changed is taken; where both did, ours.
    static func merged(base: TextForm, ours: TextForm, theirs: TextForm) -> TextForm {
        func pick<Value: Equatable>(_ part: (TextForm) -> Value) -> Value {
            part(ours) == part(base) ? part(theirs) : part(ours)
        }
        return TextForm(
            hasByteOrderMark: pick(\.hasByteOrderMark), lineEnd: pick(\.lineEnd),
            endsInLineBreak: pick(\.endsInLineBreak))
    }

    /// Lines put together in this form.
    func text(_ lines: [ArraySlice<UInt8>]) -> [UInt8] {
        var bytes: [UInt8] = hasByteOrderMark ? Self.mark : []
        for (index, line) in lines.enumerated() {
            bytes += line
            if index == lines.count - 1, !endsInLineBreak { break }
            if lineEnd == .crlf { bytes.append(0x0D) }
            bytes.append(0x0A)
        }
        return bytes
    }
}
