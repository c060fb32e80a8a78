package import Records

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

/// The numbers of `thresholds` in crm.yaml, with the defaults of its schema.
package struct Thresholds: Sendable, Hashable {
    package let silentAfterDays: Int
    package let atRiskAfterDays: Int
    package let activateWithinDays: Int
    package let archiveAfterMonths: Int
    package let contractNoticeDays: Int
    package let dealStuckAfterDays: Int
    package let surveyEveryDays: Int

    package init(_ settings: Settings) {
        let all = settings.all["thresholds"]
        func number(_ key: String, _ usual: Int) -> Int {
            all?[key]?.string.flatMap { Int($0) }.flatMap { (1...3_660).contains($0) ? $0 : nil } ?? usual
        }
        silentAfterDays = number("silent_after_days", 60)
        atRiskAfterDays = number("at_risk_after_days", 90)
        activateWithinDays = number("activate_within_days", 30)
        archiveAfterMonths = min(number("archive_after_months", 6), 240)
        contractNoticeDays = number("contract_notice_days", 60)
        dealStuckAfterDays = number("deal_stuck_after_days", 30)
        surveyEveryDays = number("survey_every_days", 90)
    }
}
