/// Texts, names of records, days, and several records at once.
extension FilterParser {
    /// A text with its place; quotes make it literal.
    struct Words {
        let text: String
        let range: Range<Int>
        let isQuoted: Bool
    }

    mutating func words(_ comparison: Comparison) throws(FilterError) -> FilterNode {
        let subject = comparison.subject
        var isPhone = false
        if case .phone = subject.type { isPhone = true }
        switch comparison.sign {
        case .equal, .contains:
            let texts = try values { parser throws(FilterError) in try parser.readText().text }
            var contains = false
            if case .contains = comparison.sign { contains = true }
            if isPhone, texts.allSatisfy({ Self.isPhone($0) }) {
                let digits = texts.map { Self.digits($0) }
                return node(subject, contains ? .phoneContains(digits) : .phoneIs(digits))
            }
            return node(subject, contains ? .textContains(texts) : .textIs(texts))
        case .below, .atMost, .above, .atLeast:
            guard case .text = subject.type, let order = comparison.sign.order else { break }
            return node(subject, .textOrder(order, try orderable(comparison)))
        case .between:
            guard case .text = subject.type else { break }
            let (low, high) = try pair { parser throws(FilterError) in try parser.orderable(comparison) }
            return .all([node(subject, .textOrder(.atLeast, low)), node(subject, .textOrder(.atMost, high))])
        default: break
        }
        throw mismatch(
            comparison, Text(en: "it is a text: use = != or ~ (contains)", zh: "它是文字，请用 = != 或 ~（包含）"))
    }

    /// A text to be put in order. A bare number is more likely a mistake: texts are not compared by size.
    private mutating func orderable(_ comparison: Comparison) throws(FilterError) -> String {
        let words = try readText()
        guard !words.isQuoted, typedNumber(words.text) != nil else { return words.text }
        throw fail(
            Text(
                en: "`\(source.typed(comparison.nameRange))` is a text and has no size",
                zh: "`\(source.typed(comparison.nameRange))` 是文字，不能比较大小"),
            Text(
                en: "compare a number; to compare texts letter by letter, put \"\(words.text)\" in quotes",
                zh: "请换成数字字段；要逐字比较文字，请给 \"\(words.text)\" 加引号"), words.range)
    }

    /// A text, folded for comparing.
    mutating func readText() throws(FilterError) -> Words {
        skipSpaces()
        let start = place
        if let text = try quoted() { return Words(text: foldedText(text), range: start..<place, isQuoted: true) }
        let end = valueEnd(start)
        if let sign = (start..<end).first(where: {
            "=<>\u{2260}\u{2264}\u{2265}".unicodeScalars.contains(source.folded[$0])
        }) {
            throw fail(
                Text(
                    en: "`\(source.typed(sign..<(sign + 1)))` stands within a value",
                    zh: "值里出现了 `\(source.typed(sign..<(sign + 1)))`"),
                Text(
                    en: "put `and` between two conditions, or the value in quotes", zh: "两个条件之间请写 且，或给值加上引号"),
                sign..<(sign + 1))
        }
        guard end > start else {
            throw fail(
                Text(en: "a value is missing here", zh: "这里缺少一个值"), Self.howToWrite, start..<wordEnd(start))
        }
        place = end
        return Words(text: foldedText(source.typed(start..<end)), range: start..<end, isQuoted: false)
    }

    /// Where a value without quotes ends: at a connective, a comma, a bracket that it did not open.
    func valueEnd(_ start: Int) -> Int {
        var lookahead = self
        var end = start
        scan: while let scalar = source[end] {
            switch scalar {
            case ",", ";", "|", "\u{3001}", ")", "]": break scan
            case "&":
                // `Müller & Söhne` is one name.
                let behind = source[end + 1] == "&" ? end + 2 : end + 1
                if behind == end + 2 || outerKind.map({ lookahead.startsCondition(at: behind, $0) }) ?? true {
                    break scan
                }
            case "+":
                let isPhone = end == start && FilterSource.isDigit(source[end + 1])
                let isDoubled = end > start && (source[end + 1] == "+" || source[end - 1] == "+")
                guard isPhone || isDoubled else { break scan }
            case "(":
                guard let close = closing(end) else { break scan }
                end = close
            case " ":
                let behind = source.skippingSpaces(end)
                if source[behind] != "&", source.longest(FilterConnective.all, at: behind) != nil { break scan }
            default:
                guard end > start, scalar.value >= 0x2E80,
                    let (_, behind) = source.longest(FilterConnective.chinese, at: end), let kind = outerKind
                else { break }
                if lookahead.startsCondition(at: behind, kind) { break scan }
            }
            end += 1
        }
        while end > start, source[end - 1] == " " { end -= 1 }
        return end
    }

