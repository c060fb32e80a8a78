/// Days from one to another, both included; nil is open. One day has the same at both ends.
package struct DateSpan: Sendable, Hashable {
    package let from: CalendarDate?
    package let to: CalendarDate?

    package init(from: CalendarDate?, to: CalendarDate?) {
        self.from = from
        self.to = to
    }

    package init(_ day: CalendarDate) { self.init(from: day, to: day) }

    /// The days of which it is asked whether they are above, below … this span: after its end, before its beginning.
    package func compared(_ order: FilterOrder) -> DateSpan? {
        switch order {
        case .equal: self
        case .above: to.map { DateSpan(from: $0 + 1, to: nil) }
        case .atLeast: from.map { DateSpan(from: $0, to: nil) }
        case .below: from.map { DateSpan(from: nil, to: $0 + -1) }
        case .atMost: to.map { DateSpan(from: nil, to: $0) }
        }
    }

    /// `last 30 days` of events, which are entered when they have happened: up to today is the same as since then.
    func lookingBack(from today: CalendarDate) -> DateSpan {
        to == today && from != today ? DateSpan(from: from, to: nil) : self
    }

    /// A calendar month; nil for a month that there is not.
    static func month(_ year: Int, _ month: Int) -> DateSpan? {
        (1...12).contains(month) ? months(year, month, count: 1) : nil
    }

    /// Some months from the first day of one on; `month` may run over the year.
    static func months(_ year: Int, _ month: Int, count: Int) -> DateSpan? {
        let index = year * 12 + month - 1
        let last = index + count - 1
        guard let from = CalendarDate(year: index / 12, month: index % 12 + 1, day: 1),
            let to = CalendarDate(
                year: last / 12, month: last % 12 + 1, day: CalendarDate.daysIn(month: last % 12 + 1, year: last / 12))
        else { return nil }
        return DateSpan(from: from, to: to)
    }
}

/// A length of time as people count it.
struct TimeLength {
    enum Unit { case day, week, month, quarter, year }

    let count: Int
    let unit: Unit

    /// nil where the calendar ends, or for more than a hundred years.
    func added(to day: CalendarDate, backwards: Bool = false) -> CalendarDate? {
        let sign = backwards ? -1 : 1
        let days: Int
        switch unit {
        case .day: days = count
        case .week: days = count * 7
        case .month, .quarter, .year:
            let months = count * (unit == .month ? 1 : unit == .quarter ? 3 : 12)
            return months <= 1200 ? addingMonths(sign * months, to: day) : nil
        }
        return days <= 36_600 ? day + sign * days : nil
    }

    /// The whole calendar unit around a day, some units on or back.
    static func calendar(_ unit: Unit, around day: CalendarDate, shifted: Int) -> DateSpan? {
        let (year, month, _) = day.components
        switch unit {
        case .day: return DateSpan(day + shifted)
        case .week:
            let monday = day + (1 - day.weekday) + shifted * 7
            return DateSpan(from: monday, to: monday + 6)
        case .month: return DateSpan.months(year, month + shifted, count: 1)
        case .quarter: return DateSpan.months(year, (month - 1) / 3 * 3 + 1 + shifted * 3, count: 3)
        case .year: return DateSpan.months(year + shifted, 1, count: 12)
        }
    }
}
