/// The text as it may be shown: of every secret in it only what its preview shows, the rest as asterisks, as many as there were
/// characters, so that marks beneath a line stay in their places.
package func hidingSecrets(_ text: String) -> String {
    var text = text
    let hidden: [UInt8]? = text.withUTF8 { bytes in
        guard bytes.count >= 13 else { return nil }
        let findings = secrets(in: bytes, anyContext: true)
        return findings.isEmpty ? nil : hiding(findings, in: bytes, 0..<bytes.count)
    }
    return hidden.map { String(decoding: $0, as: UTF8.self) } ?? text
}

extension Text {
    /// Both languages without secrets.
    var hidingSecrets: Text { Text(en: Records.hidingSecrets(en), zh: Records.hidingSecrets(zh)) }
}

/// The bytes of `part` with what the findings cover behind asterisks; white space, hyphens and a few digits stay.
func hiding(_ findings: [SecretFinding], in bytes: UnsafeBufferPointer<UInt8>, _ part: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(part.count)
    var here = part.lowerBound
    for finding in findings where finding.range.overlaps(part) {
        result += bytes[here..<max(here, finding.range.lowerBound)]
        here = max(here, finding.range.lowerBound)
        let kept: (head: Int, tail: Int) =
            switch finding.kind {
            case .identity: (3, 2)
            case .card: (4, 4)
            case .privateKey, .token: (0, 0)
            }
        // Counted from the beginning of the finding, which may lie before this part.
        let characters = (finding.range).filter { isStart(bytes[$0]) && !isGap(bytes[$0]) }
        var index = characters.prefix { $0 < here }.count
        while here < min(part.upperBound, finding.range.upperBound) {
            let byte = bytes[here]
            if !isStart(byte) {
                here += 1
                continue
            }
            let isKept = index < kept.head || index >= characters.count - kept.tail
            if isGap(byte) {
                result.append(byte)
            } else {
                if isKept {
                    result.append(byte)
                    var next = here + 1
                    while next < bytes.count, !isStart(bytes[next]) {
                        result.append(bytes[next])
                        next += 1
                    }
                } else {
                    result.append(UInt8(ascii: "*"))
                }
                index += 1
            }
            here += 1
        }
    }
    if here < part.upperBound { result += bytes[here..<part.upperBound] }
    return result
}

private func isGap(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x2D || byte == 0x0A || byte == 0x0D || byte == 0x09
}

private func isStart(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }
