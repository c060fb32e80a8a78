import Records

/// What is open in a record and waits for somebody. A superset of what the rules call due: they look at the few records that
/// these rows name.
func openSteps(of record: Record) -> [IndexEntry.Step] {
    switch record.kind.key {
    case "follow-up": nextStep(of: record) + commitments(of: record)
    case "contract": contractEnd(record) + openPayments(of: record)
    case "task": openTask(record)
    case "ticket": openTicket(record)
    case "deal": openDeal(record)
    default: []
    }
}

private func nextStep(of followUp: Record) -> [IndexEntry.Step] {
    guard isOpen(followUp.value("done", of: "next")), let action = followUp.value("action", of: "next")?.string else {
        return []
    }
    let (due, owner) = (followUp.value("due", of: "next"), followUp.value("owner", of: "next"))
    return [.init(reason: "next-step", day: day(due), owner: owner?.string, action: action)]
}

private func commitments(of followUp: Record) -> [IndexEntry.Step] {
    (followUp.value("commitments")?.items ?? []).compactMap { promise in
        guard isOpen(promise), let action = promise["action"]?.string else { return nil }
        return .init(reason: "commitment", day: day(promise["due"]), owner: promise["owner"]?.string, action: action)
    }
}

private func contractEnd(_ contract: Record) -> [IndexEntry.Step] {
    guard let end = contract.date("ends_on"), contract.string("status") ?? "signed" == "signed",
        contract.string("renewal") != "automatic"
    else { return [] }
    return [
        .init(reason: "contract", day: end.description, owner: contract.string("owner"), action: contract.title)
    ]
}

private func openPayments(of contract: Record) -> [IndexEntry.Step] {
    guard !["draft", "review", "terminated"].contains(contract.string("status") ?? "") else { return [] }
    return (contract.value("payments")?.items ?? []).compactMap { payment in
        guard payment["paid_on"]?.string == nil, let due = day(payment["due"]) else { return nil }
        let action = payment["term"]?.string ?? contract.title
        return .init(reason: "payment", day: due, owner: contract.string("owner"), action: action)
    }
}

private func openTask(_ task: Record) -> [IndexEntry.Step] {
    guard isOpen(task.value("done")), task.string("dropped_on") == nil else { return [] }
    return [
        .init(reason: "task", day: task.date("due")?.description, owner: task.string("owner"), action: task.title)
    ]
}

private func openTicket(_ ticket: Record) -> [IndexEntry.Step] {
    guard !["resolved", "closed"].contains(ticket.string("status") ?? "new") else { return [] }
    return [
        .init(
            reason: "ticket", day: ticket.date("due")?.description, owner: ticket.string("owner"), action: ticket.title)
    ]
}

private func openDeal(_ deal: Record) -> [IndexEntry.Step] {
    guard isOpenStage(deal.string("stage")), let day = deal.date("expected_close") else { return [] }
    return [.init(reason: "deal", day: day.description, owner: deal.string("owner"), action: deal.title)]
}

/// Neither won nor lost, whatever comes behind.
func isOpenStage(_ stage: String?) -> Bool {
    !["won", "after-sales", "lost"].contains(stage ?? "")
}

private func isOpen(_ step: RecordValue) -> Bool { isOpen(step["done"]) }

/// Open until `done` holds a day, or `true`.
private func isOpen(_ done: RecordValue?) -> Bool {
    switch done {
    case nil, .null?, .bool(false)?, .text("false")?: true
    default: false
    }
}

private func day(_ value: RecordValue?) -> String? {
    value?.string.flatMap { CalendarDate($0) }?.description
}
