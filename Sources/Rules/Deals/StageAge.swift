package import Records

/// An open deal that has been in its stage for too long.
package struct AgedDeal: Sendable {
    package let deal: Record
    package let stage: Pipeline.Stage
    /// The day it came there, as far as anybody knows.
    package let since: CalendarDate
    package let days: Int
    /// Days it may stay.
    package let limit: Int
}

/// The open deals that stay longer in their stage than crm.yaml allows (R128): `max_days` of the stage, else
/// `deal_stuck_after_days`. The longest over their limit come first.
///
/// - Parameter enteredStage: the day that the history says a deal came to its stage; nil where nobody knows, then the day it
///   was opened counts.
package func agedDeals(
    _ deals: [Record], settings: Settings, today: CalendarDate, enteredStage: (Record) -> CalendarDate?
) -> [AgedDeal] {
    deals.compactMap { deal -> AgedDeal? in
        guard let stage = Pipeline(of: deal, settings)[deal.string("stage")], stage.outcome == nil,
            let since = enteredStage(deal) ?? deal.date("opened_on")
        else { return nil }
        let limit = stage.maxDays ?? settings.thresholds.dealStuckAfterDays
        let days = today - since
        return days > limit ? AgedDeal(deal: deal, stage: stage, since: since, days: days, limit: limit) : nil
    }.sorted { ($0.limit - $0.days, $0.deal.path) < ($1.limit - $1.days, $1.deal.path) }
}
