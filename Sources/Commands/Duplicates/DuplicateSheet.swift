import Records
import Rules

/// Pairs of records that seem to mean the same, with why.
struct DuplicateSheet {
    let pairs: [DuplicatePair]
    let records: [RecordPath: Record]

    func lines(_ paint: Paint) -> [String] {
        pairs.flatMap { pair -> [String] in
            let reasons = pair.reasons.map { say($0.words) }.joined(separator: say(", ", "，"))
            return [paint("\(pair.score)", pair.score >= 85 ? .red : .yellow) + "  " + visible(reasons)]
                + [pair.first, pair.second].map { line($0, paint) }
        }
    }

    private func line(_ path: RecordPath, _ paint: Paint) -> String {
        guard let record = records[path] else { return "" }
        let number = record.string("no") ?? record.id ?? ""
        return "    " + paint(visible(number), .cyan) + "  " + paint(visible(record.title), .bold)
            + paint("  " + visible(path.text), .faint)
    }

    var values: [RecordValue] {
        pairs.map { pair in
            [
                "score": .integer(pair.score),
                "reasons": .list(
                    pair.reasons.map { ["reason": .text($0.key), "value": .optional($0.value)] }),
                "records": .list(
                    [pair.first, pair.second].map { path in
                        [
                            "id": .optional(records[path]?.id), "no": .optional(records[path]?.string("no")),
                            "title": .optional(records[path]?.title), "path": .text(path.text),
                        ]
                    }),
            ]
        }
    }
}

extension DuplicatePair.Reason {
    /// What the two share; nil for a name.
    var value: String? {
        switch self {
        case .phone(let value), .email(let value), .website(let value), .mailDomain(let value): value
        case .name, .taxNumber, .address: nil
        }
    }

    var words: Text {
        switch self {
        case .name(.sameName): Text(en: "same name", zh: "名称相同")
        case .name(.sameSound): Text(en: "names sound the same", zh: "名称同音")
        case .name(.spelling): Text(en: "names differ by a letter", zh: "名称只差一字")
        case .name(.sameBrand): Text(en: "same brand", zh: "字号相同")
        case .name(.pinyin): Text(en: "one name is the other's pinyin", zh: "一名是另一名的拼音")
        case .taxNumber: Text(en: "same registration number", zh: "统一社会信用代码相同")
        case .phone(let number): Text(en: "same phone \(number)", zh: "电话相同 \(number)")
        case .email(let address): Text(en: "same e-mail \(address)", zh: "邮箱相同 \(address)")
        case .website(let host): Text(en: "same website \(host)", zh: "网站相同 \(host)")
        case .mailDomain(let domain): Text(en: "same mail domain \(domain)", zh: "邮箱域名相同 \(domain)")
        case .address: Text(en: "same address", zh: "地址相同")
        }
    }
}
