import Records

/// The open next steps of follow-ups (R94, R97): an action that is not done; shown from `remind_at` on (R109).
func nextSteps(_ followUps: [Record], _ records: RecordSet) -> [DueItem] {
    followUps.compactMap { followUp in
        guard let next = followUp.value("next"), isOpen(next), let action = next["action"]?.string else { return nil }
        let customer = records.parent(of: followUp)
        var item = DueItem(
            .nextStep, date: next["due"]?.string.flatMap { CalendarDate($0) }, record: followUp, customer: customer,
            owner: records.responsible(next["owner"]?.string, followUp, customer), text: action)
        item.remindAt = next["remind_at"]?.string.flatMap { Instant($0) }
        return item
    }
}

/// The open promises of follow-ups (R85): a quotation, a delivery date.
func commitments(_ followUps: [Record], _ records: RecordSet) -> [DueItem] {
    followUps.flatMap { followUp -> [DueItem] in
        let customer = records.parent(of: followUp)
        return (followUp.value("commitments")?.items ?? []).enumerated().compactMap { index, commitment in
            guard isOpen(commitment), let action = commitment["action"]?.string else { return nil }
            var item = DueItem(
                .commitment, date: commitment["due"]?.string.flatMap { CalendarDate($0) }, record: followUp,
                customer: customer, owner: records.responsible(commitment["owner"]?.string, followUp, customer),
                text: action)
            item.index = index
            return item
        }
    }
}
