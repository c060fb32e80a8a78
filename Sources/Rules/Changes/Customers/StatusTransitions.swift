import Records

/// A customer's status goes only where the life cycle leads (R45, R46, R116, R128); once it has one, it keeps one.
@Sendable func statusTransitions(_ change: RecordChange, _ situation: ChangeSituation) -> [Problem] {
    guard !situation.isUndo, let (old, customer) = change.statusStep, let before = change.before,
        let allowed = LifeCycle(situation.settings).next(after: old)
    else { return [] }
    let field = customer.kind.field("status")
    func label(_ status: String) -> Text { field?.label(of: status) ?? Text(status) }
    let new = customer.string("status")
    if let new, allowed.contains(new) { return [] }
    let labels = allowed.map { label($0) }
    let ways = Text(
        en: allowed.joined(separator: ", "), zh: labels.map(\.zh).joined(separator: "、"))
    let from = label(old)
    let message: Text
    if let new {
        let to = label(new)
        message = Text(
            en: "a customer does not go from \(from.en) to \(to.en)", zh: "客户状态不能从「\(from.zh)」直接变成「\(to.zh)」")
    } else {
        message = Text(en: "the status \(from.en) is gone", zh: "客户状态「\(from.zh)」被去掉了")
    }
    return [
        customer.problem(
            .statusTransition, at: customer.node("status"), field: "/status", message: message,
            remedy: allowed.isEmpty
                ? Text(
                    en: "life_cycle of crm.yaml leads nowhere from \(old)",
                    zh: "crm.yaml 的 life_cycle 没有写「\(from.zh)」之后的状态")
                : Text(
                    en: "from here: \(ways.en); crm status \(before.shortName) STATE --reason TEXT",
                    zh: "从这里可以变成：\(ways.zh)；crm status \(before.shortName) 状态 --reason 原因"),
            allowed: allowed)
    ]
}

extension RecordChange {
    /// A customer whose status is another one now: the old status, and the customer as it would be. nil for a new customer,
    /// and for one that had no status.
    var statusStep: (old: String, customer: Record)? {
        guard let before, let after, after.kind.key == "customer", let old = before.string("status"),
            old != after.string("status")
        else { return nil }
        return (old, after)
    }
}

extension Record {
    /// What to type for this record on a command line: its number, else its id, else its slug.
    var shortName: String { string("no") ?? id ?? slug }

    /// True when a text field says something: not absent, not only spaces.
    func says(_ key: String) -> Bool {
        string(key)?.unicodeScalars.contains { !$0.properties.isWhitespace } ?? false
    }
}
