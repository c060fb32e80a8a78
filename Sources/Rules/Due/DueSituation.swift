import Records

/// All that the sources of due work may know besides the records: the day, what the team has settled, and what is asked for.
struct DueSituation {
    let settings: Settings
    let calendar: WorkCalendar
    let today: CalendarDate
    /// Handles of members; nil for everybody's work.
    let owners: Set<String>?
    /// Only what waits by this day, or has no day; nil for all.
    let until: CalendarDate?

    func isOn(_ reason: DueItem.Reason) -> Bool { settings.rules[reason.rule] != nil }

    /// A day that a rule has worked out, on the working day where it can be done.
    func rolled(_ day: CalendarDate) -> CalendarDate {
        settings.rules[.dueOnWorkingDay] == nil ? day : calendar.workingDay(onOrAfter: day)
    }

    /// Whether somebody's work is asked for.
    func isWanted(owner: String?) -> Bool { owners.map { owner.map($0.contains) ?? false } ?? true }
}
