import Records

/// The open next steps of follow-ups (R94, R97): an action that is not done.
func nextSteps(_ followUps: [Record], _ records: RecordSet) -> [DueItem] {
    followUps.compactMap { followUp in
        guard let next = followUp.value("next"), isOpen(next), let action = next["action"]?.string else { return nil }
        let customer = records.parent(of: followUp)
        return DueItem(
            .nextStep, date: next["due"]?.string.flatMap { CalendarDate($0) }, record: followUp, customer: customer,
            owner: records.responsible(next["owner"]?.string, followUp, customer), text: action)
    }
}

/// The open promises of follow-ups (R85): a quotation, a delivery date.
func commitments(_ followUps: [Record], _ records: RecordSet) -> [DueItem] {
    followUps.flatMap { followUp -> [DueItem] in
        let customer = records.parent(of: followUp)
        return (followUp.value("commitments")?.items ?? []).compactMap { commitment in
            guard isOpen(commitment), let action = commitment["action"]?.string else { return nil }
            return DueItem(
                .commitment, date: commitment["due"]?.string.flatMap { CalendarDate($0) }, record: followUp,
                customer: customer, owner: records.responsible(commitment["owner"]?.string, followUp, customer),
                text: action)
        }
    }
}

/// A step is open until `done` holds a day, or `true`; `done: false`, which the schema refuses, is not done all the same.
func isOpen(_ step: RecordValue) -> Bool {
    switch step["done"] {
    case nil, .null?, .bool(false)?, .text("false")?: true
    default: false
    }
}
