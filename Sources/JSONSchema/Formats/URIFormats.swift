/// URIs (RFC 3986) and IRIs (RFC 3987), absolute or relative.
extension FormatText {
    func isURI(relative: Bool, international: Bool) -> Bool {
        var rest = self
        if let hash = rest.first("#") {
            if !rest[hash + 1..<rest.count].isMade(of: .query, international) { return false }
            rest = rest[0..<hash]
        }
        if let mark = rest.first("?") {
            if !rest[mark + 1..<rest.count].isMade(of: .query, international, privateUse: international) {
                return false
            }
            rest = rest[0..<mark]
        }
        let slash = rest.first("/") ?? rest.count
        if let colon = rest.first(":"), colon < slash {
            // A colon in the first segment ends a scheme; a relative path cannot have one there.
            if !rest[0..<colon].isScheme { return false }
            rest = rest[colon + 1..<rest.count]
        } else if !relative {
            return false
        }
        if rest.has("/", at: 0), rest.has("/", at: 1) {
            let end = rest[2..<rest.count].first("/").map { $0 + 2 } ?? rest.count
            if !rest[2..<end].isAuthority(international) { return false }
            rest = rest[end..<rest.count]
        }
        return rest.isMade(of: .path, international)
    }

    private var isScheme: Bool {
        guard count > 0, isASCIILetter(self[0]) else { return false }
        return bytes.allSatisfy { isASCIILetter($0) || isASCIIDigit($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
    }

    private func isAuthority(_ international: Bool) -> Bool {
        var rest = self
        if let mark = rest.bytes.lastIndex(of: UInt8(ascii: "@")) {
            if !rest[0..<mark].isMade(of: .userInfo, international) { return false }
            rest = rest[mark + 1..<rest.count]
        }
        if rest.has("[", at: 0) {
            guard let end = rest.first("]") else { return false }
            let literal = rest[1..<end]
            if !literal.isIPv6 && !literal.isFutureAddress { return false }
            return end + 1 == rest.count
                || (rest.has(":", at: end + 1) && rest.endOfDigits(from: end + 2) == rest.count)
        }
        if let colon = rest.first(":") {
            if rest.endOfDigits(from: colon + 1) != rest.count { return false }
            rest = rest[0..<colon]
        }
        return rest.isMade(of: .host, international)
    }

    /// `IPvFuture`.
    private var isFutureAddress: Bool {
        guard has("v", at: 0) || has("V", at: 0), let dot = first("."), dot > 1, dot + 1 < count else { return false }
        return self[1..<dot].bytes.allSatisfy { hexDigit($0) != nil }
            && self[dot + 1..<count].isMade(of: .userInfo, false)
    }

    /// The parts of a URI by the punctuation they may hold beyond unreserved characters, `%XX` and sub-delimiters.
    private enum URIPart {
        case host, userInfo, path, query

        func allows(_ punctuation: UInt8) -> Bool {
            switch punctuation {
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "!"),
                UInt8(ascii: "$"), UInt8(ascii: "&")...UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="):
                true
            case UInt8(ascii: ":"): self != .host
            case UInt8(ascii: "@"), UInt8(ascii: "/"): self == .path || self == .query
            case UInt8(ascii: "?"): self == .query
            default: false
            }
        }
    }

    private func isMade(of part: URIPart, _ international: Bool, privateUse: Bool = false) -> Bool {
        var index = 0
        while index < count {
            let byte = self[index]
            if byte >= 0x80 {
                let (scalar, length) = decodeScalar(bytes, at: index)
                if !international || !isIRICharacter(scalar, privateUse: privateUse) { return false }
                index += length
                continue
            }
            if byte == UInt8(ascii: "%") {
                guard index + 2 < count, hexDigit(self[index + 1]) != nil, hexDigit(self[index + 2]) != nil else {
                    return false
                }
                index += 3
                continue
            }
            if !isASCIILetter(byte) && !isASCIIDigit(byte) && !part.allows(byte) { return false }
            index += 1
        }
        return true
    }
}

/// `ucschar` of RFC 3987, with `iprivate` where that is allowed.
func isIRICharacter(_ scalar: UInt32, privateUse: Bool) -> Bool {
    switch scalar {
    case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
    case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: privateUse
    case 0x10000...0xEFFFF: scalar & 0xFFFF <= 0xFFFD && !(0xE0000...0xE0FFF).contains(scalar)
    default: false
    }
}
