import Records

/// Open deals that stand still: no follow-up with the customer for longer than the stage allows (`max_days`), else than
/// `thresholds.deal_stuck_after_days`. The day is the one on which it stood still for too long.
func standingDeals(_ records: RecordSet, _ situation: DueSituation, _ customer: Record?) -> [DueItem] {
    guard situation.isOn(.stuckDeal) else { return [] }
    let usual = situation.settings.thresholds.dealStuckAfterDays
    let shortest = (Pipeline.stayLimits(situation.settings) + [usual]).min() ?? usual
    let last = (situation.until ?? situation.today) + -shortest
    let deals =
        customer.map { records.children(of: $0, kind: "deal") }
        ?? records.quietDeals(owners: situation.owners, since: last)
    records.prepareParents(of: deals)
    let standing = deals.compactMap { deal -> (deal: Record, customer: Record, owner: String?)? in
        guard isOpenDeal(deal), let customer = records.parent(of: deal) else { return nil }
        let owner = records.responsible(nil, deal, customer)
        return situation.isWanted(owner: owner) ? (deal, customer, owner) : nil
    }
    let contacts = records.notedContacts(standing.map(\.customer), count: 20)
    return standing.compactMap { deal, customer, owner in
        let noted = contacts[RecordPath(walked: customer.path.folder)] ?? []
        guard let moved = lastMove(deal, noted) else { return nil }
        let limit = Pipeline(of: deal, situation.settings)[deal.string("stage")]?.maxDays
        let day = moved + (limit ?? usual)
        guard day <= situation.until ?? situation.today else { return nil }
        return DueItem(
            .stuckDeal, date: situation.rolled(day), record: deal, customer: customer, owner: owner,
            text: deal.title)
    }
}

/// The latest follow-up that may be about this deal, else the day it was opened.
private func lastMove(_ deal: Record, _ contacts: [NotedContact]) -> CalendarDate? {
    let about = contacts.first { contact in contact.deal.map { $0 == deal.id } ?? true }
    return [about?.day, deal.date("opened_on")].compactMap { $0 }.max()
}
