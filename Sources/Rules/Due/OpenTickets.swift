import Records

/// Tickets that are neither resolved nor closed (R134): due at their limit, or so many working days after they came in, by their
/// priority.
func openTickets(_ tickets: [Record], _ records: RecordSet, _ situation: DueSituation) -> [DueItem] {
    tickets.compactMap { ticket in
        guard isOpenTicket(ticket) else { return nil }
        let customer = records.parent(of: ticket)
        var item = DueItem(
            .ticket, date: ticket.date("due") ?? usualDay(ticket, situation), record: ticket, customer: customer,
            owner: records.responsible(nil, ticket, customer), text: ticket.title)
        item.time = ticket.instant("due")
        item.priority = ticket.string("priority")
        return item
    }
}

private func usualDay(_ ticket: Record, _ situation: DueSituation) -> CalendarDate? {
    guard let opened = ticket.date("opened_at") else { return nil }
    let rules = situation.settings.rules
    let days =
        rules.number(ticket.string("priority") ?? "medium", of: .ticketDue) ?? rules.number("medium", of: .ticketDue)
    return days.map { situation.calendar.adding(workingDays: $0, to: opened) }
}
