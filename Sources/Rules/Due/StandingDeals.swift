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
    return deals.compactMap { deal in
        guard isOpenDeal(deal), let customer = records.parent(of: deal) else { return nil }
        let owner = records.responsible(nil, deal, customer)
        guard situation.isWanted(owner: owner), let moved = lastMove(deal, customer, records) else { return nil }
        let limit = Pipeline(of: deal, situation.settings)[deal.string("stage")]?.maxDays
        let day = moved + (limit ?? usual)
        guard day <= situation.until ?? situation.today else { return nil }
        return DueItem(
            .stuckDeal, date: situation.rolled(day), record: deal, customer: customer, owner: owner,
            text: deal.title)
    }
}

/// The latest follow-up that may be about this deal, else the day it was opened.
private func lastMove(_ deal: Record, _ customer: Record, _ records: RecordSet) -> CalendarDate? {
    let about = records.lastContacts(customer, count: 20).first { followUp in
        followUp.string("deal").map { $0 == deal.id } ?? true
    }
    return [about?.date("at"), deal.date("opened_on")].compactMap { $0 }.max()
}
