package import Records

/// Which days are worked: days of the week, public holidays, and the weekends that are worked in exchange for a bridge day
/// (调休), from `calendar` of crm.yaml and the files in `calendars/`.
///
/// Where they contradict each other, crm.yaml decides; within one of them, the holiday (a check reports it:
/// `Records/Checking/Rules/CalendarProblems.swift`).
package struct WorkCalendar: Sendable, Hashable {
    /// 1 is Monday, 7 is Sunday.
    package var weekdays: Set<Int> = [1, 2, 3, 4, 5]
    package var holidays: Set<CalendarDate> = []
    /// Worked whatever day of the week they fall on.
    package var extraWorkingDays: Set<CalendarDate> = []

    /// Monday to Friday, no holidays.
    package init() {}

    package init(weekdays: Set<Int>, holidays: Set<CalendarDate> = [], extraWorkingDays: Set<CalendarDate> = []) {
        self.weekdays = weekdays
        self.holidays = holidays
        self.extraWorkingDays = extraWorkingDays
    }

    /// - Parameter records: where the files of `calendars/` are found.
    package init(_ settings: Settings, _ records: RecordSet) {
        self.init(settings, calendars: records.records(of: "calendar"))
    }

    /// - Parameter calendars: records of the kind `calendar`.
    package init(_ settings: Settings, calendars: [Record] = []) {
        let own = settings.all["calendar"]
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        let worked = (own?["working_days"]?.items ?? []).compactMap { day in
            day.string.flatMap { names.firstIndex(of: $0) }.map { $0 + 1 }
        }
        if !worked.isEmpty { weekdays = Set(worked) }
        for calendar in calendars {
            holidays.formUnion(calendarDays(calendar.value("holidays")))
            extraWorkingDays.formUnion(calendarDays(calendar.value("extra_working_days")))
        }
        let (free, extra) = (calendarDays(own?["holidays"]), calendarDays(own?["extra_working_days"]))
        holidays.subtract(extra)
        holidays.formUnion(free)
        extraWorkingDays.formUnion(extra)
        extraWorkingDays.subtract(holidays)
    }

    /// A working day of the week that is no holiday, or a make-up day.
    package func isWorkingDay(_ day: CalendarDate) -> Bool {
        if holidays.contains(day) { return false }
        return weekdays.contains(day.weekday) || extraWorkingDays.contains(day)
    }

    /// `day` itself when it is worked, else the next day that is.
    package func workingDay(onOrAfter day: CalendarDate) -> CalendarDate { search(day, 1) }

    /// `day` itself when it is worked, else the last day before it that is.
    package func workingDay(onOrBefore day: CalendarDate) -> CalendarDate { search(day, -1) }

    /// So many working days behind `day`; negative goes back. Friday and one working day is Monday. With 0 the day itself.
    package func adding(workingDays count: Int, to day: CalendarDate) -> CalendarDate {
        let step = count < 0 ? -1 : 1
        return (0..<min(abs(count), 10_000)).reduce(day) { day, _ in search(day + step, step) }
    }

    /// How many days behind `start`, up to and with `end`, are worked; 0 when `end` is not behind `start`. At most ten years
    /// are counted.
    package func workingDays(after start: CalendarDate, through end: CalendarDate) -> Int {
        let span = min(end - start, 3_660)
        guard span > 0 else { return 0 }
        return (1...span).reduce(0) { $0 + (isWorkingDay(start + $1) ? 1 : 0) }
    }

    /// The nearest working day in a direction. A calendar that is all holidays for a year leaves the day as it is.
    private func search(_ day: CalendarDate, _ step: Int) -> CalendarDate {
        for distance in 0...366 where isWorkingDay(day + distance * step) { return day + distance * step }
        return day
    }
}

/// The days of a list: each a day, or a map with `from` and, for several days, `to`.
private func calendarDays(_ list: RecordValue?) -> Set<CalendarDate> {
    var days: Set<CalendarDate> = []
    for item in list?.items ?? [] {
        if let day = item.string.flatMap({ CalendarDate($0) }) {
            days.insert(day)
        } else if let first = item["from"]?.string.flatMap({ CalendarDate($0) }) {
            let last = item["to"]?.string.flatMap { CalendarDate($0) } ?? first
            // A slip of the year must not fill the memory; the check names it.
            for distance in 0...max(0, min(last - first, 366)) { days.insert(first + distance) }
        }
    }
    return days
}