    /// The bracket that closes the one at a place, within what a name may hold.
    private func closing(_ open: Int) -> Int? {
        var depth = 0
        for place in open..<min(source.end, open + 200) {
            if source[place] == "(" { depth += 1 }
            if source[place] == ")" {
                depth -= 1
                if depth == 0 { return place }
            }
        }
        return nil
    }

    /// As texts are compared: letters of ASCII small.
    func foldedText(_ text: String) -> String {
        String(decoding: text.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 32 : $0 }, as: UTF8.self)
    }

    static func isPhone(_ text: String) -> Bool {
        text.unicodeScalars.contains { FilterSource.isDigit(FilterSource.folded($0)) }
            && text.unicodeScalars.allSatisfy {
                let scalar = FilterSource.folded($0)
                return FilterSource.isDigit(scalar) || " +-()".unicodeScalars.contains(scalar)
            }
    }

    static func digits(_ text: String) -> String {
        String(String.UnicodeScalarView(FilterSource.folded(text).filter { FilterSource.isDigit($0) }))
    }

    // MARK: - Records by name

    mutating func named(_ comparison: Comparison) throws(FilterError) -> FilterNode {
        switch comparison.sign {
        case .equal:
            let names = try values { parser throws(FilterError) in try parser.readName(comparison.subject) }
            return node(comparison.subject, .named(names))
        case .contains:
            let texts = try values { parser throws(FilterError) in try parser.readText().text }
            return node(comparison.subject, .nameContains(texts))
        default:
            throw mismatch(
                comparison, Text(en: "it names a record: use = != or ~ (contains)", zh: "它指向一条记录，请用 = != 或 ~（包含）"))
        }
    }

    private mutating func readName(_ subject: FilterSubject) throws(FilterError) -> FilterName {
        let words = try readText()
        var isMember = false
        switch subject.type {
        case .reference(let field): isMember = field.references.contains("member")
        case .record(let kind): isMember = kind.key == "member"
        default: break
        }
        if isMember, !words.isQuoted, ["me", "我", "本人"].contains(words.text) { return .me(words.range) }
        return .text(words.text, words.range)
    }

    /// Several records: whether one lies in a time, how many there are, or one by its name.
    mutating func several(_ kind: Kind, _ comparison: Comparison) throws(FilterError) -> FilterNode {
        guard let step = comparison.subject.steps.last else { return .all([]) }
        let before = Array(comparison.subject.steps.dropLast())
        if let field = kind.mainDate, let spans = try datesOfRecords(comparison) {
            return Self.wrapped(before, .related(step, .test(.field([field]), .day(spans), currency: nil)))
        }
        if let order = comparison.sign.order ?? (isCount ? .equal : nil) {
            let number = try requiredNumber(comparison)
            guard let count = ExactCount(number.text) else {
                throw fail(
                    Text(en: "`\(number.text)` is no number of records", zh: "`\(number.text)` 不是记录的数量"),
                    Text(en: "write a whole number", zh: "请写整数"), comparison.signRange.upperBound..<place)
            }
            return Self.wrapped(before, .count(step, order, count.value))
        }
        let subject = FilterSubject(steps: comparison.subject.steps, leaf: .record(kind), text: text)
        return try named(
            Comparison(
                subject: subject, sign: comparison.sign, signRange: comparison.signRange,
                nameRange: comparison.nameRange))
    }

    private var isCount: Bool {
        var ahead = self
        return ahead.readNumber() != nil && isEnd(ahead.place)
    }

    struct ExactCount {
        let value: Int

        init?(_ text: String) {
            guard let value = Int(text), value >= 0, value < 1_000_000_000 else { return nil }
            self.value = value
        }
    }
}

extension Kind {
    /// The day that a record of the kind is about: when a follow-up took place, when a ticket or a deal was opened.
    package var mainDate: Field? {
        let usual = [
            "at", "date", "opened_at", "opened_on", "signed_on", "raised_on", "registered_on", "starts_on", "due",
        ]
        let dated = fields.filter { ($0.format == "date" || $0.format == "date-time") && !$0.isList }
        return usual.lazy.compactMap { key in dated.first { $0.key == key } }.first
            ?? columns.lazy.compactMap { key in dated.first { $0.key == key } }.first ?? dated.first
    }
}
