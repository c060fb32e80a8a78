/// Reads days and spans of days out of a filter, in English and Chinese: `2026-11-03`, `2026年11月`, `Q4`, `上周`, `last month`,
/// `近6个月`, `30 days ago`, `3d`. Reads as much as belongs to it and says where it ends.
struct DateReader {
    /// What was read.
    enum Reading {
        case span(DateSpan)
        /// A length without a direction: `30d`, `6 months`, `30天`.
        case length(TimeLength)
        /// A time of a day: `2026-11-03T14:30`.
        case moment(CalendarDate, String)
    }

    let source: FilterSource
    let today: CalendarDate

    /// The longest date that begins at a place.
    func read(_ start: Int) -> (reading: Reading, end: Int)? {
        let found = [numeric(start), named(start), rolling(start), calendarUnit(start), counted(start), weekday(start)]
        return found.compactMap { $0 }.filter { !source.splitsWord($0.end) }.max { $0.end < $1.end }
    }

    /// A day in the sense of an assignment for a length: `3d` lies three days ahead.
    func span(_ reading: Reading) -> DateSpan? {
        switch reading {
        case .span(let span): span
        case .length(let length): length.added(to: today).map { DateSpan($0) }
        case .moment(let day, _): DateSpan(day)
        }
    }

    // MARK: - Figures

    private func digits(_ place: Int, atMost count: Int) -> (value: Int, end: Int)? {
        var end = place
        var value = 0
        while end < source.end, end - place < count, FilterSource.isDigit(source[end]) {
            value = value * 10 + Int(source.folded[end].value - 0x30)
            end += 1
        }
        return end == place ? nil : (value, end)
    }

    /// `2026-11-03`, `2026/11/3`, `2026年11月3日`, `2026-11`, `2026-Q4`, `2026`, `11-03`, `11月`, `Q4`, with a time behind a day.
    private func numeric(_ start: Int) -> (reading: Reading, end: Int)? {
        if let (value, end) = quarterOrHalf(start, year: today.components.year) { return (.span(value), end) }
        guard let (first, afterFirst) = digits(start, atMost: 4), !FilterSource.isDigit(source[afterFirst]) else {
            return nil
        }
        if afterFirst - start == 4 { return year(first, afterFirst) }
        guard afterFirst - start <= 2 else { return nil }
        return dayOfYear(first, afterFirst, year: today.components.year, needsDay: source[afterFirst] != "月")
    }

    private func year(_ year: Int, _ end: Int) -> (reading: Reading, end: Int)? {
        let whole = DateSpan.months(year, 1, count: 12).map { (reading: Reading.span($0), end: end) }
        let next = source[end]
        if next == "年" {
            let behind = end + 1
            if let (span, end) = quarterOrHalf(behind, year: year) { return (.span(span), end) }
            if let (month, afterMonth) = digits(behind, atMost: 2),
                let found = dayOfYear(month, afterMonth, year: year, needsDay: false)
            {
                return found
            }
            return whole.map { ($0.reading, behind) }
        }
        if let (span, end) = quarterOrHalf(next == "-" ? end + 1 : end, year: year) { return (.span(span), end) }
        guard next == "-" || next == "/" || next == ".", let (month, afterMonth) = digits(end + 1, atMost: 2),
            let found = dayOfYear(month, afterMonth, year: year, needsDay: false)
        else { return whole }
        return found
    }

    private func dayOfYear(
        _ month: Int, _ end: Int, year: Int, needsDay: Bool
    ) -> (reading: Reading, end: Int)? {
        let separator = source[end]
        if separator == "-" || separator == "/" || separator == "月" || (separator == "." && !needsDay),
            let (day, afterDay) = digits(end + 1, atMost: 2),
            let date = CalendarDate(year: year, month: month, day: day)
        {
            if separator == "月" {
                return (
                    .span(DateSpan(date)), source[afterDay] == "日" || source[afterDay] == "号" ? afterDay + 1 : afterDay
                )
            }
            return clock(date, afterDay) ?? (.span(DateSpan(date)), afterDay)
        }
        guard !needsDay, let span = DateSpan.month(year, month) else { return nil }
        let behind = separator == "月" ? (source[end + 1] == "份" ? end + 2 : end + 1) : end
        return (.span(span), behind)
    }

    /// ` 14:30`, `T14:30:00+08:00` behind a day; seconds and offset are read over.
    private func clock(_ day: CalendarDate, _ end: Int) -> (reading: Reading, end: Int)? {
        guard source[end] == " " || source[end] == "t", let (hour, afterHour) = digits(end + 1, atMost: 2), hour < 24,
            source[afterHour] == ":", let (minute, afterMinute) = digits(afterHour + 1, atMost: 2), minute < 60
        else { return nil }
        var behind = afterMinute
        while let scalar = source[behind], FilterSource.isDigit(scalar) || ":.z+-".unicodeScalars.contains(scalar) {
            if scalar == "+" || scalar == "-", !FilterSource.isDigit(source[behind + 1]) { break }
            behind += 1
        }
        return (.moment(day, "\(day)T\(padded(hour, 2)):\(padded(minute, 2))"), behind)
    }

