/// Eight bytes of what orders the entries of an index: of all columns one behind the other, each with what it is in front, so that
/// comparing bytes is comparing entries. Texts end with a NUL there; one that holds a NUL itself cannot be compared so.
struct SortPiece {
    /// The first byte is the highest; 0 behind the end.
    private(set) var value: UInt64 = 0
    /// Nothing lies behind these eight bytes.
    private(set) var isLast = false
    private(set) var holdsNUL = false
    private var count = 0

    /// - Parameters:
    ///   - row: an entry as it is stored.
    ///   - depth: how many bytes lie in front of these eight.
    init(_ row: UnsafeRawPointer, _ columns: UnsafeBufferPointer<IndexEntries.Column>, depth: Int) {
        var types = row
        var place = row + Int(Varint.read(&types))
        var skip = depth
        for column in columns {
            let type = Varint.read(&types)
            let length = RowValues.length(type)
            if skip > 0 { skip -= 1 } else { append(type == 0 ? 0 : type < 12 ? 1 : 2) }
            if type >= 13 {
                if skip >= length {
                    skip -= length
                } else {
                    append(place + skip, length - skip, ignoringCase: column.ignoresCase)
                    skip = 0
                }
                if skip > 0 { skip -= 1 } else { append(0) }
            } else if type != 0 {
                let number = UInt64(bitPattern: RowValues.number(type, place)) ^ 1 << 63
                while skip < 8, count < 8 {
                    append(UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * skip)))
                    skip += 1
                }
                skip = max(0, skip - 8)
            }
            if count >= 8 { return }
            place += length
        }
        isLast = true
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8) {
        if count < 8 { value |= UInt64(byte) << UInt64(56 - 8 * count) }
        count += 1
    }

    /// As many bytes of a text as there is room for.
    @inline(__always)
    private mutating func append(_ text: UnsafeRawPointer, _ length: Int, ignoringCase: Bool) {
        if length >= 8, !ignoringCase {
            let word = UInt64(bigEndian: text.loadUnaligned(as: UInt64.self))
            // A byte of 0 borrows from the one above it.
            if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 { holdsNUL = true }
            if count < 8 { value |= word >> UInt64(8 * count) }
            count += length
            return
        }
        for index in 0..<min(length, max(0, 8 - count)) {
            let byte = text.load(fromByteOffset: index, as: UInt8.self)
            if byte == 0 { holdsNUL = true }
            append(ignoringCase ? lowered(byte) : byte)
        }
    }
}

/// A letter of the Latin alphabet without its size.
@inline(__always)
func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
