package import Records

/// Everything that waits for somebody: next steps, promises, tasks, contracts, payments, tickets, deals, and customers who
/// have not heard of us for too long. One file per source.
///
/// - Parameters:
///   - owner: only what this member has to do; nil for everybody's.
///   - until: only what is due by this day, or has no day; nil for all.
package func dueWork(
    _ records: RecordSet, settings: Settings, today: CalendarDate, owner: String? = nil, until: CalendarDate? = nil
) -> [DueItem] {
    func open(_ kind: String) -> [Record] { records.openWork(of: kind, owner: owner, until: until) }
    let followUps = open("follow-up")
    let contracts = open("contract")
    let items =
        nextSteps(followUps, records) + commitments(followUps, records) + openTasks(open("task"), records)
        + expiringContracts(contracts, records, settings: settings, today: today) + openPayments(contracts, records)
        + openTickets(open("ticket"), records) + closingDeals(open("deal"), records)
        + contactsByCadence(records, settings: settings, owner: owner)
    return items.filter { item in
        (owner == nil || item.owner == owner) && (item.date.map { day in until.map { day <= $0 } ?? true } ?? true)
    }.sorted(by: DueItem.inOrder)
}

extension RecordSet {
    /// Who has to see to something in `record`: the member named in the place itself, else the owner of the record, else
    /// the owner of the customer.
    func responsible(_ named: String?, _ record: Record, _ customer: Record?) -> String? {
        named ?? record.string("owner") ?? record.string("by") ?? customer?.string("owner")
    }
}
