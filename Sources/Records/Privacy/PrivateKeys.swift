/// Keys and tokens by the words that programs write around them. Only forms that nothing else has.
enum PrivateKeys {
    private typealias Bytes = UnsafeBufferPointer<UInt8>

    /// What begins around the byte at `at`, which is `-`, `_` or `K`; nil when it is nothing of the kind.
    static func finding(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) -> SecretFinding? {
        switch bytes[at] {
        case UInt8(ascii: "-"):
            return block(bytes, at) ?? puttyKey(bytes, at) ?? ageKey(bytes, at) ?? dashedToken(bytes, at)
        case UInt8(ascii: "_"): return underscoredToken(bytes, at)
        default: return accessKey(bytes, at)
        }
    }

    /// PEM (RFC 7468), OpenSSH, PGP and SSH2: `-----BEGIN … PRIVATE KEY…` up to the line of its end.
    private static func block(_ bytes: Bytes, _ at: Int) -> SecretFinding? {
        guard has("---", bytes, at) else { return nil }
        var here = at
        while here < bytes.count, bytes[here] == 0x2D, here - at < 8 { here += 1 }
        if here < bytes.count, bytes[here] == 0x20 { here += 1 }
        guard has("BEGIN ", bytes, here) else { return nil }
        let label = here + 6
        var end = label
        while end < bytes.count, end - label < 48, isLabel(bytes[end]) { end += 1 }
        let words = String(decoding: bytes[label..<end], as: UTF8.self)
        guard end < bytes.count, bytes[end] == 0x2D || bytes[end] == 0x20,
            words.contains("PRIVATE KEY") || words.hasPrefix("SSH2 ENCRYPTED PRIVATE KEY")
        else { return nil }
        let stop = endOfBlock(bytes, end)
        return SecretFinding(
            kind: .privateKey, range: at..<stop, preview: "-----BEGIN \(words.trimmingSpaces)----- ****")
    }

    /// Behind the line that ends a block, at most 32 KiB away; without one, behind what looks like the key.
    private static func endOfBlock(_ bytes: Bytes, _ start: Int) -> Int {
        let limit = min(bytes.count, start + (1 << 15))
        var here = start
        while here < limit {
            if bytes[here] == 0x2D, has("-----END ", bytes, here) || has("---- END ", bytes, here) {
                var end = here + 9
                while end < limit, isLabel(bytes[end]) { end += 1 }
                while end < limit, bytes[end] == 0x2D { end += 1 }
                return end
            }
            here += 1
        }
        var end = start
        while end < limit, isKeyText(bytes[end]) { end += 1 }
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        return end
    }

    /// `PuTTY-User-Key-File-2: ssh-rsa`; only the private half has such a file.
    private static func puttyKey(_ bytes: Bytes, _ at: Int) -> SecretFinding? {
        guard at >= 5, has("PuTTY-User-Key-File-", bytes, at - 5) else { return nil }
        let limit = min(bytes.count, at + (1 << 15))
        var end = at
        while end < limit, isKeyText(bytes[end]) || bytes[end] == 0x3A { end += 1 }
        while end > at + 16, bytes[end - 1] <= 0x20 { end -= 1 }
        return SecretFinding(kind: .privateKey, range: (at - 5)..<end, preview: "PuTTY-User-Key-File ****")
    }

    /// `AGE-SECRET-KEY-1` and 58 characters of Bech32.
    private static func ageKey(_ bytes: Bytes, _ at: Int) -> SecretFinding? {
        guard at >= 3, has("AGE-SECRET-KEY-1", bytes, at - 3) else { return nil }
        let start = at + 13
        let end = run(bytes, start, limit: 64) { $0 &- 0x30 < 10 || $0 &- 0x41 < 26 }
        guard end - start >= 58 else { return nil }
        return SecretFinding(kind: .privateKey, range: (at - 3)..<end, preview: "AGE-SECRET-KEY-1****")
    }

    /// GitLab and Slack.
    private static func dashedToken(_ bytes: Bytes, _ at: Int) -> SecretFinding? {
        if at >= 5, has("glpat-", bytes, at - 5) { return token(bytes, from: at - 5, body: at + 1, count: 20...40) }
        if at >= 4, has("xox", bytes, at - 4), "abprs".utf8.contains(bytes[at - 1]) {
            return token(bytes, from: at - 4, body: at + 1, count: 24...120, dashes: true)
        }
        return nil
    }

    /// GitHub and Stripe.
    private static func underscoredToken(_ bytes: Bytes, _ at: Int) -> SecretFinding? {
        if at >= 3, has("gh", bytes, at - 3), "pousr".utf8.contains(bytes[at - 1]) {
            return token(bytes, from: at - 3, body: at + 1, count: 36...80)
        }
        if at >= 6, has("github_pat_", bytes, at - 6) {
            return token(bytes, from: at - 6, body: at + 5, count: 50...120)
        }
        if at >= 2, has("sk_live_", bytes, at - 2) || has("rk_live_", bytes, at - 2) {
            return token(bytes, from: at - 2, body: at + 6, count: 20...120)
        }
        return nil
    }

    /// Amazon Web Services: `AKIA` or `ASIA`, and sixteen capital letters and digits (the second letter, `K`, leads here).
    private static func accessKey(_ bytes: Bytes, _ at: Int) -> SecretFinding? {
        guard at >= 1, has("AKIA", bytes, at - 1), !isWord(bytes, at - 2) else { return nil }
        let end = run(bytes, at + 3, limit: 17) { $0 &- 0x30 < 10 || $0 &- 0x41 < 26 }
        guard end - (at + 3) == 16, !isWord(bytes, end) else { return nil }
        return SecretFinding(kind: .token, range: (at - 1)..<end, preview: "AKIA****")
    }

    private static func token(
        _ bytes: Bytes, from start: Int, body: Int, count: ClosedRange<Int>, dashes: Bool = false
    ) -> SecretFinding? {
        guard start == 0 || !isWord(bytes, start - 1) else { return nil }
        let end = run(bytes, body, limit: count.upperBound + 1) { byte in
            byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || dashes && byte == 0x2D
        }
        guard count.contains(end - body) else { return nil }
        let shown = String(decoding: bytes[start..<body], as: UTF8.self)
        return SecretFinding(kind: .token, range: start..<end, preview: shown + "****")
    }

    private static func run(_ bytes: Bytes, _ start: Int, limit: Int, _ belongs: (UInt8) -> Bool) -> Int {
        var end = start
        while end < bytes.count, end - start < limit, belongs(bytes[end]) { end += 1 }
        return end
    }

    private static func has(_ word: StaticString, _ bytes: Bytes, _ at: Int) -> Bool {
        let count = word.utf8CodeUnitCount
        guard at >= 0, at + count <= bytes.count else { return false }
        let start = word.utf8Start
        for offset in 0..<count where bytes[at + offset] != start[offset] { return false }
        return true
    }

    private static func isLabel(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 || byte &- 0x30 < 10 || byte == 0x20 }

    /// Base64, its line breaks (written as `\n` in quotes, too) and the names of headers.
    private static func isKeyText(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2B || byte == 0x2F || byte == 0x3D || byte == 0x2D
            || byte == 0x5C || byte == 0x20 || byte == 0x0A || byte == 0x0D
    }

    private static func isWord(_ bytes: Bytes, _ at: Int) -> Bool {
        DigitRun.isAlphanumeric(bytes, at) || at >= 0 && at < bytes.count && bytes[at] == 0x5F
    }
}
