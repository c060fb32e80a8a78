import LosslessYAML

/// Appends a text as search compares it: small letters without marks (Ü and ü are u, ß is ss), half-width forms, simplified characters,
/// one kind of space, dash, quotation mark and middle dot; runs of white space are one space.
///
/// - Parameter text: UTF-8; what is no UTF-8 stays as it is.
func fold(_ text: String, into folded: inout ByteOutput) {
    var text = text
    text.withUTF8 { fold($0, into: &folded) }
}

/// A text as search compares it, as UTF-8.
package func folded(_ text: String) -> [UInt8] {
    var result = ByteOutput(capacity: text.utf8.count)
    fold(text, into: &result)
    return result.array
}

func fold(_ text: UnsafeBufferPointer<UInt8>, into folded: inout ByteOutput) {
    let table = FoldTable.shared
    table.targets.withUnsafeBufferPointer { targets in
        var index = 0
        // Most of a text stays as it is and is copied in one piece: what lies from here to `index`.
        var pending = 0
        while let found = nextChange(text, from: index, targets) {
            if pending < found.at {
                folded.append(UnsafeBufferPointer(rebasing: text[pending..<found.at]))
            }
            if found.length == 1 {
                appendASCII(UInt8(truncatingIfNeeded: found.value), to: &folded)
            } else {
                table.append(found.value, to: &folded)
                if folded.last == 0x20, folded.count > 1, folded.bytes[folded.count - 2] == 0x20 { folded.removeLast() }
            }
            index = found.at + found.length
            pending = index
        }
        if pending < text.count { folded.append(UnsafeBufferPointer(rebasing: text[pending...])) }
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
private func appendASCII(_ byte: UInt8, to folded: inout ByteOutput) {
    if byte <= 0x20 || byte == 0x7F {
        if folded.last != 0x20 { folded.append(0x20) }
    } else if byte >= 0x41, byte <= 0x5A {
        folded.append(byte | 0x20)
    } else {
        folded.append(byte)
    }
}
