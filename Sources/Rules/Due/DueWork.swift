package import Records

/// Everything that waits for somebody: next steps, promises, tasks, contracts, payments, tickets, deals, and customers who
/// have not heard of us for too long. One file per source.
package func dueWork(_ records: RecordSet, settings: Settings, today: CalendarDate) -> [DueItem] {
    let items =
        nextSteps(records) + commitments(records) + openTasks(records)
        + expiringContracts(records, settings: settings, today: today) + openPayments(records) + openTickets(records)
        + closingDeals(records) + contactsByCadence(records, settings: settings)
    return items.sorted(by: DueItem.inOrder)
}

extension RecordSet {
    /// Who has to see to something in `record`: the member named in the place itself, else the owner of the record, else
    /// the owner of the customer.
    func responsible(_ named: String?, _ record: Record, _ customer: Record?) -> String? {
        named ?? record.string("owner") ?? record.string("by") ?? customer?.string("owner")
    }
}
