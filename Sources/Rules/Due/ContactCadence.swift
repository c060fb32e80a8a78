package import Records

/// Customers whose rhythm asks for a contact (R108: A weekly, B every two weeks, C monthly; the team's own numbers stand in
/// `cadences` of crm.yaml, a customer's own in `cadence_days`).
///
/// A customer with an open next step needs no reminder besides it; archived, lost and do-not-contact customers have no
/// rhythm, nor has one whom nobody ever contacted: then the first contact day counts.
func contactsByCadence(_ records: RecordSet, settings: Settings) -> [DueItem] {
    let cadences = settings.all["cadences"]
    return records.records(of: "customer").compactMap { customer in
        guard customer.string("archived_on") == nil, customer.value("do_not_contact") != true,
            customer.string("status") != "lost",
            let days =
                (customer.string("cadence_days")
                ?? customer.string("grade").flatMap { cadences?[$0]?.string }).flatMap({ Int($0) }), days > 0
        else { return nil }
        let followUps = records.children(of: customer, kind: "follow-up")
        if followUps.contains(where: { $0.value("next").map { isOpen($0) && $0["action"] != nil } ?? false }) {
            return nil
        }
        guard let last = lastContact(followUps) ?? customer.date("first_contact") else { return nil }
        return DueItem(
            .contact, date: last + days, record: customer, customer: customer, owner: customer.string("owner"),
            text: last.description)
    }
}

/// The day of the latest follow-up.
package func lastContact(_ followUps: [Record]) -> CalendarDate? {
    followUps.compactMap { $0.date("at") }.max()
}
