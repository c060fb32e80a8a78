/// What a name in a filter, a column or a sort order stands for: the way to a record, and a value there.
package struct FilterSubject: Sendable {
    /// From the record that is listed to the one that has the value; none for its own values.
    package let steps: [FilterStep]
    package let leaf: FilterLeaf
    /// What was typed.
    package let text: String

    /// - Throws: a text that is no name of a kind.
    package init(
        _ text: String, kind: Kind, in kinds: KindSet
    ) throws(FilterError) {
        var parser = try FilterParser(text, kinds: kinds, today: CalendarDate(daysSinceEpoch: 0))
        self = try parser.wholeSubject(kind)
    }

    /// A field of the record itself; nil stands for its currency.
    package init(own field: Field?) {
        let currency = Field(
            key: "currency", label: nil, aliases: [], description: "", types: ["string"], isList: false, format: nil,
            choices: [], references: [], unit: nil, isMultiline: false, isSensitive: false, isReach: false,
            isRequired: false, fields: [])
        self.init(steps: [], leaf: .field([field ?? currency]), text: (field ?? currency).key)
    }

    init(steps: [FilterStep], leaf: FilterLeaf, text: String) {
        self.steps = steps
        self.leaf = leaf
        self.text = text
    }

    /// The field or derived value as it is shown; nil for a record itself and for the path.
    package var field: Field? {
        switch leaf {
        case .field(let path): path.last
        case .derived(let derived): derived.field
        case .path, .record: nil
        }
    }

    /// The heading of a column: `Amount`, `Owner: Team`.
    package var label: Text {
        var words: [Text] = steps.map { step in
            switch step {
            case .reference(let path, _): path.last?.name ?? Text("")
            case .children(let kind), .referrers(let kind, _): kind.plural
            case .parent(let kind): kind.label
            }
        }
        switch leaf {
        case .field(let path): words += path.map(\.name)
        case .derived(let derived): words.append(derived.field.name)
        case .path: words.append(Text(en: "path", zh: "路径"))
        case .record(let kind): if steps.isEmpty { words.append(kind.label) }
        }
        let joined = words.dropFirst().reduce(words.first ?? Text(text)) {
            $0 + Text(en: " ", zh: "的") + Text(en: $1.en.lowercasedFirst, zh: $1.zh)
        }
        return Text(en: joined.en.uppercasedFirst, zh: joined.zh)
    }

    /// Read from the commits.
    package var isHistory: Bool { leaf.isHistory }

    /// A record has one value of it at most.
    package var isSingle: Bool {
        guard steps.allSatisfy(\.isSingle) else { return false }
        if case .field(let path) = leaf { return !path.contains(where: \.isList) }
        return true
    }

    var type: FilterType {
        switch leaf {
        case .field(let path): path.last.map { FilterType($0) } ?? .text
        case .derived(let derived): FilterType(derived.field)
        case .path: .text
        case .record(let kind):
            steps.last.map { !$0.isSingle } ?? false ? .count(kind) : .record(kind)
        }
    }
}

/// What a value is, as far as comparing goes.
enum FilterType {
    case choice(Field), number(Field), date, time, truth, text, phone, reference(Field), members
    /// A single record, by its names.
    case record(Kind)
    /// Several records: whether there are some, how many, when, or by their names.
    case count(Kind)

    init(_ field: Field) {
        let types = Set(field.types)
        if !field.choices.isEmpty {
            self = .choice(field)
        } else if !field.references.isEmpty {
            self = .reference(field)
        } else if !field.fields.isEmpty || types.contains("object") {
            self = .members
        } else if field.format == "date" {
            self = .date
        } else if field.format == "date-time" {
            self = .time
        } else if types == ["boolean"] {
            self = .truth
        } else if !types.isEmpty, types.isSubset(of: ["number", "integer"]) {
            self = .number(field)
        } else {
            self = field.format == "phone" ? .phone : .text
        }
    }
}

extension FilterParser {
    /// Nothing but one name.
    mutating func wholeSubject(_ kind: Kind) throws(FilterError) -> FilterSubject {
        skipSpaces()
        let found = try subjects(kind, at: place)
        if let whole = found.first(where: { source.skippingSpaces($0.end) == source.end }) { return whole.subject }
        if let long = found.first, source.skippingSpaces(long.end) < source.end, !source.splitsWord(long.end) {
            place = source.skippingSpaces(long.end)
        }
        throw unknownName(0..<source.end, kind)
    }

    /// The best reading of the name at this place, and where it ends.
    mutating func subjectAhead(_ kind: Kind) -> (subject: FilterSubject, end: Int)? {
        try? subjects(kind, at: place).first
    }

