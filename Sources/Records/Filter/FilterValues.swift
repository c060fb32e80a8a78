import JSONSchema

/// Values of fields with a fixed choice, numbers and truth values.
extension FilterParser {
    mutating func choice(_ field: Field, _ comparison: Comparison) throws(FilterError) -> FilterNode {
        let keys = field.choices.map(\.key)
        if case .contains = comparison.sign { return try choicesContaining(field, comparison) }
        if case .between = comparison.sign {
            let (first, second) = try pair { parser throws(FilterError) in try parser.readChoice(field) }
            return node(comparison.subject, .choice(Array(keys[min(first, second)...max(first, second)])))
        }
        if let order = comparison.sign.order {
            let index = try readChoice(field)
            let range: Range<Int> =
                switch order {
                case .below: 0..<index
                case .atMost: 0..<(index + 1)
                case .above: (index + 1)..<keys.count
                case .atLeast, .equal: index..<keys.count
                }
            return node(comparison.subject, .choice(Array(keys[range])))
        }
        guard case .equal = comparison.sign else {
            throw mismatch(comparison, Text(en: "use = or !=", zh: "请用 = 或 !="))
        }
        var indices = try values { parser throws(FilterError) in try parser.readChoice(field) }
        if let first = indices.first, indices.count == 1, takesRangeSign() {
            let last = try readChoice(field)
            indices = Array(min(first, last)...max(first, last))
        }
        takeAlternatives(field, &indices)
        return node(comparison.subject, .choice(indices.map { keys[$0] }))
    }

    /// `A 或 B`: the second value of the same field, when it is no condition of its own.
    private mutating func takeAlternatives(_ field: Field, _ indices: inout [Int]) {
        while let (connective, end) = source.longest(FilterConnective.all, at: source.skippingSpaces(place)),
            connective == .or, let (index, behind) = choice(at: source.skippingSpaces(end), field),
            source.longest(FilterOperator.signs, at: source.skippingSpaces(behind)) == nil
        {
            indices.append(index)
            place = behind
        }
    }

    private mutating func choicesContaining(_ field: Field, _ comparison: Comparison) throws(FilterError) -> FilterNode
    {
        let start = place
        let texts = try values { parser throws(FilterError) in try parser.readText().text }
        let keys = field.choices.filter { choice in
            let names = [choice.key, choice.label.en, choice.label.zh].map { foldedText($0) }
            return texts.contains { text in names.contains { $0.utf8.contains(text.utf8) } }
        }.map(\.key)
        if keys.isEmpty { throw notAllowed(start..<place, field) }
        return node(comparison.subject, .choice(keys))
    }

    private mutating func readChoice(_ field: Field) throws(FilterError) -> Int {
        let start = place
        if let text = try quoted() {
            if let index = field.choices.firstIndex(where: { $0.isNamed(text) }) { return index }
            throw notAllowed(start..<place, field)
        }
        if let (index, end) = choice(at: place, field) {
            place = end
            return index
        }
        throw notAllowed(start..<valueEnd(start), field)
    }

    private func notAllowed(_ range: Range<Int>, _ field: Field) -> FilterError {
        let typed = source.typed(range).trimmingSpaces
        let near = near(typed, field.choices.flatMap { [$0.key, $0.label.zh, $0.label.en] + $0.aliases })
        return fail(
            field.name + Text(en: " is never `\(typed)`", zh: "没有 `\(typed)` 这个值"),
            (near.isEmpty
                ? Text("") : Text(en: "did you mean ", zh: "是不是 ") + Text.alternatives(near) + Text(en: "? ", zh: "？"))
                + Text(en: "allowed: ", zh: "可选：")
                + Text(
                    en: field.choices.map(\.key).joined(separator: ", "),
                    zh: field.choices.map(\.label.zh).joined(separator: "、")), range)
    }

    // MARK: - Numbers

    /// A number with the currency that stands with it.
    struct Amount {
        let text: String
        let currency: String?
    }

