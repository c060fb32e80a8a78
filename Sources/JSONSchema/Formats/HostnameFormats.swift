/// Host names (RFC 1123) and international ones (RFC 5890 to 5893).
extension FormatText {
    /// ASCII labels; those that begin with `xn--` must stand for valid international labels.
    var isHostname: Bool {
        if count > 253 { return false }
        guard let hasEncodedLabels else { return false }
        return !hasEncodedLabels || InternationalName.isValid(split(".").map(\.scalars))
    }

    /// Whether some label begins with `xn--`; nil when a label is not made of 1 to 63 letters, digits and inner hyphens.
    private var hasEncodedLabels: Bool? {
        var isEncoded = false
        var start = 0
        for index in 0...count {
            if index < count && !has(".", at: index) {
                let byte = self[index]
                if !isASCIILetter(byte) && !isASCIIDigit(byte) && byte != UInt8(ascii: "-") { return nil }
                continue
            }
            let length = index - start
            if length == 0 || length > 63 || has("-", at: start) || has("-", at: index - 1) { return nil }
            if length >= 4, has("-", at: start + 2), has("-", at: start + 3), self[start] | 0x20 == UInt8(ascii: "x"),
                self[start + 1] | 0x20 == UInt8(ascii: "n")
            {
                isEncoded = true
            }
            start = index + 1
        }
        return isEncoded
    }

    /// Labels of any script, separated by `.` or one of its East Asian forms.
    var isInternationalHostname: Bool {
        if count > 4 * 253 { return false }
        let labels = scalars.split(omittingEmptySubsequences: false) {
            $0 == 0x2E || $0 == 0x3002 || $0 == 0xFF0E || $0 == 0xFF61
        }
        return InternationalName.isValid(labels.map(Array.init))
    }
}

/// A domain name in IDNA 2008: labels as code points.
enum InternationalName {
    static func isValid(_ labels: [[UInt32]]) -> Bool {
        var unicodeLabels: [[UInt32]] = []
        var length = labels.count - 1
        for label in labels {
            guard let (decoded, asciiLength) = checked(label) else { return false }
            unicodeLabels.append(decoded)
            length += asciiLength
        }
        if length > 253 { return false }
        let isBidirectional = unicodeLabels.contains { $0.contains { BidiRule.isRightToLeft($0) } }
        return !isBidirectional || unicodeLabels.allSatisfy(BidiRule.allows)
    }

    /// The label in Unicode form and the length of its ASCII form; nil when it is not valid.
    private static func checked(_ label: [UInt32]) -> (label: [UInt32], asciiLength: Int)? {
        guard let first = label.first, let last = label.last, first != 0x2D, last != 0x2D else { return nil }
        if label.allSatisfy({ $0 < 0x80 }) {
            let ascii = label.map { UInt8($0) }
            guard ascii.count <= 63, ascii.allSatisfy({ isASCIILetter($0) || isASCIIDigit($0) || $0 == 0x2D }) else {
                return nil
            }
            let lowered = label.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
            guard lowered.starts(with: "xn--".unicodeScalars.map(\.value)) else { return (label, ascii.count) }
            // The encoded label must say something that needs encoding, and say it in the one canonical way.
            guard let decoded = Punycode.decode(Array(label.dropFirst(4))), decoded.contains(where: { $0 >= 0x80 }),
                isLabel(decoded), let encoded = Punycode.encode(decoded)
            else { return nil }
            let again = encoded.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
            return again == Array(lowered.dropFirst(4)) ? (decoded, ascii.count) : nil
        }
        guard isLabel(label), let encoded = Punycode.encode(label), encoded.count + 4 <= 63 else { return nil }
        return (label, encoded.count + 4)
    }

    /// The rules of RFC 5891, section 4.2, for a label with characters beyond ASCII.
    private static func isLabel(_ label: [UInt32]) -> Bool {
        guard let first = label.first, let last = label.last, first != 0x2D, last != 0x2D else { return false }
        if label.count >= 4, label[2] == 0x2D, label[3] == 0x2D { return false }
        guard let start = Unicode.Scalar(first) else { return false }
        switch start.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return false
        default: break
        }
        return label.indices.allSatisfy { IDNACharacter.isAllowed(in: label, at: $0) }
    }
}
