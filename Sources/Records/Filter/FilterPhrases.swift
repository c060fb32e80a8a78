/// Conditions in words: `followed within 6 months`, `no follow-up since 30d`, `近6个月有跟进记录`, `30天未跟进`, `没有商机`.
extension FilterParser {
    /// - Returns: nil, with the place as it was, when no phrase stands here.
    mutating func phrase(_ kind: Kind) throws(FilterError) -> FilterNode? {
        if let node = try english(kind) { return node }
        return chinese(kind)
    }

    // MARK: - English

    private mutating func english(_ kind: Kind) throws(FilterError) -> FilterNode? {
        let start = place
        let openings: [(String, Bool)] = [
            ("no ", true), ("not ", true), ("never ", true), ("without ", true), ("has no ", true), ("have no ", true),
            ("has ", false), ("have ", false), ("with ", false), ("", false),
        ]
        for (opening, isNegated) in openings {
            guard let behind = opening.isEmpty ? start : source.match(opening, at: start) else { continue }
            place = behind
            if let node = try related(kind, mayBeAlone: !opening.isEmpty) { return isNegated ? .not(node) : node }
        }
        place = start
        return nil
    }

    /// `followed up within 6 months`, `deals`.
    private mutating func related(_ kind: Kind, mayBeAlone: Bool) throws(FilterError) -> FilterNode? {
        let start = place
        let verbs: [(String, Void)] = [("followed", ()), ("followed up", ()), ("followed-up", ()), ("contacted", ())]
        let subject: FilterSubject
        let isVerb: Bool
        if let (_, end) = source.longest(verbs, at: start), let followed = followUps(kind) {
            (subject, place, isVerb) = (followed, end, true)
        } else if let found = try? subjects(kind, at: start).first, mayBeAlone {
            (subject, place, isVerb) = (found.subject, found.end, false)
        } else {
            place = start
            return nil
        }
        guard case .count = subject.type else { return try filled(subject, from: start) }
        let end = place
        skipSpaces()
        if let (sign, behind) = source.longest(FilterOperator.english, at: place) {
            place = behind
            skipSpaces()
            let comparison = Comparison(
                subject: subject, sign: sign.positive.0, signRange: end..<behind, nameRange: start..<end)
            let node = try several(Self.kind(of: subject, kind), comparison)
            return sign.positive.isNegated ? .not(node) : node
        }
        if isVerb, let (reading, behind) = dates.read(place), isEnd(behind), case .span(let span) = reading,
            let date = Self.kind(of: subject, kind).mainDate
        {
            place = behind
            let check = FilterCheck.day([span.lookingBack(from: dates.today)])
            return Self.wrapped(subject.steps, .test(.field([date]), check, currency: nil))
        }
        guard
            source[place] == nil || ")],;".unicodeScalars.contains(where: { $0 == source[place] })
                || source.longest(FilterConnective.all, at: place) != nil
        else {
            place = start
            return nil
        }
        place = end
        return Self.wrapped(subject.steps, nil)
    }

    /// `has owner`, `no email`: a field that is filled in.
    private mutating func filled(_ subject: FilterSubject, from start: Int) throws(FilterError) -> FilterNode? {
        guard isEnd(place), operatorBehind() == false else {
            place = start
            return nil
        }
        return Self.wrapped(subject.steps, .not(.test(subject.leaf, .isEmpty, currency: nil)))
    }

    private func operatorBehind() -> Bool {
        source.longest(FilterOperator.all, at: source.skippingSpaces(place)) != nil
    }

    private static func kind(of subject: FilterSubject, _ outer: Kind) -> Kind { subject.steps.last?.kind ?? outer }

    /// The follow-ups of a customer: of the one in whose folder a record lies, too.
    private func followUps(_ kind: Kind) -> FilterSubject? {
        guard let followUp = kinds["follow-up"], let owner = followUp.parent.flatMap({ kinds[$0] }) else { return nil }
        var steps: [FilterStep] = [.children(followUp)]
        if kind.key != owner.key {
            guard kind.parent == owner.key else { return nil }
            steps.insert(.parent(owner), at: 0)
        }
        return FilterSubject(steps: steps, leaf: .record(followUp), text: text)
    }

