import LosslessYAML

/// The digits of every phone number in a text, however it is grouped: `(0755) 8888-6666` gives `07558888666`, and what is no number
/// of at least seven digits gives nothing.
package func phoneDigits(_ text: String) -> [[UInt8]] {
    var text = text
    return text.withUTF8 { text in
        var found: [[UInt8]] = []
        forEachPhone(text) { found.append(Array($0)) }
        return found
    }
}

/// Hands the digits of every phone number in a text to `body`, which must not keep them.
func forEachPhone(_ text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    guard mayHoldPhone(text) else { return }
    if text.allSatisfy({ $0 < 0x80 }) {
        var digits = PhoneScan()
        for byte in text { digits.add(byte, body) }
        digits.finish(body)
    } else {
        var folded = ByteOutput(capacity: text.count)
        fold(text, into: &folded)
        var digits = PhoneScan()
        for byte in folded.bytes { digits.add(byte, body) }
        digits.finish(body)
    }
}

/// Reads digits with what stands between them.
private struct PhoneScan: ~Copyable {
    private static let most = 20

    private let digits = UnsafeMutablePointer<UInt8>.allocate(capacity: PhoneScan.most)
    private var count = 0
    /// Signs since the last digit. Two between digits are still one number (`) `); three are not.
    private var gap = 0
    private var isAfterSpace = false

    deinit { digits.deallocate() }

    mutating func add(_ byte: UInt8, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        // Several spaces, of whatever kind, are one.
        let isSpace = byte <= 0x20 || byte == 0x7F
        defer { isAfterSpace = isSpace }
        if isSpace, isAfterSpace { return }
        switch byte {
        case 0x30...0x39:
            if count < Self.most { digits[count] = byte }
            count += 1
            gap = 0
        case UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "."), UInt8(ascii: "/"),
            UInt8(ascii: "+"):
            gap += 1
            if gap > 2 { finish(body) }
        case _ where isSpace:
            gap += 1
            if gap > 2 { finish(body) }
        default:
            finish(body)
            gap = 0
        }
    }

    mutating func finish(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        if count >= 7, count <= Self.most { body(UnsafeBufferPointer(start: digits, count: count)) }
        count = 0
    }
}

/// False for what has fewer than seven digits: most texts, which need not be folded to see that.
///
/// Characters that fold to a digit begin with a byte from C0 on (but not with one of those that most Chinese characters begin with, E4 to E9);
/// being wrong about others costs only time.
private func mayHoldPhone(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= 7, let start = UnsafeRawPointer(text.baseAddress) else { return false }
    let tops: UInt64 = 0x8080_8080_8080_8080
    let ones: UInt64 = 0x0101_0101_0101_0101
    var digits = 0
    var index = 0
    while index + 8 <= text.count {
        let word = start.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        // Eight bytes at a time; a top bit for every byte that is meant.
        let distance = word ^ ones &* 0x30
        let isDigit = ~(((distance & ~tops) &+ ones &* (0x80 - 10)) | distance) & tops
        let rest = word & (ones &* 0x3F)
        let isChinese = (rest &+ ones &* (0x80 - 0x24)) & ~(rest &+ ones &* (0x80 - 0x2A))
        let isOther = word & (word << 1) & ~isChinese & tops
        digits += (isDigit | isOther).nonzeroBitCount
        index += 8
    }
    for byte in text[index...] { digits += byte &- 0x30 < 10 || (byte >= 0xC0 && byte &- 0xE4 > 5) ? 1 : 0 }
    return digits >= 7
}