    mutating func number(_ comparison: Comparison) throws(FilterError) -> FilterNode {
        let subject = comparison.subject
        let read = { (parser: inout FilterParser) throws(FilterError) -> Amount in
            try parser.requiredNumber(comparison)
        }
        if case .between = comparison.sign {
            let (low, high) = try pair(read)
            return try between(subject, low, high)
        }
        if let order = comparison.sign.order, comparison.sign.isSince == false {
            let amount = try read(&self)
            return node(subject, .number(order, amount.text), currency: amount.currency)
        }
        guard case .equal = comparison.sign else {
            throw mismatch(
                comparison,
                Text(
                    en: "it is a number: use = != > < >= <= or a range like 10k..50k",
                    zh: "它是数字，请用 = != > < >= <= 或范围，如 10万..50万"))
        }
        if takesRangeSign() { return try between(subject, nil, try read(&self)) }
        let amounts = try values(read)
        if amounts.count == 1, takesRangeSign() {
            let high = source[place] == nil || isEnd(place) ? nil : try read(&self)
            skipClosingWords()
            return try between(subject, amounts[0], high)
        }
        return node(subject, .numberIn(amounts.map(\.text)), currency: amounts.lazy.compactMap(\.currency).first)
    }

    private func between(_ subject: FilterSubject, _ low: Amount?, _ high: Amount?) throws(FilterError) -> FilterNode {
        if let low, let high, let lower = ExactDecimal(low.text), let upper = ExactDecimal(high.text), upper < lower {
            return node(subject, .numberBetween(high.text, low.text), currency: low.currency ?? high.currency)
        }
        return node(subject, .numberBetween(low?.text, high?.text), currency: low?.currency ?? high?.currency)
    }

    mutating func requiredNumber(_ comparison: Comparison) throws(FilterError) -> Amount {
        skipSpaces()
        let start = place
        let quotedText = try quoted()
        if let text = quotedText, let number = typedNumber(text) { return Amount(text: number, currency: nil) }
        if quotedText == nil, let number = readNumber(), isNumberEnd(place) { return number }
        place = start
        let range = start..<valueEnd(start)
        let typed = source.typed(range).trimmingSpaces
        let name = comparison.subject.field?.name ?? Text(source.typed(comparison.nameRange))
        throw fail(
            name + Text(en: ": `\(typed)` is no number", zh: "：`\(typed)` 不是数字"),
            Text(en: "write 300000 or 30k", zh: "请写 300000 或 30万"), range)
    }

    private func isNumberEnd(_ place: Int) -> Bool {
        isEnd(place) || source[place] == "~" || source[place] == "-" || source[place] == "." || source[place] == "]"
            || source.longest(
                [("到", ()), ("至", ()), ("和", ()), ("与", ()), ("之间", ()), ("\u{2026}", ()), ("\u{2013}", ())], at: place)
                != nil
    }

    mutating func truth(_ comparison: Comparison) throws(FilterError) -> FilterNode {
        let words: [(String, Bool)] = [
            ("true", true), ("yes", true), ("y", true), ("是", true), ("对", true), ("有", true), ("真", true), ("1", true),
            ("false", false), ("no", false), ("n", false), ("否", false), ("不", false), ("不是", false), ("无", false),
            ("假", false), ("0", false),
        ]
        let start = place
        let text = try quoted()
        let found =
            text.map { typed in words.first { $0.0 == typed.lowercased() }.map { ($0.1, place) } }
            ?? source.longest(words, at: start).map { ($0.meaning, $0.end) }
        guard case .equal = comparison.sign, let (value, end) = found, isEnd(end) else {
            let range = start..<valueEnd(start)
            throw fail(
                Text(source.typed(comparison.nameRange))
                    + Text(
                        en: " is yes or no, not `\(source.typed(range))`",
                        zh: " 只能是“是”或“否”，不能是 `\(source.typed(range))`"),
                Text(en: "write = yes or = no", zh: "请写 =是 或 =否"), range)
        }
        place = end
        return node(comparison.subject, .truth(value))
    }
}

extension FilterOperator {
    /// `since` asks for a time; everything else with an order may ask for a number as well.
    var isSince: Bool {
        if case .since = self { return true }
        return false
    }
}
