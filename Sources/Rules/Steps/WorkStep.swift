package import Records

/// Something that can be ticked off, open or done: the next step or a promise of a follow-up (R85, R94), a task (R121), a ticket
/// (R134), a payment of a contract (R131).
package struct WorkStep: Sendable {
    package let reason: DueItem.Reason
    package let record: Record
    /// Place in the list that it stands in; nil for what is no item of a list.
    package let index: Int?
    package let text: String
    /// Member named in the place itself.
    package let owner: String?
    package let due: CalendarDate?
    package let isDone: Bool
}

/// All steps of a record.
package func steps(of record: Record) -> [WorkStep] {
    switch record.kind.key {
    case "follow-up": nextStep(of: record) + listed(record, "commitments", .commitment, text: "action", done: "done")
    case "contract": listed(record, "payments", .payment, text: "term", done: "paid_on")
    case "task":
        [
            WorkStep(
                reason: .task, record: record, index: nil, text: record.title, owner: record.string("owner"),
                due: record.date("due"), isDone: !isOpen(record.value) || record.string("dropped_on") != nil)
        ]
    case "ticket":
        [
            WorkStep(
                reason: .ticket, record: record, index: nil, text: record.title, owner: record.string("owner"),
                due: record.date("due"), isDone: ["resolved", "closed"].contains(record.string("status") ?? ""))
        ]
    default: []
    }
}

private func nextStep(of followUp: Record) -> [WorkStep] {
    guard let next = followUp.value("next"), let action = next["action"]?.string else { return [] }
    return [
        WorkStep(
            reason: .nextStep, record: followUp, index: nil, text: action, owner: next["owner"]?.string,
            due: next["due"]?.string.flatMap { CalendarDate($0) }, isDone: !isOpen(next))
    ]
}

private func listed(
    _ record: Record, _ list: String, _ reason: DueItem.Reason, text: String, done: String
) -> [WorkStep] {
    (record.value(list)?.items ?? []).enumerated().map { index, item in
        WorkStep(
            reason: reason, record: record, index: index, text: item[text]?.string ?? record.title,
            owner: item["owner"]?.string, due: item["due"]?.string.flatMap { CalendarDate($0) },
            isDone: item[done]?.string != nil)
    }
}

extension RecordSet {
    /// Who has to see to a step: as `crm due` says it.
    package func responsible(for step: WorkStep) -> String? {
        responsible(step.owner, step.record, parent(of: step.record))
    }
}
