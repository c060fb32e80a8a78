/// UTF-8 text whose format is to be checked, and the small tools that the formats share. Offsets are in bytes.
struct FormatText {
    let bytes: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    init(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        self.bytes = UnsafeBufferPointer(rebasing: bytes)
    }

    var count: Int { bytes.count }
    var isEmpty: Bool { bytes.isEmpty }
    var string: String { String(decoding: bytes, as: UTF8.self) }

    subscript(index: Int) -> UInt8 { bytes[index] }
    subscript(range: Range<Int>) -> FormatText { FormatText(bytes[range]) }

    func has(_ scalar: Unicode.Scalar, at index: Int) -> Bool {
        index >= 0 && index < bytes.count && UInt32(bytes[index]) == scalar.value
    }

    func first(_ scalar: Unicode.Scalar) -> Int? { bytes.firstIndex { UInt32($0) == scalar.value } }

    /// The pieces between separators, empty ones included.
    func split(_ scalar: Unicode.Scalar) -> [FormatText] {
        bytes.split(omittingEmptySubsequences: false) { UInt32($0) == scalar.value }.map { FormatText($0) }
    }

    /// The number written with exactly the digits in `range`, nil when other bytes are there or the text ends before.
    func number(_ range: Range<Int>) -> Int? {
        guard range.upperBound <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[range] {
            guard isASCIIDigit(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// The end of the run of digits that starts at `index`.
    func endOfDigits(from index: Int) -> Int {
        var index = index
        while index < bytes.count, isASCIIDigit(bytes[index]) { index += 1 }
        return index
    }

    var isASCII: Bool { bytes.allSatisfy { $0 < 0x80 } }
    var scalars: [UInt32] { string.unicodeScalars.map(\.value) }
}

func isASCIIDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
func isASCIILetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
