/// What to say about a filter that cannot be understood.
extension FilterParser {
    func nothing() -> FilterError {
        fail(
            Text(en: "the filter is empty", zh: "筛选条件是空的"), Self.howToWrite, place..<place, isNoCondition: true)
    }

    func tooDeep(_ place: Int) -> FilterError {
        fail(
            Text(en: "too many brackets within one another", zh: "括号嵌套太深"),
            Text(en: "at most \(Filter.maximumDepth)", zh: "最多 \(Filter.maximumDepth) 层"), place..<(place + 1))
    }

    static let howToWrite = Text(
        en: "write field=value, for example status=won (also != > < >= <= and ~ for contains); crm help filters",
        zh: "请写成 字段=值，例如 客户状态=成交（也可用 != > < >= <= 和表示包含的 ~）；详见 crm help filters")

    /// Something stands behind a condition that does not belong there.
    func unexpected() -> FilterError {
        let range = place..<wordEnd(place)
        let word = source.typed(range)
        if source[place] == ")" || source[place] == "]" {
            return fail(
                Text(en: "`\(word)` closes nothing", zh: "`\(word)` 没有对应的左括号"),
                Text(en: "remove it, or open the bracket before", zh: "请删除，或在前面补上左括号"), range)
        }
        return fail(
            Text(en: "`\(word)` is not expected here", zh: "这里不应出现 `\(word)`"),
            Text(
                en: "put `and` or `or` between two conditions; put a value with signs in it in quotes",
                zh: "两个条件之间请写 且 或 或；值里有符号时请加引号"), range)
    }

    /// Neither a comparison nor a phrase begins here: a name without a comparison, a name that is not known, or neither.
    mutating func noCondition(_ kind: Kind) -> FilterError {
        if let (subject, end) = subjectAhead(kind) {
            return fail(
                Text(
                    en: "a comparison is missing behind `\(source.typed(place..<end))`",
                    zh: "`\(source.typed(place..<end))` 后面缺少比较"),
                comparisons(subject), end..<wordEnd(source.skippingSpaces(end)), isNoCondition: true)
        }
        let end = nameEnd(place)
        let word = source.typed(place..<end)
        let behind = source.skippingSpaces(end)
        let isNamed = source.longest(FilterOperator.signs, at: behind) != nil && !word.isEmpty
        guard isNamed else {
            let whole = place..<max(place, wordEnd(place))
            let typed = source.typed(whole)
            return fail(
                Text(en: "`\(typed)` is no condition", zh: "`\(typed)` 不是筛选条件"), proposal(for: typed, kind),
                whole, isNoCondition: true)
        }
        return unknownName(place..<end, kind)
    }

    /// `status=won` for `won`; a name for one that is misspelt.
    private mutating func proposal(for typed: String, _ kind: Kind) -> Text {
        for field in kind.fields {
            guard let choice = field.choices.first(where: { $0.isNamed(typed) }) else { continue }
            return Text(
                en: "did you mean \(field.key)=\(choice.key)?", zh: "是不是 \(field.name.zh)=\(choice.label.zh)？")
        }
        let near = near(typed, names(kind).shown).filter {
            abs($0.unicodeScalars.count - typed.unicodeScalars.count) <= 2
        }
        return near.isEmpty ? Self.howToWrite : Text.didYouMean(near)
    }

    /// A name that no field, relation or derived value has.
    mutating func unknownName(_ range: Range<Int>, _ kind: Kind) -> FilterError {
        let word = source.typed(range)
        let (message, remedy) = kind.unknownField(word)
        let isUnseen = kind.unseen.contains { $0.key == word || $0.isNamed(word) }
        let near = isUnseen ? [] : near(word, names(kind).shown)
        return fail(message, near.isEmpty ? remedy : Text.didYouMean(near), range)
    }

    /// The names that may have been meant; of those that differ in capitals only, the first.
    func near(_ word: String, _ names: [String]) -> [String] {
        var seen: Set<String> = []
        return nearestNames(to: word, among: names.filter { seen.insert($0.lowercased()).inserted })
    }

    /// What may stand behind a field.
    private func comparisons(_ subject: FilterSubject) -> Text {
        switch subject.type {
        case .number, .count:
            Text(en: "for example `> 300000`, `>= 30k` or `10k..50k`", zh: "例如 `>300000`、`≥30万` 或 `=10万..50万`")
        case .date, .time:
            Text(
                en: "for example `>= 2026-11-01`, `= last month` or `within 30 days`",
                zh: "例如 `>=2026-11-01`、`=上月` 或 `=近30天`")
        case .choice(let field):
            Text(
                en: "for example `= \(field.choices.first?.key ?? "")`",
                zh: "例如 `=\(field.choices.first?.label.zh ?? "")`")
        default: Text(en: "for example `= …`, `~ …` (contains) or `is empty`", zh: "例如 `=…`、`~…`（包含）或 `为空`")
        }
    }

    /// The end of the word at a place, for underlining.
    func wordEnd(_ start: Int) -> Int {
        var end = start
        while let scalar = source[end], !" ()[],;+|\u{3001}".unicodeScalars.contains(scalar) { end += 1 }
        return end == start && start < source.end ? start + 1 : end
    }

    /// The end of what looks like a name: up to a sign.
    func nameEnd(_ start: Int) -> Int {
        var end = start
        while let scalar = source[end], !" ()[],;+|&\u{3001}".unicodeScalars.contains(scalar),
            source.longest(FilterOperator.signs, at: end) == nil
        {
            end += 1
        }
        return end
    }
}
