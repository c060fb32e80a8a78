/// Some bytes to look for in many texts: every shift of more than one byte spares a comparison, so that text of Chinese characters,
/// whose first bytes are nearly all the same, is searched as quickly as any other (Boyer, Moore, Horspool).
package struct BytePattern: Sendable {
    package let bytes: [UInt8]
    private let shifts: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let length = UInt8(clamping: bytes.count)
        var shifts = [UInt8](repeating: max(1, length), count: 256)
        for (index, byte) in bytes.dropLast().enumerated() {
            shifts[Int(byte)] = UInt8(clamping: bytes.count - 1 - index)
        }
        self.shifts = shifts
    }

    /// Where the bytes first stand in a text, from `start` on; nil when they do not, or when there are none.
    package func first(in text: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
        let count = bytes.count
        guard count > 0, text.count - start >= count else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            shifts.withUnsafeBufferPointer { shifts in
                let last = bytes[count - 1]
                var end = start + count - 1
                while end < text.count {
                    let byte = text[end]
                    if byte == last {
                        var index = count - 2
                        while index >= 0, text[end - count + 1 + index] == bytes[index] { index -= 1 }
                        if index < 0 { return end - count + 1 }
                    }
                    end += Int(shifts[Int(byte)])
                }
                return nil
            }
        }
    }
}
