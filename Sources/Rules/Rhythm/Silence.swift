package import Records

/// When a customer counts as silent, and what follows from it (R44, R114). Silence is worked out of the follow-ups and never written
/// down; the status (`dormant`) is set by people. What is written is the task to activate the customer (`crm tick`).
package struct Silence: Sendable {
    let afterDays: Int
    private let activateWithin: Int
    private let archiveMonths: Int

    package init(_ settings: Settings) {
        let thresholds = settings.thresholds
        afterDays = thresholds.silentAfterDays
        activateWithin = thresholds.activateWithinDays
        archiveMonths = thresholds.archiveAfterMonths
    }

    /// The day on which the customer fell silent; nil when it is not silent: contacted since, never contacted at all, a next step
    /// agreed on for a day to come, or silent for so long that it is the archive's (R117).
    ///
    /// - Parameter day: silent by this day; nil: today.
    package func start(_ state: CustomerState, today: CalendarDate, by day: CalendarDate? = nil) -> CalendarDate? {
        guard let last = state.lastContact else { return nil }
        let start = last + afterDays
        guard start <= day ?? today, today < addingMonths(archiveMonths, to: last) else { return nil }
        if state.hasOpenNextStep, state.nextStep.map({ $0 >= today }) ?? true { return nil }
        return start
    }

    /// The day by which a silent customer has to be approached.
    package func limit(_ state: CustomerState) -> CalendarDate {
        (state.lastContact ?? CalendarDate(daysSinceEpoch: 0)) + afterDays + activateWithin
    }

    /// Those for whom the task to activate the customer is there already, open, done or dropped: then the task says it.
    func withTask(_ states: [CustomerState], _ records: RecordSet) -> Set<RecordPath> {
        let tasks = states.compactMap { state -> (path: RecordPath, id: String)? in
            guard let id = state.id, let last = state.lastContact else { return nil }
            return (state.path, ActivationTask.id(customer: id, lastContact: last))
        }
        return Set(zip(tasks, records.areIDs(tasks.map(\.id))).compactMap { $1 ? $0.path : nil })
    }
}
