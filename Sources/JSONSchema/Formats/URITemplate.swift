/// URI templates (RFC 6570, section 2).
extension FormatText {
    var isURITemplate: Bool {
        var index = 0
        while index < count {
            let byte = self[index]
            switch byte {
            case UInt8(ascii: "{"):
                guard let length = self[index..<count].first("}") else { return false }
                if !self[index + 1..<index + length].isTemplateExpression { return false }
                index += length + 1
            case UInt8(ascii: "%"):
                guard isEscape(at: index) else { return false }
                index += 3
            case 0x80...:
                let (scalar, length) = decodeScalar(bytes, at: index)
                if !isIRICharacter(scalar, privateUse: true) { return false }
                index += length
            default:
                if byte <= 0x20 || byte == 0x7F || "\"<>\\^`|}".utf8.contains(byte) { return false }
                index += 1
            }
        }
        return true
    }

    private func isEscape(at index: Int) -> Bool {
        index + 2 < count && has("%", at: index) && hexDigit(self[index + 1]) != nil && hexDigit(self[index + 2]) != nil
    }

    private var isTemplateExpression: Bool {
        guard count > 0 else { return false }
        let hasOperator = "+#./;?&=,!@|".utf8.contains(self[0])
        return self[hasOperator ? 1..<count : 0..<count].split(",").allSatisfy(\.isTemplateVariable)
    }

    private var isTemplateVariable: Bool {
        var name = self
        if let colon = first(":") {
            // A prefix length from 1 to 9999 without leading zeros.
            guard (1...4).contains(count - colon - 1), number(colon + 1..<count) != nil, !has("0", at: colon + 1) else {
                return false
            }
            name = self[0..<colon]
        } else if has("*", at: count - 1) {
            name = self[0..<count - 1]
        }
        return name.split(".").allSatisfy { part in
            var index = 0
            while index < part.count {
                if part.isEscape(at: index) {
                    index += 3
                } else if isASCIILetter(part[index]) || isASCIIDigit(part[index]) || part.has("_", at: index) {
                    index += 1
                } else {
                    return false
                }
            }
            return part.count > 0
        }
    }
}
