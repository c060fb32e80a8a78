package import Records

/// Everything that waits for somebody: next steps, promises, tasks, contracts, payments, tickets, deals, and customers who
/// have not heard of us for too long. One file per source; what the team has switched off is left out.
///
/// - Parameters:
///   - owners: only what these members have to do, by their handles; nil for everybody's.
///   - until: only what waits by this day, or has no day; nil for all.
///   - customer: only what concerns this customer; nil for all.
package func dueWork(
    _ records: RecordSet, settings: Settings, today: CalendarDate, owners: Set<String>? = nil,
    until: CalendarDate? = nil, customer: Record? = nil
) -> [DueItem] {
    let situation = DueSituation(
        settings: settings, calendar: WorkCalendar(settings, records), today: today, owners: owners, until: until)
    let open = openRecords(records, situation, customer)
    records.prepareParents(of: open.values.joined())
    let states = customer.map { [CustomerState($0, records.children(of: $0))].compactMap { $0 } }
    let sources: [[DueItem]] = [
        nextSteps(open["follow-up"] ?? [], records), commitments(open["follow-up"] ?? [], records),
        openTasks(open["task"] ?? [], records, situation),
        expiringContracts(open["contract"] ?? [], records, situation), openPayments(open["contract"] ?? [], records),
        openTickets(open["ticket"] ?? [], records, situation), closingDeals(open["deal"] ?? [], records),
        standingDeals(records, situation, customer),
        customersInRhythm(records, situation, states),
    ]
    let items = sources.joined().filter { item in
        situation.isOn(item.reason) && situation.isWanted(owner: item.owner)
            && (item.start.map { day in until.map { day <= $0 } ?? true } ?? true)
    }
    return DueItem.inOrder(items)
}

/// The records in which something may be open, by kind.
private func openRecords(
    _ records: RecordSet, _ situation: DueSituation, _ customer: Record?
) -> [String: [Record]] {
    if let customer { return Dictionary(grouping: records.children(of: customer), by: \.kind.key) }
    let question = WorkQuestion(
        owners: situation.owners, until: situation.until,
        contractNotice: situation.settings.thresholds.contractNoticeDays)
    return records.openWork(question, kinds: ["follow-up", "task", "contract", "ticket", "deal"])
}

extension RecordSet {
    /// Who has to see to something in `record`: the member named in the place itself, else the owner of the record, else
    /// the owner of the customer.
    func responsible(_ named: String?, _ record: Record, _ customer: Record?) -> String? {
        named ?? record.string("owner") ?? record.string("by") ?? customer?.string("owner")
    }
}
