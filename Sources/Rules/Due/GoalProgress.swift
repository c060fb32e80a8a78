package import Records

/// How far a task with a number to reach is (R121: 50 visits by 31 July): counted from follow-ups where the task says what
/// counts (`count`), else as somebody has written it down (`progress`).
package struct GoalProgress: Sendable, Hashable {
    package let target: Int
    package let done: Int
    /// How many there should be by now if work went on evenly, by working days; nil when the task does not say since when it counts.
    package let expected: Int?
    /// The day on which the target was reached; nil when it is not, or when nobody counts.
    package let reachedOn: CalendarDate?

    /// nil when the task has no number to reach.
    package init?(_ task: Record, _ records: RecordSet, today: CalendarDate, calendar: WorkCalendar) {
        guard let target = task.string("target").flatMap({ Int($0) }), target > 0 else { return nil }
        self.target = target
        guard let rule = task.value("count") else {
            done = task.string("progress").flatMap { Int($0) } ?? 0
            expected = nil
            reachedOn = nil
            return
        }
        let start = rule["since"]?.string.flatMap { CalendarDate($0) }
        let end = task.date("due")
        var question = ContactCount()
        question.owners = Self.owners(task, records)
        question.methods = Set((rule["methods"]?.items ?? []).compactMap(\.string))
        question.purposes = Set((rule["purposes"]?.items ?? []).compactMap(\.string))
        question.from = start
        question.through = end.map { min($0, today) } ?? today
        let contacts = records.contacts(question)
        // Each customer counts once, on the day of the first visit, unless the task counts every contact.
        var seen: Set<String> = []
        let counted = rule["each"] == "contact" ? contacts : contacts.filter { seen.insert($0.folder).inserted }
        done = counted.count
        reachedOn = counted.count >= target ? counted[target - 1].day : nil
        expected = start.flatMap { start in
            end.flatMap { Self.pace(target, start, $0, today: today, calendar) }
        }
    }

    private static func owners(_ task: Record, _ records: RecordSet) -> Set<String>? {
        let named = [task.string("owner")] + (task.value("collaborators")?.items ?? []).map(\.string)
        let owners = Set(named.compactMap { $0 })
        return owners.isEmpty ? nil : owners
    }

    private static func pace(
        _ target: Int, _ start: CalendarDate, _ end: CalendarDate, today: CalendarDate, _ calendar: WorkCalendar
    ) -> Int? {
        let all = calendar.workingDays(after: start + -1, through: end)
        guard all > 0, today >= start else { return nil }
        return target * calendar.workingDays(after: start + -1, through: min(today, end)) / all
    }
}
