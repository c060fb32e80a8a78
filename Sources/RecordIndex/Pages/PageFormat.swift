/// How the pages of a database file are divided. Numbers and formulas here and in this folder are those of SQLite's file format
/// (https://www.sqlite.org/fileformat2.html), which it promises to keep.
struct PageFormat: Sendable {
    /// Bytes.
    let size: Int
    /// Without what is reserved at the end for the checksum.
    let usable: Int

    /// The page on which SQLite puts its locks; it holds nothing.
    var lockPage: UInt32 { UInt32(0x4000_0000 / size + 1) }

    /// How many bytes of a row lie in the page of the table itself; the rest lies in pages of its own.
    func inTable(_ payload: Int) -> Int { inPage(payload, most: usable - 35) }

    /// The same for an entry of an index.
    func inIndex(_ payload: Int) -> Int { inPage(payload, most: (usable - 12) * 64 / 255 - 23) }

    private func inPage(_ payload: Int, most: Int) -> Int {
        if payload <= most { return payload }
        let least = (usable - 12) * 32 / 255 - 23
        let rest = least + (payload - least) % (usable - 4)
        return rest <= most ? rest : least
    }
}

/// Numbers of variable length: seven bits a byte, the highest first; a ninth byte has eight.
enum Varint {
    @inline(__always)
    static func length(_ value: UInt64) -> Int {
        if value < 0x80 { return 1 }
        return min(9, (64 - value.leadingZeroBitCount + 6) / 7)
    }

    /// - Returns: where it ends.
    @inline(__always)
    static func write(_ value: UInt64, to place: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
        let length = length(value)
        if length == 1 {
            place.storeBytes(of: UInt8(truncatingIfNeeded: value), as: UInt8.self)
            return place + 1
        }
        var rest = value
        var last = length - 1
        if length == 9 {
            place.storeBytes(of: UInt8(truncatingIfNeeded: rest), toByteOffset: 8, as: UInt8.self)
            rest >>= 8
            last = 7
        }
        for index in stride(from: last, through: 0, by: -1) {
            let mark: UInt8 = index == length - 1 ? 0 : 0x80
            place.storeBytes(of: UInt8(truncatingIfNeeded: rest & 0x7F) | mark, toByteOffset: index, as: UInt8.self)
            rest >>= 7
        }
        return place + length
    }

    /// Moves `place` behind what it reads.
    @inline(__always)
    static func read(_ place: inout UnsafeRawPointer) -> UInt64 {
        let first = place.load(as: UInt8.self)
        if first < 0x80 {
            place += 1
            return UInt64(first)
        }
        return readLong(&place)
    }

    private static func readLong(_ place: inout UnsafeRawPointer) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<9 {
            let byte = place.load(as: UInt8.self)
            place += 1
            if index == 8 { return value << 8 | UInt64(byte) }
            value = value << 7 | UInt64(byte & 0x7F)
            if byte < 0x80 { break }
        }
        return value
    }
}
