extension UnsafeBufferPointer<UInt8> {
    /// The same number of the same bytes.
    package func hasBytes(of other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == other.count else { return false }
        guard let left = UnsafeRawPointer(baseAddress), let right = UnsafeRawPointer(other.baseAddress) else {
            return true
        }
        var index = 0
        while index + 8 <= count {
            let word = left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if word != right.loadUnaligned(fromByteOffset: index, as: UInt64.self) { return false }
            index += 8
        }
        while index < count {
            if self[index] != other[index] { return false }
            index += 1
        }
        return true
    }
}

/// What tells most keys of a mapping apart at a glance: the first eight bytes, and the length of those that are longer.
@inline(__always)
func keyMark(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let start = UnsafeRawPointer(key.baseAddress) else { return 0 }
    if key.count >= 8 { return start.loadUnaligned(as: UInt64.self) ^ UInt64(key.count) << 56 }
    if key.count >= 4 {
        let tail = start.loadUnaligned(fromByteOffset: key.count - 4, as: UInt32.self)
        return UInt64(start.loadUnaligned(as: UInt32.self)) << 32 | UInt64(tail)
    }
    var mark = UInt64(key.count)
    for byte in key { mark = mark << 8 | UInt64(byte) }
    return mark
}
