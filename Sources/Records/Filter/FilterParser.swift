/// Reads a filter from left to right, each name and value in the sense of the field it belongs to: where a value ends depends
/// on what it may be (`IT服务业+…`, `Catering and food`).
struct FilterParser {
    let source: FilterSource
    let text: String
    let kinds: KindSet
    let dates: DateReader
    var place = 0
    /// The kind of the condition that is being read.
    private(set) var outerKind: Kind?
    /// Looking ahead is cheap because it does not look ahead itself, and happens only so often.
    private var isLookingAhead = false
    private var looks = 0
    private var depth = 0
    private var tests = 0
    private var known: [String: FilterNames] = [:]

    init(_ text: String, kinds: KindSet, today: CalendarDate) throws(FilterError) {
        source = FilterSource(text)
        self.text = text
        self.kinds = kinds
        dates = DateReader(source: source, today: today)
        guard source.end <= Filter.maximumLength else {
            throw fail(
                Text(en: "the filter is too long", zh: "筛选条件太长"),
                Text(en: "at most \(Filter.maximumLength) characters", zh: "最多 \(Filter.maximumLength) 个字符"), 0..<0)
        }
        if let hidden = source.folded.firstIndex(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) {
            throw fail(
                Text(en: "a control character in the filter", zh: "筛选条件里有控制字符"),
                Text(en: "remove it", zh: "请删除它"), hidden..<(hidden + 1))
        }
    }

    /// The whole text.
    mutating func filter(_ kind: Kind) throws(FilterError) -> [Filter.Part] {
        skipSpaces()
        guard place < source.end else { throw nothing() }
        let alternatives = try alternatives(kind)
        guard place == source.end else { throw unexpected() }
        if alternatives.contains(where: { $0.contains { $0.node.weight > FilterNode.maximumWeight } }) {
            throw tooDeep(0)
        }
        if alternatives.count == 1 { return alternatives[0].map { .init(text: source.typed($0.range), node: $0.node) } }
        return [.init(text: text, node: .any(alternatives.map { joined($0) }))]
    }

    private func joined(_ conditions: [(node: FilterNode, range: Range<Int>)]) -> FilterNode {
        conditions.count == 1 ? conditions[0].node : .all(conditions.map(\.node))
    }

    /// Conditions with `or` and `and` between them, `and` binding closer; up to the end or a closing bracket.
    private mutating func alternatives(
        _ kind: Kind
    ) throws(FilterError) -> [[(node: FilterNode, range: Range<Int>)]] {
        var alternatives: [[(node: FilterNode, range: Range<Int>)]] = [[]]
        while true {
            let start = place
            let node = try condition(kind)
            alternatives[alternatives.count - 1].append((node, start..<trimmedEnd(start)))
            skipSpaces()
            guard let (connective, end) = source.longest(FilterConnective.all, at: place) else { return alternatives }
            place = end
            skipSpaces()
            guard place < source.end else {
                throw fail(
                    Text(en: "the filter ends in the middle", zh: "筛选条件没有写完"),
                    Text(en: "a condition is missing at the end", zh: "末尾缺少一个条件"), place..<place)
            }
            if connective == .or { alternatives.append([]) }
        }
    }

    private func trimmedEnd(_ start: Int) -> Int {
        var end = place
        while end > start, source[end - 1] == " " { end -= 1 }
        return end
    }

    /// One condition, a negated one, or several in brackets.
    private mutating func condition(_ kind: Kind) throws(FilterError) -> FilterNode {
        skipSpaces()
        outerKind = kind
        if source[place] == "(" { return try group(kind, closing: ")") }
        tests += 1
        guard tests <= Filter.maximumTests else {
            throw fail(
                Text(en: "too many conditions", zh: "条件太多"),
                Text(en: "at most \(Filter.maximumTests)", zh: "最多 \(Filter.maximumTests) 个"), place..<place)
        }
        if let comparison = try comparison(kind) { return comparison }
        if let phrase = try phrase(kind) { return phrase }
        if let (_, end) = source.longest(FilterConnective.negations, at: place), source[end] != "=" {
            return try negated(from: place, to: end, kind)
        }
        throw noCondition(kind)
    }

    private mutating func negated(from start: Int, to end: Int, _ kind: Kind) throws(FilterError) -> FilterNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Filter.maximumDepth else { throw tooDeep(start) }
        place = end
        skipSpaces()
        guard place < source.end else { throw nothing() }
        let inner = try condition(kind)
        if case .not(let positive) = inner { return positive }
        return .not(inner)
    }

    /// What stands between brackets.
    mutating func group(_ kind: Kind, closing: Unicode.Scalar) throws(FilterError) -> FilterNode {
        let start = place
        depth += 1
        defer { depth -= 1 }
        guard depth <= Filter.maximumDepth else { throw tooDeep(start) }
        place += 1
        let inner = try alternatives(kind)
        guard source[place] == closing else {
            if place < source.end { throw unexpected() }
            throw fail(
                Text(en: "this bracket is never closed", zh: "括号没有闭合"),
                Text(en: "put a \(closing) behind the last condition", zh: "请在最后一个条件之后加上 \(closing)"),
                start..<(start + 1))
        }
        place += 1
        return inner.count == 1 ? joined(inner[0]) : .any(inner.map { joined($0) })
    }

    // MARK: - For the other parts

    mutating func skipSpaces() { place = source.skippingSpaces(place) }

    /// The names of a kind; made once.
    mutating func names(_ kind: Kind) -> FilterNames {
        if let names = known[kind.key] { return names }
        let names = FilterNames(kind, kinds)
        known[kind.key] = names
        return names
    }

    /// True where a condition may begin: a name with a comparison behind it, or a phrase.
    mutating func startsCondition(at start: Int, _ kind: Kind) -> Bool {
        if isLookingAhead { return true }
        looks += 1
        guard looks <= Filter.maximumTests else { return false }
        let (savedPlace, savedTests) = (place, tests)
        isLookingAhead = true
        defer { (place, tests, isLookingAhead) = (savedPlace, savedTests, false) }
        place = source.skippingSpaces(start)
        if source[place] == "(" { return true }
        if let (subject, end) = subjectAhead(kind), hasOperator(at: end, subject) { return true }
        return (try? phrase(kind)) != nil
    }

    /// True where a value may end: at the end, a space, a closing bracket, a connective.
    func isEnd(_ place: Int) -> Bool {
        guard let scalar = source[place] else { return true }
        if " )],;+&|\u{3001}".unicodeScalars.contains(scalar) { return true }
        return source.longest(FilterConnective.chinese, at: place) != nil
    }

    func fail(_ message: Text, _ remedy: Text?, _ range: Range<Int>, isNoCondition: Bool = false) -> FilterError {
        FilterError(message, remedy: remedy, text: text, range: range, isNoCondition: isNoCondition)
    }
}