    /// All readings of the name at a place, longest first.
    ///
    /// - Throws: an unknown name behind a point.
    mutating func subjects(
        _ kind: Kind, at start: Int, steps: [FilterStep] = [], level: Int = 0
    ) throws(FilterError) -> [(subject: FilterSubject, end: Int)] {
        try readings(names(kind), at: start, steps, level)
    }

    private mutating func readings(
        _ names: FilterNames, at start: Int, _ steps: [FilterStep], _ level: Int
    ) throws(FilterError) -> [(subject: FilterSubject, end: Int)] {
        var found: [(subject: FilterSubject, end: Int)] = []
        var failure: FilterError?
        guard level <= Self.mostPoints else {
            throw fail(
                Text(en: "too many names in a row", zh: "名称层级太多"),
                Text(en: "at most \(Self.mostPoints) points", zh: "最多 \(Self.mostPoints) 个点"), start..<nameEnd(start))
        }
        for (meaning, end) in names.meanings(source, at: start) where isNameEnd(end) {
            guard let behind = pointEnd(end) else {
                found.append((subject(meaning, steps), end))
                continue
            }
            do throws(FilterError) {
                found += try members(meaning, behind, steps, level + 1)
            } catch {
                failure = failure ?? error
            }
        }
        if found.isEmpty, let failure { throw failure }
        return found
    }

    private func subject(_ meaning: FilterMeaning, _ steps: [FilterStep]) -> FilterSubject {
        switch meaning {
        case .field(let path): FilterSubject(steps: steps, leaf: .field(path), text: text)
        case .derived(let derived): FilterSubject(steps: steps, leaf: .derived(derived), text: text)
        case .path: FilterSubject(steps: steps, leaf: .path, text: text)
        case .own(let kind): FilterSubject(steps: steps, leaf: .record(kind), text: text)
        case .step(let step): FilterSubject(steps: steps + [step], leaf: .record(step.kind), text: text)
        }
    }

    /// What may stand behind the point after a name.
    private mutating func members(
        _ meaning: FilterMeaning, _ place: Int, _ steps: [FilterStep], _ level: Int
    ) throws(FilterError) -> [(subject: FilterSubject, end: Int)] {
        let range = place..<nameEnd(place)
        let word = source.typed(range)
        var found: [(subject: FilterSubject, end: Int)] = []
        switch meaning {
        case .step(let step):
            found = try subjects(step.kind, at: place, steps: steps + [step], level: level)
            if found.isEmpty { throw unknownName(range, step.kind) }
        case .own(let kind):
            found = try subjects(kind, at: place, steps: steps, level: level)
            if found.isEmpty { throw unknownName(range, kind) }
        case .field(let path):
            guard let field = path.last else { return [] }
            for kind in field.references.compactMap({ kinds[$0] }) where found.isEmpty {
                found = try subjects(kind, at: place, steps: steps + [.reference(path, kind)], level: level)
            }
            if let kind = field.references.first.flatMap({ kinds[$0] }), found.isEmpty {
                throw unknownName(range, kind)
            }
            let inner = FilterNames(members: path, kinds)
            if found.isEmpty { found = try readings(inner, at: place, steps, level) }
            if found.isEmpty {
                let near = near(word, inner.shown)
                throw fail(
                    field.name + Text(en: " has no `\(word)`", zh: "没有 `\(word)`"),
                    near.isEmpty
                        ? inner.shown.isEmpty
                            ? nil : Text(en: "known: ", zh: "可用：") + Text.list(field.fields.map(\.key))
                        : Text.didYouMean(near), range)
            }
        case .derived, .path:
            throw fail(Text(en: "`\(word)`: nothing can follow here", zh: "`\(word)`：这里后面不能再有内容"), nil, range)
        }
        return found
    }

    /// Points in one name, from record to record.
    private static let mostPoints = 5

    /// The place behind a point, or 的, that leads on from a name.
    private func pointEnd(_ place: Int) -> Int? {
        source[place] == "." && source[place + 1] != "." || source[place] == "的" ? place + 1 : nil
    }

    /// True where a name may end: not within a longer Chinese word that happens to begin with it.
    private func isNameEnd(_ place: Int) -> Bool {
        guard let scalar = source[place] else { return true }
        if " .[()],;+&|!\u{3001}\u{7684}".unicodeScalars.contains(scalar) { return true }
        if source.longest(FilterOperator.signs + FilterOperator.chinese, at: place) != nil { return true }
        return FilterSource.isDigit(scalar) || source.longest(FilterConnective.chinese, at: place) != nil
            || dates.read(place) != nil
    }
}

extension String {
    fileprivate var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }

    /// `Team` in the middle of a heading; `NPS` stays.
    fileprivate var lowercasedFirst: String {
        guard let second = dropFirst().first, second.isUppercase else { return prefix(1).lowercased() + dropFirst() }
        return self
    }
}
