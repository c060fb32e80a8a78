/// Digits that a person reads as one number: groups of digits, ASCII or full width, with one space or hyphen between two groups.
/// An `X` that ends a run of seventeen or more is its last digit (ISO 7064 writes ten that way).
struct DigitRun {
    /// 0…9, and 10 for `X`.
    private(set) var digits: [UInt8] = []
    /// Where each digit begins, in bytes of the text.
    private(set) var starts: [Int] = []
    /// Where each digit ends.
    private(set) var ends: [Int] = []
    /// Index of the first digit of each group.
    private(set) var groups: [Int] = []

    private typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Reads the run that begins with the digit at `start`; the arrays keep their storage from run to run.
    ///
    /// - Returns: the offset behind the run.
    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        digits.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        groups.removeAll(keepingCapacity: true)
        groups.append(0)
        var here = start
        while here < bytes.count {
            if let (value, length) = Self.digit(bytes, here) {
                append(value, here, length)
                here += length
                continue
            }
            if digits.count >= 17, let length = Self.lettersX(bytes, here), !Self.isAlphanumeric(bytes, here + length) {
                append(10, here, length)
                return here + length
            }
            guard let gap = Self.separator(bytes, here) else { break }
            let next = here + gap
            let isX =
                digits.count >= 17 && Self.lettersX(bytes, next).map { !Self.isAlphanumeric(bytes, next + $0) } == true
            guard isX || Self.digit(bytes, next) != nil else { break }
            groups.append(digits.count)
            here = next
        }
        return here
    }

    /// The offset behind a run of fewer than thirteen digits that is all ASCII: nothing is kept of it. Nil for any other run.
    static func endOfShort(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
        var here = start
        var count = 0
        while here < bytes.count {
            switch bytes[here] {
            case 0x30...0x39:
                count += 1
                if count == 13 { return nil }
            case 0x20, 0x2D:
                // Only one between two groups; what follows it is looked at anew.
                guard here + 1 < bytes.count else { return here }
                if mayContinue(bytes[here + 1]) { return nil }
                if bytes[here + 1] &- 0x30 >= 10 { return here }
            case let byte: return mayContinue(byte) ? nil : here
            }
            here += 1
        }
        return here
    }

    /// The first byte of a digit or a separator that is not ASCII.
    private static func mayContinue(_ byte: UInt8) -> Bool {
        byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF
    }

    private mutating func append(_ value: UInt8, _ start: Int, _ length: Int) {
        digits.append(value)
        starts.append(start)
        ends.append(start + length)
    }

    /// How many digits each group has.
    func size(ofGroup index: Int) -> Int {
        (index + 1 < groups.count ? groups[index + 1] : digits.count) - groups[index]
    }

    /// A digit at this place and the number of its bytes.
    static func digit(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (value: UInt8, length: Int)? {
        guard at < bytes.count else { return nil }
        let byte = bytes[at]
        if byte &- 0x30 < 10 { return (byte &- 0x30, 1) }
        // U+FF10…U+FF19
        guard byte == 0xEF, at + 2 < bytes.count, bytes[at + 1] == 0xBC, bytes[at + 2] &- 0x90 < 10 else { return nil }
        return (bytes[at + 2] &- 0x90, 3)
    }

    /// `X` or `x`, full width too: the number of its bytes.
    private static func lettersX(_ bytes: Bytes, _ at: Int) -> Int? {
        guard at < bytes.count else { return nil }
        if bytes[at] | 0x20 == UInt8(ascii: "x") { return 1 }
        guard bytes[at] == 0xEF, at + 2 < bytes.count else { return nil }
        let isX = bytes[at + 1] == 0xBC && bytes[at + 2] == 0xB8 || bytes[at + 1] == 0xBD && bytes[at + 2] == 0x98
        return isX ? 3 : nil
    }

    /// A space (also no-break, ideographic) or a hyphen (also a dash, full width): the number of its bytes.
    private static func separator(_ bytes: Bytes, _ at: Int) -> Int? {
        switch bytes[at] {
        case 0x20, 0x2D: return 1
        case 0xC2: return at + 1 < bytes.count && bytes[at + 1] == 0xA0 ? 2 : nil
        case 0xE2:
            // U+2010…U+2015
            guard at + 2 < bytes.count, bytes[at + 1] == 0x80, bytes[at + 2] &- 0x90 < 6 else { return nil }
            return 3
        case 0xE3: return at + 2 < bytes.count && bytes[at + 1] == 0x80 && bytes[at + 2] == 0x80 ? 3 : nil
        case 0xEF: return at + 2 < bytes.count && bytes[at + 1] == 0xBC && bytes[at + 2] == 0x8D ? 3 : nil
        default: return nil
        }
    }

    /// An ASCII letter or digit stands at this place.
    static func isAlphanumeric(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        guard at >= 0, at < bytes.count else { return false }
        return bytes[at] &- 0x30 < 10 || (bytes[at] | 0x20) &- 0x61 < 26
    }
}
