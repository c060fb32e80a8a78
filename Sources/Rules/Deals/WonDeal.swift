package import Records

/// What winning a deal entails (R125): the deal is closed, the customer has become one of ours, and deal and contract know
/// each other.
package struct WonDeal: Sendable {
    package let deal: [FieldChange]
    package let customer: [FieldChange]
    package let contract: [FieldChange]

    /// - Parameters:
    ///   - amount: the sum agreed on; nil leaves the expected one.
    ///   - reason: for the customer's change of status; nil says which deal it was.
    package init(
        _ deal: Record, stage: Pipeline.Stage, customer: Record?, contract: Record?, amount: String?, reason: String?,
        on day: CalendarDate, language: Language
    ) {
        var changes = [FieldChange("stage", .text(stage.key)), FieldChange("closed_on", .text(day.description))]
        if deal.holds("probability") { changes.append(FieldChange("probability", .number("100"))) }
        if let amount { changes.append(FieldChange("amount", .number(amount))) }
        if let id = contract?.id { changes.append(FieldChange("contract", .text(id))) }
        for key in ["stage_reason", "lost_reason", "lost_detail", "lost_to"] { changes.append(FieldChange(key, nil)) }
        self.deal = changes

        var customerChanges: [FieldChange] = []
        if let customer {
            if customer.string("status") != "won" {
                let usual = Text(en: "deal won: \(deal.title)", zh: "商机成交：\(deal.title)")[language]
                customerChanges = [
                    FieldChange("status", "won"), FieldChange("status_reason", .text(reason ?? usual)),
                ]
            }
            customerChanges.append(FieldChange("type", "existing"))
        }
        self.customer = customerChanges
        self.contract =
            contract.flatMap { $0.holds("deal") ? nil : deal.id }.map { [FieldChange("deal", .text($0))] } ?? []
    }
}

/// The contract of a deal that needs no naming: the one in the customer's folder that says which deal it came from.
package func contract(of deal: Record, _ records: RecordSet) -> Record? {
    guard let id = deal.id, let customer = records.parent(of: deal) else { return nil }
    if let named = deal.string("contract") { return records.record(id: named) }
    let found = records.children(of: customer, kind: "contract").filter { $0.string("deal") == id }
    return found.count == 1 ? found.first : nil
}
