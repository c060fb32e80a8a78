import GRDB

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

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