    /// `Q4`, `H2`, `四季度`, `第4季度`, `下半年`.
    private func quarterOrHalf(_ start: Int, year: Int) -> (DateSpan, Int)? {
        if source[start] == "q" || source[start] == "h", let (number, end) = digits(start + 1, atMost: 1),
            !source.splitsWord(end)
        {
            let length = source[start] == "q" ? 3 : 6
            guard (1...(12 / length)).contains(number) else { return nil }
            return DateSpan.months(year, (number - 1) * length + 1, count: length).map { ($0, end) }
        }
        if let (half, end) = source.longest([("上半年", 0), ("下半年", 1)], at: start) {
            return DateSpan.months(year, half * 6 + 1, count: 6).map { ($0, end) }
        }
        let from = source[start] == "第" ? start + 1 : start
        guard let (number, end) = count(from), (1...4).contains(number),
            let (_, behind) = source.longest([("季度", ()), ("季", ())], at: end)
        else { return nil }
        return DateSpan.months(year, (number - 1) * 3 + 1, count: 3).map { ($0, behind) }
    }

    // MARK: - Words

    private func named(_ start: Int) -> (reading: Reading, end: Int)? {
        let days: [(String, Int)] = [
            ("today", 0), ("now", 0), ("今天", 0), ("今日", 0), ("现在", 0), ("当天", 0), ("yesterday", -1), ("昨天", -1),
            ("昨日", -1),
            ("day before yesterday", -2), ("前天", -2), ("大前天", -3), ("tomorrow", 1), ("明天", 1), ("明日", 1),
            ("day after tomorrow", 2), ("后天", 2), ("大后天", 3),
        ]
        if let (shift, end) = source.longest(days, at: start) { return (.span(DateSpan(today + shift)), end) }
        let years: [(String, Int)] = [("今年", 0), ("去年", -1), ("前年", -2), ("明年", 1), ("后年", 2)]
        guard let (shift, end) = source.longest(years, at: start) else { return nil }
        let year = today.components.year + shift
        if let (span, end) = quarterOrHalf(end, year: year) { return (.span(span), end) }
        if let (month, afterMonth) = count(end), source[afterMonth] == "月",
            let found = dayOfYear(month, afterMonth, year: year, needsDay: false)
        {
            return found
        }
        return DateSpan.months(year, 1, count: 12).map { (.span($0), end) }
    }

    /// `this week`, `上个月`, `next quarter`, `本年度`.
    private func calendarUnit(_ start: Int) -> (reading: Reading, end: Int)? {
        let shifts: [(String, Int)] = [
            ("this ", 0), ("current ", 0), ("last ", -1), ("previous ", -1), ("next ", 1), ("本", 0), ("这", 0),
            ("这个", 0),
            ("当", 0), ("上", -1), ("上个", -1), ("上一个", -1), ("上上", -2), ("上上个", -2), ("下", 1), ("下个", 1), ("下一个", 1),
            ("下下", 2), ("下下个", 2),
        ]
        let units: [(String, TimeLength.Unit)] = [
            ("week", .week), ("month", .month), ("quarter", .quarter), ("year", .year), ("周", .week), ("星期", .week),
            ("礼拜", .week), ("月", .month), ("月份", .month), ("季度", .quarter), ("季", .quarter), ("年", .year),
            ("年度", .year),
        ]
        guard let (shift, afterShift) = source.longest(shifts, at: start),
            let (unit, end) = source.longest(units, at: source.skippingSpaces(afterShift)),
            let span = TimeLength.calendar(unit, around: today, shifted: shift)
        else { return nil }
        return (.span(span), end)
    }

    /// `近6个月`, `最近30天内`, `last 30 days`, `未来两周`, `next 3 months`.
    private func rolling(_ start: Int) -> (reading: Reading, end: Int)? {
        let directions: [(String, Bool)] = [
            ("近", true), ("最近", true), ("过去", true), ("前", true), ("last ", true), ("past ", true), ("the last ", true),
            ("the past ", true), ("previous ", true), ("未来", false), ("今后", false), ("接下来", false), ("next ", false),
            ("coming ", false), ("the next ", false),
        ]
        guard let (isPast, behind) = source.longest(directions, at: start),
            let (length, end) = length(source.skippingSpaces(behind)),
            let other = length.added(to: today, backwards: isPast)
        else { return nil }
        let inside = source.longest([("内", ()), ("之内", ()), ("以内", ()), ("以来", ()), ("里", ())], at: end)?.end ?? end
        return (.span(DateSpan(from: isPast ? other : today, to: isPast ? today : other)), inside)
    }

