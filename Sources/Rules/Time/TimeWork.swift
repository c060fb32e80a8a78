package import Records

/// What time brings about in the records themselves, as `crm tick` writes it. Asked again after it was written, there is
/// nothing more to do; asked on several machines, each gives the same.
package enum TimeWork: Sendable {
    /// A silent customer gets its task (R114).
    case activate(ActivationTask, customer: Record)
    /// A task is done: the customer was contacted, or the number is reached.
    case finish(Record, [FieldChange])

    /// Handle of the member whose work it is; nil when nobody is named.
    package var owner: String? {
        switch self {
        case .activate(_, let customer): customer.string("owner")
        case .finish(let task, _): task.string("owner")
        }
    }
}

/// Everything that is to be written today.
///
/// - Parameters:
///   - owners: only what concerns the work of these members; nil for all.
///   - offset: seconds east of UTC, at a time in seconds since 1970, in the zone that `crm.yaml` names; where it names none, 0.
package func timeWork(
    _ records: RecordSet, settings: Settings, today: CalendarDate, owners: Set<String>? = nil,
    offset: (Int) -> Int = { _ in 0 }
) -> [TimeWork] {
    let calendar = WorkCalendar(settings, records)
    return activations(records, settings, today, owners, offset)
        + finishedTasks(records, settings, today, owners, calendar)
}

private func activations(
    _ records: RecordSet, _ settings: Settings, _ today: CalendarDate, _ owners: Set<String>?, _ offset: (Int) -> Int
) -> [TimeWork] {
    guard settings.rules[.silentCustomer] != nil else { return [] }
    let silence = Silence(settings)
    let states = records.customerStates(owners: owners, quietSince: today + -silence.afterDays)
    let silent = states.filter { silence.start($0, today: today) != nil }
    let withTask = silence.withTask(silent, records)
    return silent.compactMap { state in
        guard !withTask.contains(state.path), let customer = records.record(at: state.path),
            let task = ActivationTask(customer, state, silence, language: settings.language ?? .chinese, offset: offset)
        else { return nil }
        return .activate(task, customer: customer)
    }
}

/// Tasks of `crm tick` whose customer has been contacted since, and tasks that have counted their number.
private func finishedTasks(
    _ records: RecordSet, _ settings: Settings, _ today: CalendarDate, _ owners: Set<String>?, _ calendar: WorkCalendar
) -> [TimeWork] {
    let open = records.openWork(WorkQuestion(owners: owners), kinds: ["task"])["task"] ?? []
    return open.compactMap { task in
        guard isOpen(task.value), task.string("dropped_on") == nil,
            owners.map({ wanted in
                records.responsible(nil, task, records.parent(of: task)).map(wanted.contains) ?? false
            })
                ?? true
        else { return nil }
        if settings.rules[.silentCustomer] != nil, let day = contactAfterSilence(task, records) {
            return .finish(task, [FieldChange("done", .text(day.description))])
        }
        // Only `done`: machines that count up `progress` each for itself would add up to twice of it.
        guard settings.rules[.taskDue] != nil, task.value("count") != nil,
            let progress = GoalProgress(task, records, today: today, calendar: calendar),
            let day = progress.reachedOn
        else { return nil }
        return .finish(task, [FieldChange("done", .text(day.description))])
    }
}

/// The first contact after the silence that a task stands for; nil when there was none, or when it is another task.
private func contactAfterSilence(_ task: Record, _ records: RecordSet) -> CalendarDate? {
    guard task.path.name.utf8.count > 27, task.path.text.contains("-activation-"), let id = task.id,
        let customer = records.parent(of: task), let customerID = customer.id
    else { return nil }
    let days = records.children(of: customer, kind: "follow-up").compactMap { $0.date("at") }.sorted()
    guard let last = days.first(where: { ActivationTask.id(customer: customerID, lastContact: $0) == id }) else {
        return nil
    }
    return days.first { $0 > last }
}
