import Records

/// Open deals that stand still: no follow-up with the customer for longer than the stage allows (`max_days`), else than
/// `thresholds.deal_stuck_after_days`. The day is the one on which it stood still for too long.
func standingDeals(_ records: RecordSet, _ situation: DueSituation, _ customer: Record?) -> [DueItem] {
    guard situation.isOn(.stuckDeal) else { return [] }
    let usual = Thresholds(situation.settings).dealStuckAfterDays
    let limits = StageLimits(situation.settings, usual: usual)
    let last = (situation.until ?? situation.today) + -limits.shortest
    let deals =
        customer.map { records.children(of: $0, kind: "deal") }
        ?? records.quietDeals(owners: situation.owners, since: last)
    return deals.compactMap { deal in
        guard isOpenDeal(deal), let customer = records.parent(of: deal) else { return nil }
        let owner = records.responsible(nil, deal, customer)
        guard situation.isWanted(owner: owner), let moved = lastMove(deal, customer, records) else { return nil }
        let day = moved + limits.days(deal)
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

/// How long a deal may stand in each stage.
private struct StageLimits {
    private var byStage: [String: Int] = [:]
    private let usual: Int

    init(_ settings: Settings, usual: Int) {
        self.usual = usual
        guard case .map(let pipelines)? = settings.all["pipelines"] else { return }
        for pipeline in pipelines {
            for stage in pipeline.value["stages"]?.items ?? [] {
                guard let key = stage["key"]?.string, let days = stage["max_days"]?.string.flatMap({ Int($0) }),
                    days > 0
                else { continue }
                byStage[pipeline.key + "/" + key] = days
            }
        }
    }

    var shortest: Int { min(usual, byStage.values.min() ?? usual) }

    func days(_ deal: Record) -> Int {
        byStage[(deal.string("pipeline") ?? "default") + "/" + (deal.string("stage") ?? "")] ?? usual
    }
}
