package import Records

/// Customers whose rhythm asks for a contact (R108: A weekly, B every two weeks, C monthly; the team's own numbers stand in
/// `cadences` of crm.yaml, a customer's own in `cadence_days`).
///
/// A customer with an open next step needs no reminder besides it; archived, lost and do-not-contact customers have no
/// rhythm, nor has one whom nobody ever contacted: then the first contact day counts.
func contactsByCadence(_ records: RecordSet, settings: Settings, owner: String?) -> [DueItem] {
    let cadences = settings.all["cadences"]
    return followUpStates(records, owner: owner).compactMap { customer, state in
        guard !state.hasOpenNextStep, customer.string("archived_on") == nil, customer.value("do_not_contact") != true,
            customer.string("status") != "lost",
            let days =
                (customer.string("cadence_days")
                ?? customer.string("grade").flatMap { cadences?[$0]?.string }).flatMap({ Int($0) }), days > 0
        else { return nil }
        guard let last = state.lastContact ?? customer.date("first_contact") else { return nil }
        return DueItem(
            .contact, date: last + days, record: customer, customer: customer, owner: customer.string("owner"),
            text: last.description)
    }
}

/// The customers of a member (nil: all) with where their follow-up stands.
private func followUpStates(_ records: RecordSet, owner: String?) -> [(customer: Record, state: FollowUpState)] {
    if let states = records.followUpStates(owner: owner) {
        return states.compactMap { state in records.record(at: state.customer).map { ($0, state) } }
    }
    return records.records(of: "customer").map { customer in
        let followUps = records.children(of: customer, kind: "follow-up")
        let hasNext = followUps.contains {
            $0.value("next").map { isOpen($0) && $0["action"]?.string != nil } ?? false
        }
        return (
            customer,
            FollowUpState(customer: customer.path, lastContact: lastContact(followUps), hasOpenNextStep: hasNext)
        )
    }
}

/// The day of the latest follow-up.
package func lastContact(_ followUps: [Record]) -> CalendarDate? {
    followUps.compactMap { $0.date("at") }.max()
}