    // MARK: - Chinese

    /// [when] [有 / 无 / 未 …] what: a record of a kind, or a field that is filled in.
    private mutating func chinese(_ kind: Kind) -> FilterNode? {
        var end =
            source.longest(
                [("超过", ()), ("已超过", ()), ("连续", ()), ("已", ()), ("在", ()), ("曾在", ())], at: place)?.end ?? place
        var span: DateSpan?
        if let (reading, behind) = dates.read(end) {
            end = source.skippingSpaces(behind)
            switch reading {
            case .length(let length):
                span = length.added(to: dates.today, backwards: true).map { DateSpan(from: $0, to: nil) }
            case .span(let read):
                // `30天内未跟进` looks back, as nothing is known of days to come.
                let back = dates.today + (dates.today - (read.to ?? dates.today))
                let isAhead = read.from == dates.today && read.to.map { $0 > dates.today } ?? false
                span =
                    isAhead ? DateSpan(from: lookingBack(behind) ?? back, to: nil) : read.lookingBack(from: dates.today)
            case .moment(let day, _): span = DateSpan(day)
            }
            if span == nil { return nil }
            let fillers: [(String, Void)] = [
                ("以上", ()), ("及以上", ()), ("以来", ()), ("来", ()), ("内", ()), ("里", ()), ("都", ()),
            ]
            if let (_, behind) = source.longest(fillers, at: end) { end = behind }
        }
        let verbs: [(String, Bool)] = [
            ("有", true), ("有过", true), ("曾", true), ("曾有", true), ("已", true), ("无", false), ("没有", false),
            ("没", false),
            ("未", false), ("未曾", false), ("从未", false), ("从未有", false), ("不曾", false), ("尚未", false), ("还没", false),
            ("还没有", false), ("没有过", false),
        ]
        let verb = source.longest(verbs, at: end)
        guard span != nil || verb != nil else { return nil }
        guard let (subject, behind) = noun(kind, at: source.skippingSpaces(verb?.end ?? end), needsRecords: span != nil)
        else {
            return nil
        }
        guard source[source.skippingSpaces(behind)] == nil || isEnd(behind),
            source.longest(FilterOperator.all, at: behind) == nil
        else { return nil }
        var node = FilterNode.test(subject.leaf, .isEmpty, currency: nil)
        if case .count(let kind) = subject.type {
            var inner: FilterNode?
            if let span {
                guard let date = kind.mainDate else { return nil }
                inner = .test(.field([date]), .day([span]), currency: nil)
            }
            node = Self.wrapped(subject.steps, inner)
        } else {
            node = Self.wrapped(subject.steps, .not(node))
        }
        place = behind
        return verb?.meaning ?? true ? node : .not(node)
    }

    /// The first day of `30天内`, seen from today backwards.
    private func lookingBack(_ end: Int) -> CalendarDate? {
        var start = place
        while start < end {
            if let (length, _) = dates.length(start) { return length.added(to: dates.today, backwards: true) }
            start += 1
        }
        return nil
    }

    /// `跟进`, `跟进记录`, `跟进过`, `商机`, `负责人`.
    private mutating func noun(_ kind: Kind, at start: Int, needsRecords: Bool) -> (FilterSubject, Int)? {
        let words: [(String, Void)] = [
            ("跟进", ()), ("跟进过", ()), ("跟进记录", ()), ("跟进了", ()), ("互动", ()), ("互动过", ()), ("互动记录", ()), ("联系", ()),
            ("联系过", ()),
            ("沟通", ()), ("沟通过", ()), ("沟通记录", ()), ("拜访记录", ()), ("follow-up", ()), ("follow-ups", ()),
        ]
        let found = (try? subjects(kind, at: start)) ?? []
        let best = found.first { found in
            if case .count = found.subject.type { return true }
            return !needsRecords
        }
        if let (_, end) = source.longest(words, at: start), end > (best?.end ?? start), let subject = followUps(kind) {
            return (subject, end)
        }
        return best.map { ($0.subject, $0.end) }
    }
}
