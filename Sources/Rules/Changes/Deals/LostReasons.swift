import Records

/// A deal that is lost says why (R130).
@Sendable func lostReasons(_ change: RecordChange, _ situation: ChangeSituation) -> [Problem] {
    guard !situation.isUndo, let step = DealStep(change, situation), step.ends(.lost),
        let field = step.deal.kind.field("lost_reason"), !step.isGated("lost_reason", situation),
        !step.deal.says("lost_reason")
    else { return [] }
    let deal = step.deal
    return [
        deal.problem(
            .lostNeedsReason, at: deal.node("lost_reason") ?? deal.node("stage"), field: "/lost_reason",
            message: Text(en: "a lost deal needs its reason", zh: "输单要注明原因"),
            remedy: Text(
                en: "crm deal lose \(deal.shortName) --reason REASON",
                zh: "crm deal lose \(deal.shortName) --reason 原因"),
            allowed: field.choices.map(\.key))
    ]
}
