import Records

/// Tasks that are neither done nor dropped (R121); a counted one shows how far it is.
func openTasks(_ tasks: [Record], _ records: RecordSet) -> [DueItem] {
    tasks.compactMap { task in
        guard isOpen(task.value), task.string("dropped_on") == nil else { return nil }
        let customer = records.parent(of: task)
        var text = task.title
        if let target = task.string("target") { text += " (\(task.string("progress") ?? "0")/\(target))" }
        return DueItem(
            .task, date: task.date("due"), record: task, customer: customer,
            owner: records.responsible(nil, task, customer), text: text)
    }
}
