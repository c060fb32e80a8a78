/// How a text is written down, apart from what its lines say: byte order mark, line ends, a line break at the very end.
/// Each is merged for itself, so that one person's editor does not make conflicts out of every line.
struct TextForm: Equatable {
    enum LineEnd: Equatable {
        case lf, crlf
        /// Both kinds, or single CR: every line keeps its own.
        case mixed
    }

    var hasByteOrderMark: Bool
    var lineEnd: LineEnd
    var endsInLineBreak: Bool

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The form of a text, and the text without it: no mark, LF (unless mixed), a line break at the end.
    static func read(_ bytes: [UInt8]) -> (form: TextForm, plain: [UInt8]) {
        let hasMark = bytes.starts(with: mark)
        var feeds = 0
        var pairs = 0
        var returns = 0
        var previous: UInt8 = 0
        for byte in bytes where byte == 0x0A || byte == 0x0D || previous == 0x0D {
            if byte == 0x0A {
                feeds += 1
                if previous == 0x0D { pairs += 1 }
            } else if byte == 0x0D {
                returns += 1
            }
            previous = byte
        }
        let lineEnd: LineEnd = returns == 0 ? .lf : pairs == feeds && pairs == returns ? .crlf : .mixed
        let ends = bytes.last == 0x0A || bytes.last == 0x0D
        let form = TextForm(hasByteOrderMark: hasMark, lineEnd: lineEnd, endsInLineBreak: ends)
        if !hasMark, lineEnd != .crlf, ends { return (form, bytes) }
        var plain = hasMark ? Array(bytes.dropFirst(3)) : bytes
        if lineEnd == .crlf { plain.removeAll { $0 == 0x0D } }
        if !ends, !plain.isEmpty { plain.append(0x0A) }
        return (form, plain)
    }

    /// The form of a merged text: what one side changed is taken; where both did, ours.
    static func merged(base: TextForm?, ours: TextForm, theirs: TextForm) -> TextForm {
        guard let base else { return ours }
        func pick<Value: Equatable>(_ part: (TextForm) -> Value) -> Value {
            part(ours) == part(base) ? part(theirs) : part(ours)
        }
        return TextForm(
            hasByteOrderMark: pick(\.hasByteOrderMark), lineEnd: pick(\.lineEnd),
            endsInLineBreak: pick(\.endsInLineBreak))
    }

    /// A plain text put down in this form.
    func text(_ plain: [UInt8]) -> [UInt8] {
        if !hasByteOrderMark, lineEnd != .crlf, endsInLineBreak { return plain }
        var bytes: [UInt8] = hasByteOrderMark ? Self.mark : []
        bytes.reserveCapacity(plain.count + plain.count / 16 + 3)
        let last = endsInLineBreak ? plain.count : plain.count - (plain.last == 0x0A ? 1 : 0)
        for byte in plain[..<last] {
            if byte == 0x0A, lineEnd == .crlf { bytes.append(0x0D) }
            bytes.append(byte)
        }
        return bytes
    }
}
