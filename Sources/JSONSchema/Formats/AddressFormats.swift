/// IP addresses.
extension FormatText {
    /// Four decimal numbers up to 255 without leading zeros (RFC 2673, section 3.2).
    var isIPv4: Bool {
        let parts = split(".")
        return parts.count == 4
            && parts.allSatisfy { part in
                guard (1...3).contains(part.count), let value = part.number(0..<part.count) else { return false }
                return value <= 255 && (part.count == 1 || !part.has("0", at: 0))
            }
    }

    /// RFC 4291, section 2.2: eight groups, one run of them may be `::`, the last two may be an IPv4 address.
    var isIPv6: Bool {
        guard let run = indexOfDoubleColon else { return groups(mayEndInIPv4: true) == 8 }
        let head = self[0..<run]
        let tail = self[run + 2..<count]
        if tail.indexOfDoubleColon != nil || tail.has(":", at: 0) { return false }
        guard let before = head.isEmpty ? 0 : head.groups(mayEndInIPv4: false),
            let after = tail.isEmpty ? 0 : tail.groups(mayEndInIPv4: true)
        else { return false }
        return before + after <= 7
    }

    private var indexOfDoubleColon: Int? {
        (0..<Swift.max(0, count - 1)).first { has(":", at: $0) && has(":", at: $0 + 1) }
    }

    /// The number of 16-bit groups in colon notation; nil when it is malformed.
    private func groups(mayEndInIPv4: Bool) -> Int? {
        let parts = split(":")
        var groups = 0
        for (index, part) in parts.enumerated() {
            if mayEndInIPv4 && index == parts.count - 1 && part.first(".") != nil {
                if !part.isIPv4 { return nil }
                groups += 2
            } else {
                guard (1...4).contains(part.count), part.bytes.allSatisfy({ hexDigit($0) != nil }) else { return nil }
                groups += 1
            }
        }
        return groups
    }
}
