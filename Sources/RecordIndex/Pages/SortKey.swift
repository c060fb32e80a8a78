import GRDB

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The first sixteen bytes by which entries of an index are ordered, as two numbers.
struct SortKey {
    var high: UInt64 = 0
    var low: UInt64 = 0

    @inline(__always)
    static func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}

/// Puts a ``SortKey`` together.
struct SortKeyWriter {
    private var key = SortKey()
    private var count = 0

    var isFull: Bool { count >= 16 }

    @inline(__always)
    private mutating func append(_ byte: UInt8) {
        if count < 8 {
            key.high |= UInt64(byte) << UInt64(56 - 8 * count)
        } else if count < 16 {
            key.low |= UInt64(byte) << UInt64(120 - 8 * count)
        }
        count += 1
    }

    /// A text up to its first NUL, and a NUL.
    mutating func append(_ text: UnsafeRawBufferPointer, from start: Int, ignoringCase: Bool) {
        var index = start
        while index < text.count, !isFull, text[index] != 0 {
            append(ignoringCase ? SortKey.lowered(text[index]) : text[index])
            index += 1
        }
        append(0)
    }

    mutating func append(number: Int64) {
        let value = UInt64(bitPattern: number) ^ 1 << 63
        for shift in stride(from: 56, through: 0, by: -8) { append(UInt8(truncatingIfNeeded: value >> UInt64(shift))) }
    }

    /// Nothing more comes.
    func finished() -> SortKey { key }
}

/// How far all texts of a column begin alike, up to the first NUL in one of them.
struct CommonStart {
    private var first: [UInt8]?
    /// Bytes.
    private(set) var count = 0
    private(set) var holdsNUL = false

    mutating func add(_ value: (type: UInt64, bytes: UnsafeRawBufferPointer)) {
        guard value.type >= 13 else { return }
        var text = value.bytes
        if let start = text.baseAddress, let end = memchr(start, 0, text.count) {
            holdsNUL = true
            text = UnsafeRawBufferPointer(start: start, count: UnsafeRawPointer(end) - start)
        }
        guard let first else {
            first = Array(text)
            count = text.count
            return
        }
        let most = min(count, text.count)
        var same = 0
        first.withUnsafeBufferPointer { first in
            while same < most, text[same] == first[same] { same += 1 }
        }
        count = same
    }
}

/// Memory that grows at its end.
final class GrowingBytes {
    private(set) var start: UnsafeMutableRawPointer
    private(set) var count = 0
    private var capacity = 1 << 16

    init() { start = malloc(capacity) ?? .allocate(byteCount: capacity, alignment: 8) }

    deinit { free(start) }

    /// Room for so many bytes more, valid until the next is asked for.
    func room(_ size: Int) throws -> UnsafeMutableRawPointer {
        if count + size > capacity {
            capacity = max(capacity * 2, count + size)
            // Large pieces are moved by the system without a copy.
            guard let larger = realloc(start, capacity) else { throw DatabaseError(resultCode: .SQLITE_NOMEM) }
            start = larger
        }
        defer { count += size }
        return start + count
    }
}
