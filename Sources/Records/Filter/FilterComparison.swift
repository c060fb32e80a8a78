/// A name, a comparison and what it is compared with.
extension FilterParser {
    /// - Returns: nil when no name with a comparison stands here.
    mutating func comparison(_ kind: Kind) throws(FilterError) -> FilterNode? {
        for (subject, end) in try subjects(kind, at: place) {
            if source[end] == "[", case .record(let inner) = subject.leaf, !subject.steps.isEmpty {
                place = end
                return try Self.wrapped(subject.steps, group(inner, closing: "]"))
            }
            if let (sign, behind) = operatorAt(end) {
                let start = place
                place = behind
                return try compared(subject, sign, signRange: end..<behind, nameRange: start..<end)
            }
            if let node = try withoutSign(subject, end) { return node }
        }
        return nil
    }

    /// The sign or word of comparison behind a name.
    private func operatorAt(_ end: Int) -> (FilterOperator, Int)? {
        let behind = source.skippingSpaces(end)
        if let (sign, end) = source.longest(FilterOperator.signs + FilterOperator.chinese, at: behind) {
            return (sign, end)
        }
        guard behind > end else { return nil }
        return source.longest(FilterOperator.english, at: behind).map { ($0.meaning, $0.end) }
    }

    /// True where a comparison follows a name.
    mutating func hasOperator(at end: Int, _ subject: FilterSubject) -> Bool {
        if operatorAt(end) != nil || source[end] == "[" { return true }
        let saved = place
        defer { place = saved }
        return (try? withoutSign(subject, end)).flatMap { $0 } != nil
    }

    /// `请勿联系`, `draft`; `首次接触时间近30天`; `年采购额50万以上`.
    private mutating func withoutSign(_ subject: FilterSubject, _ end: Int) throws(FilterError) -> FilterNode? {
        let behind = source.skippingSpaces(end)
        switch subject.type {
        case .truth:
            let isAlone = source[behind] == nil || source.longest(FilterConnective.all, at: behind) != nil
            guard isAlone || source[behind] == ")" || source[behind] == "]" else { return nil }
            place = end
            return node(subject, .truth(true))
        case .date, .time:
            guard case (.span(let span), let end)? = dates.read(behind), isEnd(end) else { return nil }
            place = end
            return node(subject, .day([span]))
        case .number:
            let saved = place
            place = behind
            guard FilterSource.isDigit(source[behind]), let number = readNumber() else {
                place = saved
                return nil
            }
            let sides: [(String, FilterOrder)] = [
                ("以上", .atLeast), ("及以上", .atLeast), ("或以上", .atLeast), ("以下", .atMost), ("及以下", .atMost),
                ("以内", .atMost), ("or more", .atLeast), ("or less", .atMost),
            ]
            guard let (order, end) = source.longest(sides, at: source.skippingSpaces(place)) else {
                place = saved
                return nil
            }
            place = end
            return node(subject, .number(order, number.text), currency: number.currency)
        default: return nil
        }
    }

    private mutating func compared(
        _ subject: FilterSubject, _ sign: FilterOperator, signRange: Range<Int>, nameRange: Range<Int>
    ) throws(FilterError) -> FilterNode {
        let (positive, isNegated) = sign.positive
        skipSpaces()
        let found: FilterNode
        if case .isEmpty = positive {
            found = empty(subject)
        } else if case .equal = positive, takesNothing(subject) {
            found = empty(subject)
        } else {
            guard place < source.end else {
                throw fail(
                    Text(en: "a value is missing at the end", zh: "末尾缺少一个值"), Self.howToWrite, place..<place)
            }
            found = try filled(Comparison(subject: subject, sign: positive, signRange: signRange, nameRange: nameRange))
        }
        return isNegated ? .not(found) : found
    }

    /// A comparison on its way.
    struct Comparison {
        let subject: FilterSubject
        let sign: FilterOperator
        let signRange: Range<Int>
        let nameRange: Range<Int>
    }

    private mutating func filled(_ comparison: Comparison) throws(FilterError) -> FilterNode {
        switch comparison.subject.type {
        case .choice(let field): try choice(field, comparison)
        case .number: try number(comparison)
        case .date, .time: try date(comparison)
        case .truth: try truth(comparison)
        case .text, .members, .phone: try words(comparison)
        case .reference, .record: try named(comparison)
        case .count(let kind): try several(kind, comparison)
        }
    }

    /// `负责人=`, `owner = empty`: nothing, or a word for it, stands behind the sign.
    private mutating func takesNothing(_ subject: FilterSubject) -> Bool {
        guard let scalar = source[place] else { return true }
        if ")],;".unicodeScalars.contains(scalar) { return true }
        if let (_, end) = source.longest(FilterConnective.all, at: place), scalar != "+",
            startsCondition(at: end, currentKind(subject))
        {
            return true
        }
        if case .choice(let field) = subject.type, choice(at: place, field) != nil { return false }
        guard
            let (_, end) = source.longest(
                [("空", ()), ("空白", ()), ("empty", ()), ("null", ()), ("blank", ())], at: place),
            isEnd(end)
        else { return false }
        place = end
        return true
    }

    /// Any kind does for looking ahead; conditions mostly go on about the same records.
    private func currentKind(_ subject: FilterSubject) -> Kind {
        if case .record(let kind) = subject.leaf { return kind }
        return outerKind ?? kinds.kinds[0]
    }

    private func empty(_ subject: FilterSubject) -> FilterNode {
        if case .record = subject.leaf, !subject.steps.isEmpty { return .not(Self.wrapped(subject.steps, nil)) }
        let test = FilterNode.test(subject.leaf, .isEmpty, currency: nil)
        return subject.steps.isEmpty ? test : .not(Self.wrapped(subject.steps, .not(test)))
    }

    /// A check of the value that a subject stands for.
    func node(_ subject: FilterSubject, _ check: FilterCheck, currency: String? = nil) -> FilterNode {
        Self.wrapped(subject.steps, .test(subject.leaf, check, currency: currency))
    }

    static func wrapped(_ steps: [FilterStep], _ inner: FilterNode?) -> FilterNode {
        var node = inner
        for step in steps.reversed() { node = .related(step, node) }
        return node ?? .all([])
    }

    /// The comparison does not go with the field.
    func mismatch(_ comparison: Comparison, _ remedy: Text) -> FilterError {
        let name = source.typed(comparison.nameRange)
        let sign = source.typed(comparison.signRange).trimmingSpaces
        return fail(
            Text(en: "`\(name)` cannot be compared by `\(sign)`", zh: "`\(name)` 不能用 `\(sign)` 来比较"), remedy,
            comparison.nameRange.lowerBound..<comparison.signRange.upperBound)
    }
}
