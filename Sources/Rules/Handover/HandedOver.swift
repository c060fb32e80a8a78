package import Records

/// What a record gives up when one colleague's work goes to another (R24): the customer itself; an open deal, task or ticket; a
/// contract that still runs; open next steps and promises. Who did or wrote something in the past stays who it was.
///
/// - Parameters:
///   - records: to tell whose a step is that names nobody.
///   - today: contracts that ended before stay.
/// - Returns: the fields as they shall be; none when nothing of it is the first colleague's.
package func handedOver(
    _ record: Record, from: String, to: String, _ records: RecordSet, today: CalendarDate
) -> [FieldChange] {
    let isOwn = record.string("owner") == from
    let owner = [FieldChange("owner", .text(to))]
    switch record.kind.key {
    case "customer": return isOwn ? owner : []
    case "deal": return isOwn && isOpenDeal(record) ? owner : []
    case "contract":
        let isOver = record.string("status") == "terminated" || record.date("ends_on").map { $0 < today } ?? false
        return isOwn && !isOver ? owner : []
    case "task", "ticket":
        return isOwn && steps(of: record).contains { !$0.isDone } ? owner : []
    case "follow-up":
        return steps(of: record).compactMap { step -> FieldChange? in
            guard !step.isDone, isTheirs(step, from, records) else { return nil }
            return step.reason == .nextStep
                ? FieldChange("next", inner: "owner", .text(to))
                : FieldChange("commitments", index: step.index, inner: "owner", .text(to))
        }
    default: return []
    }
}

/// Named in the step, or responsible for it where it names nobody and the customer does not settle it.
private func isTheirs(_ step: WorkStep, _ member: String, _ records: RecordSet) -> Bool {
    if let owner = step.owner { return owner == member }
    return records.responsible(for: step) == member
        && records.parent(of: step.record)?.string("owner") != member
}