    /// `30 days ago`, `3天前`, `in 2 weeks`, `3天后`, `30天内`, or a bare length.
    private func counted(_ start: Int) -> (reading: Reading, end: Int)? {
        let ahead = source.match("in ", at: start)
        guard let (length, end) = length(ahead ?? start) else { return nil }
        let day = { (backwards: Bool) in length.added(to: today, backwards: backwards).map { DateSpan($0) } }
        if ahead != nil { return day(false).map { (.span($0), end) } }
        let behind = source.skippingSpaces(end)
        if let (_, end) = source.longest([("ago", ()), ("前", ()), ("之前", ()), ("以前", ())], at: behind) {
            return day(true).map { (.span($0), end) }
        }
        if let (_, end) = source.longest([("后", ()), ("之后", ()), ("以后", ())], at: end) {
            return day(false).map { (.span($0), end) }
        }
        if let (_, end) = source.longest([("内", ()), ("之内", ()), ("以内", ())], at: end) {
            return length.added(to: today).map { (.span(DateSpan(from: today, to: $0)), end) }
        }
        return (.length(length), end)
    }

    /// `fri`, `next wed`, `周五`, `上周三`, `月底`: a day of a week as everywhere else.
    private func weekday(_ start: Int) -> (reading: Reading, end: Int)? {
        let days = ["一", "二", "三", "四", "五", "六", "日"]
        let chinese = ["周", "星期", "礼拜"].flatMap { week in days.enumerated().map { (week + $0.element, $0.offset) } }
        for (prefix, shift) in [("上", -1), ("上个", -1), ("本", 0), ("这", 0), ("下", 1), ("下个", 1)] {
            if let behind = source.match(prefix, at: start), let (day, end) = source.longest(chinese, at: behind) {
                return (.span(DateSpan(today + (1 - today.weekday) + shift * 7 + day)), end)
            }
        }
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        let long = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        for (prefix, shift) in [("last ", -1), ("this ", 0), ("next ", 1)] {
            if let behind = source.match(prefix, at: start),
                let (day, end) = source.longest(
                    (names + long).enumerated().map { ($0.element, $0.offset % 7) }, at: behind)
            {
                return (.span(DateSpan(today + (1 - today.weekday) + shift * 7 + day)), end)
            }
        }
        let words = chinese.map(\.0) + names + long + ["月底", "本月底", "eom", "end of month"]
        guard let (word, end) = source.longest(words.map { ($0, $0) }, at: start),
            let day = parseDay(word, today: today)
        else { return nil }
        return (.span(DateSpan(day)), end)
    }

    // MARK: - Lengths

    /// `30d`, `6 months`, `30天`, `六个月`, `半年`.
    func length(_ start: Int) -> (length: TimeLength, end: Int)? {
        let halves: [(String, TimeLength)] = [
            ("半年", TimeLength(count: 6, unit: .month)), ("半个月", TimeLength(count: 15, unit: .day)),
            ("半月", TimeLength(count: 15, unit: .day)),
            ("a day", TimeLength(count: 1, unit: .day)), ("a week", TimeLength(count: 1, unit: .week)),
            ("a month", TimeLength(count: 1, unit: .month)), ("a quarter", TimeLength(count: 1, unit: .quarter)),
            ("a year", TimeLength(count: 1, unit: .year)), ("half a year", TimeLength(count: 6, unit: .month)),
        ]
        if let (length, end) = source.longest(halves, at: start) { return (length, end) }
        guard let (number, behind) = count(start), number > 0 else { return nil }
        let units: [(String, TimeLength.Unit)] = [
            ("d", .day), ("day", .day), ("days", .day), ("天", .day), ("日", .day), ("w", .week), ("week", .week),
            ("weeks", .week), ("周", .week), ("个星期", .week), ("星期", .week), ("个礼拜", .week), ("m", .month),
            ("mo", .month),
            ("month", .month), ("months", .month), ("个月", .month), ("月", .month), ("q", .quarter),
            ("quarter", .quarter),
            ("quarters", .quarter), ("个季度", .quarter), ("季度", .quarter), ("y", .year), ("year", .year),
            ("years", .year),
            ("年", .year),
        ]
        guard let (unit, end) = source.longest(units, at: source.skippingSpaces(behind)) else { return nil }
        return (TimeLength(count: number, unit: unit), end)
    }

    /// A whole number in figures, or in Chinese up to 99.
    private func count(_ start: Int) -> (value: Int, end: Int)? {
        if let found = digits(start, atMost: 5) { return FilterSource.isDigit(source[found.end]) ? nil : found }
        let figures: [Unicode.Scalar: Int] = [
            "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
        ]
        var end = start
        var value = source[end].flatMap { figures[$0] }
        if value != nil { end += 1 }
        if source[end] == "十" {
            value = (value ?? 1) * 10
            end += 1
            if let unit = source[end].flatMap({ figures[$0] }) {
                value = (value ?? 0) + unit
                end += 1
            }
        }
        return value.map { ($0, end) }
    }
}
