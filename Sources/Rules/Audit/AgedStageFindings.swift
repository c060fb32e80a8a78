package import Records

/// Open deals that stay in their stage for too long (R128).
///
/// - Parameters:
///   - today: the day to judge by.
///   - reach: how far back the history was read; a deal that did not move since then has been there at least so long.
///   - enteredStage: the day the history says; nil for a deal that did not move since `reach`.
package func agedStageFindings(
    _ deals: [Record], _ records: RecordSet, _ settings: Settings, today: CalendarDate,
    reach: CalendarDate, enteredStage: (Record) -> CalendarDate?
) -> [AuditFinding] {
    guard settings.rules[.dealStandingStill] != nil else { return [] }
    let open = deals.filter { isOpenDeal($0) }
    return agedDeals(
        open, settings: settings, today: today,
        enteredStage: { deal in enteredStage(deal) ?? max(deal.date("opened_on") ?? reach, reach) }
    ).map { aged in
        let isAtLeast = aged.since == reach
        let customer = records.parent(of: aged.deal)?.title
        let stage =
            aged.stage.label ?? aged.deal.kind.field("stage")?.label(of: aged.stage.key) ?? Text(aged.stage.key)
        return AuditFinding(
            .standingDeal, aged.deal, rule: .dealStandingStill, day: aged.since, member: aged.deal.string("owner"),
            message: Text(customer.map { $0 + " · " } ?? "") + stage
                + Text(
                    en: " for \(isAtLeast ? "at least " : "")\(aged.days) days (at most \(aged.limit))",
                    zh: "阶段已停留\(isAtLeast ? "至少 " : " ")\(aged.days) 天（上限 \(aged.limit) 天）"))
    }
}
