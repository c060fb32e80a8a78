/// Appends a text as search compares it: small letters without marks (Ü and ü are u, ß is ss), half-width forms, simplified characters,
/// one kind of space, dash, quotation mark and middle dot; runs of white space are one space.
///
/// - Parameter text: UTF-8; what is no UTF-8 stays as it is.
package func fold(_ text: String, into folded: inout [UInt8]) {
    var text = text
    text.withUTF8 { fold($0, into: &folded) }
}

/// A text as search compares it, as UTF-8.
package func folded(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    fold(text, into: &result)
    return result
}

func fold(_ text: UnsafeBufferPointer<UInt8>, into folded: inout [UInt8]) {
    let table = FoldTable.shared
    table.targets.withUnsafeBufferPointer { targets in
        var index = 0
        // Most of a text stays as it is and is copied in one piece: what lies from here to `index`.
        var pending = 0
        while let found = nextChange(text, from: index, targets) {
            if pending < found.at {
                folded.append(contentsOf: UnsafeBufferPointer(rebasing: text[pending..<found.at]))
            }
            if found.length == 1 {
                appendASCII(UInt8(truncatingIfNeeded: found.value), to: &folded)
            } else {
                table.append(found.value, to: &folded)
                if folded.last == 0x20, folded.count > 1, folded[folded.count - 2] == 0x20 { folded.removeLast() }
            }
            index = found.at + found.length
            pending = index
        }
        if pending < text.count { folded.append(contentsOf: UnsafeBufferPointer(rebasing: text[pending...])) }
    }
}

/// The next character that does not stay as it is; nil when all do.
@inline(__always)
private func nextChange(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ targets: UnsafeBufferPointer<UInt16>
) -> (at: Int, length: Int, value: Int)? {
    guard let bytes = text.baseAddress else { return nil }
    let end = text.count
    var index = start
    while index < end {
        let byte = bytes[index]
        if byte < 0x80 {
            if byte <= 0x20 || byte == 0x7F || byte &- 0x41 < 26 { return (index, 1, Int(byte)) }
            index += 1
        } else if byte & 0xF0 == 0xE0, index + 3 <= end {
            let value = Int(byte & 0x0F) << 12 | Int(bytes[index + 1] & 0x3F) << 6 | Int(bytes[index + 2] & 0x3F)
            if targets[value] != 0 { return (index, 3, value) }
            index += 3
        } else if byte >= 0xC0, byte < 0xE0, index + 2 <= end {
            let value = Int(byte & 0x1F) << 6 | Int(bytes[index + 1] & 0x3F)
            if targets[value] != 0 { return (index, 2, value) }
            index += 2
        } else {
            index += byte >= 0xF0 && index + 4 <= end ? 4 : 1
        }
    }
    return nil
}

@inline(__always)
private func appendASCII(_ byte: UInt8, to folded: inout [UInt8]) {
    if byte <= 0x20 || byte == 0x7F {
        if folded.last != 0x20 { folded.append(0x20) }
    } else if byte >= 0x41, byte <= 0x5A {
        folded.append(byte | 0x20)
    } else {
        folded.append(byte)
    }
}

/// The digits of every phone number in a text, however it is grouped: `(0755) 8888-6666` gives `07558888666`, and what is no number
/// of at least seven digits gives nothing.
package func phoneDigits(_ text: String) -> [[UInt8]] {
    var text = text
    return text.withUTF8 { phoneDigits($0) }
}

func phoneDigits(_ text: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
    if !mayHoldPhone(text) { return [] }
    var folded: [UInt8] = []
    fold(text, into: &folded)
    var found: [[UInt8]] = []
    var digits: [UInt8] = []
    func finish() {
        if digits.count >= 7, digits.count <= 20 { found.append(digits) }
        digits.removeAll(keepingCapacity: true)
    }
    // Two signs between digits are still one number (`) `); three are not.
    var gap = 0
    for byte in folded {
        switch byte {
        case 0x30...0x39:
            digits.append(byte)
            gap = 0
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "."),
            UInt8(ascii: "/"), UInt8(ascii: "+"):
            gap += 1
            if gap > 2 { finish() }
        default:
            finish()
            gap = 0
        }
    }
    finish()
    return found
}

/// False for what has fewer than seven digits: most texts, which need not be folded to see that.
private func mayHoldPhone(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if text.count < 7 { return false }
    var digits = 0
    // Characters that fold to a digit begin with one of these bytes (not with those of most Chinese characters); being wrong
    // about the others costs only time.
    for byte in text { digits &+= byte &- 0x30 < 10 || (byte >= 0xC0 && byte &- 0xE4 > 5) ? 1 : 0 }
    return digits >= 7
}
