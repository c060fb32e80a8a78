/// What stands for a text where only equality counts: 128 bits that depend on a key of this process, so that nobody can make two texts that
/// are alike, and none happen to be.
struct TextDigest: Hashable, Sendable {
    var high: UInt64 = 0
    var low: UInt64 = 0

    static func < (left: TextDigest, right: TextDigest) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }

    func hash(into hasher: inout Hasher) { hasher.combine(low) }
}

/// Makes digests.
struct DigestKey: Sendable {
    private let secrets: (UInt64, UInt64, UInt64, UInt64)

    init() {
        var source = SystemRandomNumberGenerator()
        // Odd, so that multiplying loses nothing.
        secrets = (source.next(), source.next(), source.next() | 1, source.next() | 1)
    }

    func digest(_ text: String) -> TextDigest {
        var text = text
        return text.withUTF8 { digest(UnsafeRawBufferPointer($0)) }
    }

    func digest(_ text: [UInt8]) -> TextDigest { text.withUnsafeBytes { digest($0) } }

    /// Two sums side by side, eight bytes at a time; the length tells what was filled up with zeros.
    private func digest(_ bytes: UnsafeRawBufferPointer) -> TextDigest {
        var high = secrets.0 ^ UInt64(bytes.count)
        var low = secrets.1
        func add(_ word: UInt64) {
            high = Self.mixed(high ^ word, secrets.2)
            low = Self.mixed(low &+ word, secrets.3)
        }
        var index = 0
        while index + 8 <= bytes.count {
            add(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        if index < bytes.count {
            var word: UInt64 = 0
            for byte in bytes[index...] { word = word << 8 | UInt64(byte) }
            add(word)
        }
        return TextDigest(high: Self.mixed(high, secrets.3 ^ low), low: Self.mixed(low, secrets.2 ^ high))
    }

    @inline(__always)
    private static func mixed(_ value: UInt64, _ factor: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: factor)
        return product.high ^ product.low
    }
}
