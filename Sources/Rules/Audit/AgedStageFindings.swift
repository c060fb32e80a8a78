package import Records

/// Open deals that stay in their stage for too long (R128).
///
/// - Parameters:
///   - today: the day to judge by.
///   - enteredStage: the day the history says; nil where it does not reach.
package func agedStageFindings(
    _ deals: [Record], _ records: RecordSet, _ settings: Settings, today: CalendarDate,
    enteredStage: (Record) -> CalendarDate?
) -> [AuditFinding] {
    guard settings.rules[.dealStandingStill] != nil else { return [] }
    return agedDeals(deals.filter { isOpenDeal($0) }, settings: settings, today: today, enteredStage: enteredStage)
        .map { aged in
            let customer = records.parent(of: aged.deal)?.title
            let stage =
                aged.stage.label ?? aged.deal.kind.field("stage")?.label(of: aged.stage.key) ?? Text(aged.stage.key)
            return AuditFinding(
                .standingDeal, aged.deal, rule: .dealStandingStill, day: aged.since, member: aged.deal.string("owner"),
                message: Text(customer.map { $0 + " · " } ?? "") + stage
                    + Text(
                        en: " for \(aged.days) days (at most \(aged.limit))",
                        zh: "阶段已停留 \(aged.days) 天（上限 \(aged.limit) 天）"))
        }
}
