/// Bytes that are written one behind the other and taken when they are complete. An array asks at every byte whether somebody else holds it,
/// which takes more time than writing it.
@usableFromInline package struct ByteOutput: ~Copyable {
    @usableFromInline var start: UnsafeMutablePointer<UInt8>
    @usableFromInline var capacity: Int
    @usableFromInline var length = 0

    /// - Parameter capacity: how many bytes to expect.
    package init(capacity: Int) {
        self.capacity = max(capacity, 16)
        start = .allocate(capacity: self.capacity)
    }

    deinit { start.deallocate() }

    /// How many bytes were written.
    @inlinable package var count: Int { length }

    /// The byte that was written last; nil before the first.
    @inlinable package var last: UInt8? { length > 0 ? start[length - 1] : nil }

    /// What was written; valid until more is.
    @inlinable package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: length) }

    /// A copy of what was written.
    package var array: [UInt8] { Array(bytes) }

    /// Writes one byte.
    @inlinable
    package mutating func append(_ byte: UInt8) {
        if length == capacity { grow(by: 1) }
        start[length] = byte
        length &+= 1
    }

    /// Writes bytes in one piece.
    @inlinable
    package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let from = bytes.baseAddress else { return }
        if capacity &- length < bytes.count { grow(by: bytes.count) }
        (start + length).update(from: from, count: bytes.count)
        length &+= bytes.count
    }

    /// Writes bytes one by one.
    package mutating func append(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { append(byte) }
    }

    /// Takes back the byte that was written last.
    package mutating func removeLast() { length = max(0, length - 1) }

    /// Begins anew; the memory stays.
    package mutating func removeAll() { length = 0 }

    @usableFromInline
    mutating func grow(by count: Int) {
        let larger = max(capacity * 2, length + count)
        let new = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        new.update(from: start, count: length)
        start.deallocate()
        start = new
        capacity = larger
    }
}
