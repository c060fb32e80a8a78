/// Comparisons with days and times.
extension FilterParser {
    mutating func date(_ comparison: Comparison) throws(FilterError) -> FilterNode {
        let subject = comparison.subject
        switch comparison.sign {
        case .within:
            return node(subject, .day([try within(comparison)]))
        case .since:
            let reading = try readDate(comparison)
            if case .length(let length) = reading, let from = length.added(to: dates.today, backwards: true) {
                return node(subject, .day([DateSpan(from: from, to: nil)]))
            }
            let from = try required(reading, comparison)
            guard takesRangeSign() else { return node(subject, .day([DateSpan(from: from.from, to: nil)])) }
            let last = try required(readDate(comparison), comparison)
            skipClosingWords()
            return node(subject, .day([DateSpan(from: from.from, to: last.to)]))
        case .between:
            let (first, last) = try pair { parser throws(FilterError) in
                try parser.required(parser.readDate(comparison), comparison)
            }
            return node(subject, .day([DateSpan(from: first.from, to: last.to)]))
        case .below, .atMost, .above, .atLeast:
            guard let order = comparison.sign.order else { break }
            let reading = try readDate(comparison)
            if case .moment(_, let text) = reading { return node(subject, .moment(order, text)) }
            guard let span = try required(reading, comparison).compared(order) else { break }
            return node(subject, .day([span]))
        case .equal: return try node(subject, spans(comparison))
        default: break
        }
        throw mismatch(
            comparison,
            Text(en: "it is a date: use = > < >= <= or a span like last month", zh: "它是日期，请用 = > < >= <= 或时间段，如 上月"))
    }

    private mutating func spans(_ comparison: Comparison) throws(FilterError) -> FilterCheck {
        if takesRangeSign() {
            return .day([DateSpan(from: nil, to: try required(readDate(comparison), comparison).to)])
        }
        var moment: String?
        let spans = try values { parser throws(FilterError) -> DateSpan in
            let reading = try parser.readDate(comparison)
            if case .moment(_, let text) = reading { moment = text }
            return try parser.required(reading, comparison)
        }
        if spans.count == 1, takesRangeSign() {
            if source[place] == nil || isEnd(place) { return .day([DateSpan(from: spans[0].from, to: nil)]) }
            let last = try required(readDate(comparison), comparison)
            skipClosingWords()
            return .day([DateSpan(from: spans[0].from, to: last.to)])
        }
        skipClosingWords()
        if let moment, spans.count == 1 { return .moment(.equal, moment) }
        return .day(spans)
    }

    /// `within 30 days`: at most so far from today, before or after; `within this quarter`: in it.
    private mutating func within(_ comparison: Comparison) throws(FilterError) -> DateSpan {
        let reading = try readDate(comparison)
        guard case .length(let length) = reading else { return try required(reading, comparison) }
        return DateSpan(from: length.added(to: dates.today, backwards: true), to: length.added(to: dates.today))
    }

    /// When one of several records took place; nil when the comparison does not ask for a day.
    mutating func datesOfRecords(_ comparison: Comparison) throws(FilterError) -> [DateSpan]? {
        switch comparison.sign {
        case .within, .since:
            let reading = try readDate(comparison)
            if case .length(let length) = reading {
                return [DateSpan(from: length.added(to: dates.today, backwards: true), to: nil)]
            }
            let span = try required(reading, comparison)
            return [comparison.sign.isSince ? DateSpan(from: span.from, to: nil) : span.lookingBack(from: dates.today)]
        case .equal, .below, .atMost, .above, .atLeast:
            guard let (reading, end) = dates.read(place), isEnd(end), !isPlainNumber else { return nil }
            place = end
            let span = try required(reading, comparison)
            return (comparison.sign.order.map { span.compared($0) } ?? span.lookingBack(from: dates.today)).map { [$0] }
        case .between:
            guard dates.read(place) != nil, !isPlainNumber else { return nil }
            let (first, last) = try pair { parser throws(FilterError) in
                try parser.required(parser.readDate(comparison), comparison)
            }
            return [DateSpan(from: first.from, to: last.to)]
        default: return nil
        }
    }

    /// `2026` may be a year; of several records it is a number.
    private var isPlainNumber: Bool {
        var end = place
        while FilterSource.isDigit(source[end]) { end += 1 }
        return end > place && end - place != 4 && isEnd(end)
    }

    private mutating func readDate(_ comparison: Comparison) throws(FilterError) -> DateReader.Reading {
        skipSpaces()
        let start = place
        if let text = try quoted() {
            let inner = DateReader(source: FilterSource(text), today: dates.today)
            if let (reading, end) = inner.read(0), end == inner.source.end { return reading }
        } else if let (reading, end) = dates.read(start), isDateEnd(end) {
            place = end
            return reading
        }
        let range = start..<max(place, valueEnd(start))
        let name = comparison.subject.field?.name ?? Text(source.typed(comparison.nameRange))
        throw fail(
            name + Text(en: ": `\(source.typed(range))` is no day", zh: "：`\(source.typed(range))` 不是日期"),
            Text(
                en: "write 2026-11-03, 2026-11, last month, this quarter or 30 days ago",
                zh: "可写 2026-11-03、2026-11、上月、本季度、30天前"), range)
    }

    /// A length says nothing about its direction where a day is asked for.
    private func required(
        _ reading: DateReader.Reading, _ comparison: Comparison
    ) throws(FilterError) -> DateSpan {
        if case .length = reading {
            let range = source.skippingSpaces(comparison.signRange.upperBound)..<place
            let typed = source.typed(range)
            throw fail(
                Text(en: "`\(typed)`: before today or after?", zh: "`\(typed)`：是之前还是之后？"),
                Text(
                    en: "write `\(typed) ago`, `in \(typed)` or `last \(typed)`",
                    zh: "请写 `\(typed)前`、`\(typed)后` 或 `近\(typed)`"),
                range)
        }
        guard let span = dates.span(reading) else {
            throw fail(
                Text(en: "this day lies beyond the calendar", zh: "这个日期超出范围"), nil,
                comparison.signRange.upperBound..<place)
        }
        return span
    }

    private func isDateEnd(_ end: Int) -> Bool {
        isEnd(end) || source[end] == "." && source[end + 1] == "." || source[end] == "~"
            || source.longest(
                [
                    ("到", ()), ("至", ()), ("和", ()), ("与", ()), ("之间", ()), ("期间", ()), ("\u{2026}", ()),
                    ("\u{2013}", ()),
                ], at: end)
                != nil
    }
}
