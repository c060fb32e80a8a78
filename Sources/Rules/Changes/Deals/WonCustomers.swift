import Records

/// Who wins a deal makes the customer one that has bought (R125). Of a new record of an old sale, the customer may have gone on
/// since then.
@Sendable func wonCustomers(_ change: RecordChange, _ situation: ChangeSituation) -> [Problem] {
    guard !situation.isUndo, let step = DealStep(change, situation), step.ends(.won),
        let customer = situation.after.parent(of: step.deal), customer.kind.field("status") != nil
    else { return [] }
    let status = customer.string("status") ?? "lead"
    if status == "won" || change.before == nil && !["lead", "interested"].contains(status) { return [] }
    let deal = step.deal
    let label = customer.kind.field("status")?.label(of: status) ?? Text(status)
    return [
        deal.problem(
            .wonCustomer, at: deal.node("stage"), field: "/stage",
            message: Text(
                en: "the deal is won, but \(customer.title) is still \(label.en)",
                zh: "商机已成交，但客户 \(customer.title) 的状态还是「\(label.zh)」"),
            remedy: Text(
                en:
                    "crm deal win \(deal.shortName) does both; by hand: status: won and status_reason in \(customer.path)",
                zh: "crm deal win \(deal.shortName) 会一并更新；手工修改时，请在 \(customer.path) 写 status: won 和 status_reason"))
    ]
}
