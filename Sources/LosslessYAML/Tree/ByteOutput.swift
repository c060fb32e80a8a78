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

    @inlinable package var count: Int { length }

    @inlinable package var last: UInt8? { length > 0 ? start[length - 1] : nil }

    /// What was written; valid until more is.
    @inlinable package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: length) }

    package var array: [UInt8] { Array(bytes) }

    @inlinable
    package mutating func append(_ byte: UInt8) {
        if length == capacity { grow(by: 1) }
        start[length] = byte
        length &+= 1
    }

    @inlinable
    package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let from = bytes.baseAddress else { return }
        if capacity &- length < bytes.count { grow(by: bytes.count) }
        (start + length).update(from: from, count: bytes.count)
        length &+= bytes.count
    }

    package mutating func append(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { append(byte) }
    }

    package mutating func removeLast() { length = max(0, length - 1) }

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
