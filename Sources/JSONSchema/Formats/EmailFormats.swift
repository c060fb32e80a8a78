/// Mail addresses (RFC 5321 mailbox; RFC 6531 for international ones).
extension FormatText {
    func isEmail(international: Bool) -> Bool {
        guard let mark = bytes.lastIndex(of: UInt8(ascii: "@")), mark > 0, mark <= 64 || international else {
            return false
        }
        let local = self[0..<mark]
        let domain = self[mark + 1..<count]
        if local.has("\"", at: 0) {
            if !local.isQuotedLocalPart(international) { return false }
        } else if !local.isDotAtom(international) {
            return false
        }
        if domain.has("[", at: 0) {
            guard domain.has("]", at: domain.count - 1) else { return false }
            let literal = domain[1..<domain.count - 1]
            let prefix = Array("IPv6:".utf8)
            if literal.count > prefix.count, literal.bytes.prefix(prefix.count).elementsEqual(prefix) {
                return literal[prefix.count..<literal.count].isIPv6
            }
            return literal.isIPv4
        }
        if domain.isASCII { return domain.isHostname }
        return international && domain.isMailDomain
    }

    private func isDotAtom(_ international: Bool) -> Bool {
        var isAfterDot = true
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "."):
                if isAfterDot { return false }
                isAfterDot = true
                continue
            case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
                UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "?"),
                UInt8(ascii: "^")...UInt8(ascii: "`"), UInt8(ascii: "{")...UInt8(ascii: "~"):
                break
            default:
                if !isASCIILetter(byte) && !isASCIIDigit(byte) && !(byte >= 0x80 && international) { return false }
            }
            isAfterDot = false
        }
        return !isAfterDot
    }

    private func isQuotedLocalPart(_ international: Bool) -> Bool {
        guard count >= 2, has("\"", at: count - 1) else { return false }
        var index = 1
        while index < count - 1 {
            let byte = self[index]
            if byte == UInt8(ascii: "\\") {
                index += 1
                guard index < count - 1, (0x20...0x7E).contains(self[index]) else { return false }
            } else if byte == UInt8(ascii: "\"") || byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !international) {
                return false
            }
            index += 1
        }
        return true
    }

    /// A domain with characters beyond ASCII in front of a mail server's own look-up: labels of the right shape.
    private var isMailDomain: Bool {
        split(".").allSatisfy { label in
            label.count > 0 && !label.has("-", at: 0) && !label.has("-", at: label.count - 1)
                && label.bytes.allSatisfy { isASCIILetter($0) || isASCIIDigit($0) || $0 == 0x2D || $0 >= 0x80 }
        }
    }
}
