/// The lines of git's protocol (gitprotocol-common(5)): each with its length before it, in four hexadecimal digits.
struct PacketLines {
    /// One line, or the end of a section.
    enum Line: Equatable {
        case bytes(ArraySlice<UInt8>)
        case flush
    }

    /// What came is no line of the protocol.
    struct Damage: Error {}

    /// Bytes that have come and are not read yet.
    private var waiting: ArraySlice<UInt8> = []
    /// Gives some more bytes; none at the end.
    private let more: () -> [UInt8]

    /// The longest line that the protocol knows, with its length.
    static let longest = 65520

    init(_ more: @escaping () -> [UInt8]) { self.more = more }

    /// nil at the end of what comes.
    ///
    /// - Throws: `Damage` for bytes that are no line, and for an end in the middle of one.
    mutating func next() throws -> Line? {
        guard fill(4) else {
            if waiting.isEmpty { return nil }
            throw Damage()
        }
        guard let length = Int(String(decoding: waiting.prefix(4), as: UTF8.self), radix: 16),
            waiting.prefix(4).allSatisfy({ $0 != 0x2B && $0 != 0x2D }), length <= Self.longest
        else { throw Damage() }
        if length == 0 {
            waiting = waiting.dropFirst(4)
            return .flush
        }
        guard length >= 4, fill(length) else { throw Damage() }
        defer { waiting = waiting.dropFirst(length) }
        return .bytes(waiting.dropFirst(4).prefix(length - 4))
    }

    /// - Returns: false when it ends before so many bytes are there.
    private mutating func fill(_ count: Int) -> Bool {
        while waiting.count < count {
            let bytes = more()
            if bytes.isEmpty { return false }
            waiting = waiting.isEmpty ? bytes[...] : waiting + bytes
        }
        return true
    }

    /// A text as a line.
    static func line(_ text: String) -> [UInt8] {
        let length = String(text.utf8.count + 4, radix: 16)
        return Array(String(repeating: "0", count: 4 - length.utf8.count).utf8) + Array(length.utf8) + Array(text.utf8)
    }
}
