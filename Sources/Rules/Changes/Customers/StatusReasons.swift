import Records

/// A change of status says why, in words that are not those of the change before it (R115).
@Sendable func statusReasons(_ change: RecordChange, _ situation: ChangeSituation) -> [Problem] {
    guard !situation.isUndo, let (_, customer) = change.statusStep, customer.kind.field("status_reason") != nil,
        customer.string("status") != "lost" || situation.settings.rules[.churnNeedsReason] == nil
    else { return [] }
    return missingReason(.statusNeedsReason, change, customer)
}

/// A customer who is lost says why, so that somebody can learn from it and win the customer back (R113); a new record too.
@Sendable func churnReasons(_ change: RecordChange, _ situation: ChangeSituation) -> [Problem] {
    guard !situation.isUndo, let customer = change.after, customer.kind.key == "customer",
        customer.string("status") == "lost", change.changes("status"), customer.kind.field("status_reason") != nil
    else { return [] }
    return missingReason(.churnNeedsReason, change, customer)
}

private func missingReason(_ rule: Rule, _ change: RecordChange, _ customer: Record) -> [Problem] {
    let isNew = customer.says("status_reason")
    if isNew, change.before == nil || change.changes("status_reason") { return [] }
    let status = customer.string("status") ?? ""
    let label = customer.kind.field("status")?.label(of: status) ?? Text(status)
    let message =
        isNew
        ? Text(en: "the reason is still that of the last change", zh: "状态变更原因还是上一次的")
        : rule == .churnNeedsReason
            ? Text(en: "a lost customer needs the reason", zh: "客户流失要注明流失原因")
            : Text(en: "a change of status needs a reason", zh: "变更客户状态要注明原因")
    return [
        customer.problem(
            rule, at: customer.node("status_reason") ?? customer.node("status"), field: "/status_reason",
            message: message,
            remedy: Text(
                en: "write why into status_reason, or: crm status \(customer.shortName) \(status) --reason TEXT",
                zh: "请在 status_reason 写明原因，或：crm status \(customer.shortName) \(label.zh) --reason 原因"))
    ]
}
