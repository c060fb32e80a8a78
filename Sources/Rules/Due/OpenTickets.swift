import Records

/// Tickets that are neither resolved nor closed (R134); due at their limit, or open without a day.
func openTickets(_ tickets: [Record], _ records: RecordSet) -> [DueItem] {
    tickets.compactMap { ticket in
        guard isOpenTicket(ticket) else { return nil }
        let customer = records.parent(of: ticket)
        return DueItem(
            .ticket, date: ticket.date("due"), record: ticket, customer: customer,
            owner: records.responsible(nil, ticket, customer), text: ticket.title)
    }
}
