#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Bytes that are looked for in many short texts: where the one among them that texts hold least often is not found, they are not there.
package struct BytePattern: Sendable {
    package let bytes: [UInt8]
    /// Where the rarest of them stands.
    private let anchor: Int

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        anchor = bytes.indices.min { Self.commonness(bytes[$0]) < Self.commonness(bytes[$1]) } ?? 0
    }

    /// How often a byte occurs in texts that are mostly Chinese, with Latin words and figures among them, by rough classes.
    private static func commonness(_ byte: UInt8) -> Int {
        switch byte {
        // Each Chinese character begins with one of these.
        case 0xE3...0xEF: 6
        case UInt8(ascii: " "), 0x0A: 5
        case UInt8(ascii: "0")...UInt8(ascii: "2"), UInt8(ascii: "-"): 4
        case _ where "aeinorst".utf8.contains(byte): 3
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): 2
        case 0x80...0xBF: 1
        default: 0
        }
    }

    /// Where the bytes first stand in a text, from `start` on; nil when they do not, or when there are none.
    package func first(in text: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
        guard !bytes.isEmpty, text.count - start >= bytes.count, let base = text.baseAddress else { return nil }
        return bytes.withUnsafeBytes { bytes -> Int? in
            guard let wanted = bytes.baseAddress else { return nil }
            let rare = Int32(bytes[anchor])
            let end = text.count - bytes.count + anchor
            var place = start + anchor
            while place <= end {
                guard let found = memchr(base + place, rare, end + 1 - place) else { return nil }
                let first = UnsafeRawPointer(found) - base - anchor
                if memcmp(base + first, wanted, bytes.count) == 0 { return first }
                place = first + anchor + 1
            }
            return nil
        }
    }
}
