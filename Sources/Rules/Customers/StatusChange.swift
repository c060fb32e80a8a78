package import Records

/// The fields of a customer whose place in its life cycle changes (R115): the status, and why.
package func statusChange(to status: String, reason: String) -> [FieldChange] {
    [FieldChange("status", .text(status)), FieldChange("status_reason", .text(reason))]
}

/// A next step with a customer that is agreed on and not behind us yet, so that a change of status needs no other (R115).
package func openNextStep(_ customer: Record, _ records: RecordSet, today: CalendarDate) -> WorkStep? {
    records.children(of: customer).flatMap { steps(of: $0) }.filter { step in
        !step.isDone && [.nextStep, .task].contains(step.reason) && (step.due.map { $0 >= today } ?? false)
    }.min { ($0.due ?? today) < ($1.due ?? today) }
}
