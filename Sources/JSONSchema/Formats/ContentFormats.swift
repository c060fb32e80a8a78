/// `contentEncoding` and `contentMediaType` of draft-07. Answers 16 for text that cannot be decoded, 32 for content that is
/// not JSON, 0 for none of these.
@usableFromInline func contentFailures(_ text: UnsafeBufferPointer<UInt8>, isBase64: Bool, isJSON: Bool) -> Int {
    var content = Array(text)
    if isBase64 {
        guard let decoded = decodedBase64(content) else { return 16 }
        content = decoded
    }
    if !isJSON { return 0 }
    do throws(JSONParseError) {
        _ = try JSONDocument.parse(content)
        return 0
    } catch {
        return 32
    }
}

/// The bytes behind base64 text (RFC 4648, section 4, padding required); nil when it is malformed.
func decodedBase64(_ text: [UInt8]) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    var output: [UInt8] = []
    var bits: UInt32 = 0
    var padding = 0
    for (index, byte) in text.enumerated() {
        let value: UInt32
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): value = UInt32(byte - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt32(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): value = 62
        case UInt8(ascii: "/"): value = 63
        case UInt8(ascii: "=") where index >= text.count - 2:
            value = 0
            padding += 1
        default: return nil
        }
        if padding > 0 && byte != UInt8(ascii: "=") { return nil }
        bits = bits << 6 | value
        if index % 4 == 3 {
            output += [
                UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8),
                UInt8(truncatingIfNeeded: bits),
            ]
            bits = 0
        }
    }
    output.removeLast(padding)
    return output
}
