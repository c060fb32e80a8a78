package import Records

/// Follow-ups that end without an agreed next step (R94, R97), while the customer is still one to be won or kept.
package func missingNextSteps(_ followUps: [Record], _ records: RecordSet, in period: ClosedRange<CalendarDate>)
    -> [AuditFinding]
{
    followUps.compactMap { followUp in
        guard let day = followUp.date("at"), period.contains(day), followUp.value("next") == nil,
            (followUp.value("commitments")?.items ?? []).isEmpty, let customer = records.parent(of: followUp),
            customer.string("status") != "lost", customer.string("archived_on") == nil
        else { return nil }
        return AuditFinding(
            .noNextStep, followUp, day: day, member: followUp.string("by"),
            message: Text(en: "\(customer.title): no next step was agreed on", zh: "\(customer.title)：没有约定下一步"))
    }
}
