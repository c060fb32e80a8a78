extension StreamParser {
    /// c-ns-tag-property: moves past the tag and returns it resolved.
    mutating func tag() throws(Stop) -> [UInt8] {
        let start = i
        if at(i + 1) == Ascii.less { return try verbatimTag() }
        var end = i + 1
        while at(end).isWordCharacter { end += 1 }
        var handle: [UInt8] = [Ascii.exclamation]
        if at(end) == Ascii.exclamation {
            handle = Array(text[i...end])
            i = end + 1
        } else {
            i += 1
        }
        let suffix = try uri(from: i, stoppingAtFlow: true)
        if suffix.isEmpty {
            // A lone `!` is the non-specific tag.
            if handle.count > 1 { throw fail(.badTag, at: start) }
            return handle
        }
        if let prefix = tagHandles[handle] { return prefix + suffix }
        switch handle.count {
        case 1: return handle + suffix
        case 2: return Array("tag:yaml.org,2002:".utf8) + suffix
        default: throw fail(.undefinedTagHandle(String(decoding: handle, as: UTF8.self)), at: start)
        }
    }

    /// `!<…>`: a local tag with a name, or a URI with a scheme.
    private mutating func verbatimTag() throws(Stop) -> [UInt8] {
        let start = i
        i += 2
        let content = try uri(from: i, stoppingAtFlow: false)
        guard at(i) == Ascii.greater, !content.isEmpty else { throw fail(.badTag, at: start) }
        i += 1
        if content[0] == Ascii.exclamation {
            if content.count == 1 { throw fail(.badTag, at: start) }
        } else {
            let scheme = content.prefix { $0 != Ascii.colon }
            let schemeEnds = scheme.count < content.count
            guard schemeEnds, let first = scheme.first, (first | 0x20) &- 0x61 < 26,
                scheme.allSatisfy({ $0.isWordCharacter || $0 == Ascii.plus || $0 == Ascii.dot })
            else { throw fail(.badTag, at: start) }
        }
        return content
    }

    /// ns-uri-char* with percent escapes decoded; ns-tag-char* (no `!`, no flow indicators) if asked for.
    mutating func uri(from start: Int, stoppingAtFlow: Bool) throws(Stop) -> [UInt8] {
        var result: [UInt8] = []
        i = start
        while true {
            let byte = at(i)
            if byte == Ascii.percent {
                guard let high = Self.hexValue(at(i + 1)), let low = Self.hexValue(at(i + 2)) else {
                    throw fail(.badTag, at: i)
                }
                result.append(high << 4 | low)
                i += 3
                continue
            }
            guard Self.isURICharacter(byte) else { break }
            if stoppingAtFlow, byte.isFlowIndicator || byte == Ascii.exclamation { break }
            result.append(byte)
            i += 1
        }
        guard let checked = String(validating: result, as: UTF8.self) else { throw fail(.badTag, at: start) }
        return Array(checked.utf8)
    }

    static func hexValue(_ byte: UInt8) -> UInt8? {
        if byte.isDigit { return byte - 0x30 }
        return byte.isHexDigit ? (byte | 0x20) - 0x57 : nil
    }

    /// ns-uri-char (production 39) without `%`.
    private static func isURICharacter(_ byte: UInt8) -> Bool {
        if byte.isWordCharacter { return true }
        switch byte {
        case UInt8(ascii: "#"), UInt8(ascii: ";"), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: ":"),
            UInt8(ascii: "@"), UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "$"),
            UInt8(ascii: ","), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "~"),
            UInt8(ascii: "*"), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["),
            UInt8(ascii: "]"):
            return true
        default:
            return false
        }
    }
}
