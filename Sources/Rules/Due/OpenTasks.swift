import Records

/// Tasks that are neither done nor dropped (R121); a counted one shows how far it is; shown from `remind_at` on (R109).
func openTasks(_ tasks: [Record], _ records: RecordSet, _ situation: DueSituation) -> [DueItem] {
    tasks.compactMap { task in
        guard isOpen(task.value), task.string("dropped_on") == nil else { return nil }
        let customer = records.parent(of: task)
        let owner = records.responsible(nil, task, customer)
        // Counting takes longer than looking: not for others' tasks, nor for what is far away.
        let isWanted = situation.isWanted(owner: owner)
        let progress =
            isWanted ? GoalProgress(task, records, today: situation.today, calendar: situation.calendar) : nil
        var item = DueItem(
            .task, date: task.date("due"), record: task, customer: customer, owner: owner,
            text: task.title + (progress.map { " (\($0.done)/\($0.target))" } ?? ""))
        item.remindAt = task.instant("remind_at")
        item.priority = task.string("priority")
        item.progress = progress
        return item
    }
}
