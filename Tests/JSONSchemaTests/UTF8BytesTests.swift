import Testing

@testable import JSONSchema

@Suite struct UTF8BytesTests {
    @Test func everySingleDifferenceIsSeen() {
        for count in 0...40 {
            let left = (0..<count).map { UInt8($0) }
            for position in 0..<count {
                var right = left
                right[position] ^= 0x80
                #expect(
                    !left.withUnsafeBufferPointer { left in right.withUnsafeBufferPointer { bytesAreEqual(left, $0) } })
            }
            let same = left.map { $0 }
            #expect(left.withUnsafeBufferPointer { left in same.withUnsafeBufferPointer { bytesAreEqual(left, $0) } })
            let longer = left + [0]
            #expect(
                !left.withUnsafeBufferPointer { left in longer.withUnsafeBufferPointer { bytesAreEqual(left, $0) } })
        }
    }

    @Test func sequencesAreReadAsUnicodeDefinesThem() {
        for scalar: Unicode.Scalar in ["a", "é", "中", "😀", "\u{7FF}", "\u{800}", "\u{FFFF}", "\u{10FFFF}"] {
            let bytes = Array(String(scalar).utf8)
            let (value, length) = bytes.withUnsafeBufferPointer { decodeScalar($0, at: 0) }
            #expect(value == scalar.value && length == bytes.count)
        }
        for bytes: [UInt8] in [
            [0x80], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE4, 0xBD],
        ] {
            #expect(bytes.withUnsafeBufferPointer { utf8SequenceLength($0, at: 0) } == 0)
            let (value, length) = bytes.withUnsafeBufferPointer { decodeScalar($0, at: 0) }
            #expect(value == 0xFFFD && length == 1)
        }
    }
}
