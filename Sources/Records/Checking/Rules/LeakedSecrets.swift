import LosslessYAML

/// Identity card numbers, bank card numbers, private keys and access tokens do not belong in a CRM (R194): anywhere in a record,
/// comments among it. Cannot be switched off.
func leakedSecrets(_ records: [Record], _ settings: Settings) -> [Problem] {
    records.flatMap { leakedSecrets(in: $0.tree.bytes, at: $0.path, settings, record: $0) }
}

/// The same for a text of any kind: an attachment. What is no text (a zero byte among its first bytes) has none.
///
/// - Parameter record: the record that the text is, to name the field.
package func leakedSecrets(
    in bytes: [UInt8], at path: RecordPath, _ settings: Settings, record: Record? = nil
) -> [Problem] {
    if record == nil, bytes.prefix(8000).contains(0) { return [] }
    let found = secrets(in: bytes)
    guard !found.isEmpty else { return [] }
    let allowed = settings.allowedNumbers
    return found.prefix(mostShown).compactMap { finding in
        if finding.kind == .identity || finding.kind == .card, allowed.contains(numberText(bytes[finding.range])) {
            return nil
        }
        return problem(finding, bytes, path, record)
    }
}

/// The same of one record.
package func leakedSecrets(in record: Record, _ settings: Settings) -> [Problem] {
    leakedSecrets(in: record.tree.bytes, at: record.path, settings, record: record)
}

/// A file full of such numbers is refused all the same.
private let mostShown = 200

private func problem(_ finding: SecretFinding, _ bytes: [UInt8], _ path: RecordPath, _ record: Record?) -> Problem {
    let position = bytes.withUnsafeBufferPointer { YAMLPosition(offset: finding.range.lowerBound, in: $0) }
    let firstLine = bytes[finding.range].prefix { $0 != 0x0A && $0 != 0x0D }
    let field = record.flatMap { $0.tree.pointer(to: finding.range.lowerBound) } ?? ""
    let isNumber = finding.kind == .identity || finding.kind == .card
    return Problem(
        isNumber ? .personalIdentifier : .privateKey, path: path,
        place: TextPlace(line: position.line, column: position.column),
        width: String(decoding: firstLine, as: UTF8.self).unicodeScalars.count, field: field,
        message: Text(
            en: "\(finding.kind.name.en) \(finding.preview): such data may not be stored here",
            zh: "\(finding.kind.name.zh) \(finding.preview)：此类信息不得存入"),
        remedy: isNumber ? numberRemedy : keyRemedy, sourceLine: sourceLine(position.line, of: bytes))
}

private let numberRemedy = Text(
    en:
        "delete it, or keep only its last digits; a number that is something else goes under allowed_numbers in crm.yaml",
    zh: "请删除，或只保留末几位；如果它其实不是此类号码，请写入 crm.yaml 的 allowed_numbers")

private let keyRemedy = Text(
    en: "delete it, and replace the key: whoever saw the file may have it",
    zh: "请删除，并更换该密钥：看过这个文件的人都可能已经得到它")

extension Settings {
    /// Numbers that a person has looked at and found to be something else, digits only.
    fileprivate var allowedNumbers: Set<String> {
        Set(
            (all["allowed_numbers"]?.items ?? []).compactMap { item in
                item.string.map { numberText(Array($0.utf8)[...]) }
            })
    }
}

/// Digits and a final `X`, without what stands between them.
private func numberText(_ bytes: ArraySlice<UInt8>) -> String {
    var text = ""
    bytes.withUnsafeBufferPointer { bytes in
        for at in bytes.indices {
            if let digit = DigitRun.digit(bytes, at) { text += String(digit.value) }
            if bytes[at] | 0x20 == UInt8(ascii: "x") || bytes[at] == 0xB8
                || bytes[at] == 0x98 && at > 0 && bytes[at - 1] == 0xBD
            {
                text += "X"
            }
        }
    }
    return text
}

extension YAMLTree {
    /// JSON pointer of the innermost value that holds a byte; nil when none does.
    fileprivate func pointer(to offset: Int) -> String? {
        guard var node = root else { return nil }
        var pointer = ""
        while true {
            var next: (step: String, node: YAMLNodeID)?
            switch kind(node) {
            case .mapping:
                for entry in entries(node) where range(entry.value).contains(offset) {
                    next = (text(entry.key), entry.value)
                }
            case .sequence:
                for (index, item) in children(node).enumerated() where range(item).contains(offset) {
                    next = (String(index), item)
                }
            case .scalar, .alias: break
            }
            guard let next else { return pointer }
            pointer += "/" + next.step
            node = next.node
        }
    }
}
