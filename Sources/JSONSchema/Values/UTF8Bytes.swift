/// Whether two byte sequences are the same. Compares in words: most names and values are a few words long.
@usableFromInline func bytesAreEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    let count = left.count
    if count != right.count { return false }
    guard let left = UnsafeRawPointer(left.baseAddress), let right = UnsafeRawPointer(right.baseAddress) else {
        return true
    }
    func differ<Word: FixedWidthInteger & BitwiseCopyable>(at offset: Int, _ word: Word.Type) -> Bool {
        left.loadUnaligned(fromByteOffset: offset, as: word) != right.loadUnaligned(fromByteOffset: offset, as: word)
    }
    if count >= 8 {
        var offset = 0
        while offset + 8 <= count {
            if differ(at: offset, UInt64.self) { return false }
            offset += 8
        }
        return !differ(at: count - 8, UInt64.self)
    }
    if count >= 4 { return !differ(at: 0, UInt32.self) && !differ(at: count - 4, UInt32.self) }
    for offset in 0..<count where differ(at: offset, UInt8.self) { return false }
    return true
}

/// The number of bytes of the well-formed UTF-8 sequence at `index` (Unicode, table 3-7), 0 when it is malformed.
func utf8SequenceLength(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let first = text[index]
    if first < 0x80 { return 1 }
    func continuation(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
        index + offset < text.count && range.contains(text[index + offset])
    }
    switch first {
    case 0xC2...0xDF: return continuation(1) ? 2 : 0
    case 0xE0: return continuation(1, 0xA0...0xBF) && continuation(2) ? 3 : 0
    case 0xED: return continuation(1, 0x80...0x9F) && continuation(2) ? 3 : 0
    case 0xE1...0xEF: return continuation(1) && continuation(2) ? 3 : 0
    case 0xF0: return continuation(1, 0x90...0xBF) && continuation(2) && continuation(3) ? 4 : 0
    case 0xF1...0xF3: return continuation(1) && continuation(2) && continuation(3) ? 4 : 0
    case 0xF4: return continuation(1, 0x80...0x8F) && continuation(2) && continuation(3) ? 4 : 0
    default: return 0
    }
}

/// The code point at `index` of UTF-8 `text` and its length in bytes. Bytes that are not UTF-8 are read as one U+FFFD each.
@inline(__always)
func decodeScalar(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
    let first = text[index]
    if first < 0x80 { return (UInt32(first), 1) }
    return decodeLongScalar(text, at: index)
}

private func decodeLongScalar(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
    let length = utf8SequenceLength(text, at: index)
    func part(_ offset: Int) -> UInt32 { UInt32(text[index + offset] & 0x3F) }
    let first = UInt32(text[index])
    switch length {
    case 2: return ((first & 0x1F) << 6 | part(1), 2)
    case 3: return ((first & 0x0F) << 12 | part(1) << 6 | part(2), 3)
    case 4: return ((first & 0x07) << 18 | part(1) << 12 | part(2) << 6 | part(3), 4)
    default: return (0xFFFD, 1)
    }
}

/// The number of code points of UTF-8 `text`.
@usableFromInline func countScalars(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in text where byte & 0xC0 != 0x80 { count += 1 }
    return count
}

/// The value of an ASCII hexadecimal digit, nil for any other byte.
func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
