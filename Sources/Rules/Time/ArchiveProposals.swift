package import Records

/// A customer that may be put away: nobody has had contact with it for so long (R117, R199).
package struct ArchiveProposal: Sendable {
    package let customer: Record
    /// The latest follow-up, else the first contact.
    package let lastContact: CalendarDate
}

/// The customers without contact for `thresholds.archive_after_months`, the longest silent first. Who has an open deal, a contract that
/// runs, an open ticket or a next step for a day to come is still at work with us.
///
/// - Parameter owners: only customers of these members; nil for all.
package func archiveProposals(
    _ records: RecordSet, settings: Settings, today: CalendarDate, owners: Set<String>? = nil
) -> [ArchiveProposal] {
    guard settings.rules[.archiveProposal] != nil else { return [] }
    let months = settings.thresholds.archiveAfterMonths
    let latest = addingMonths(-months, to: today)
    let quiet = records.customerStates(owners: owners, quietSince: latest).compactMap { state -> ArchiveProposal? in
        guard let last = state.lastContact ?? state.firstContact, addingMonths(months, to: last) <= today,
            !(state.hasOpenNextStep && state.nextStep.map({ $0 >= today }) ?? false),
            let customer = records.record(at: state.path)
        else { return nil }
        return ArchiveProposal(customer: customer, lastContact: last)
    }
    return quiet.filter { proposal in
        !records.children(of: proposal.customer).contains { isAtWork($0, today: today) }
    }.sorted { left, right in
        left.lastContact != right.lastContact
            ? left.lastContact < right.lastContact : left.customer.path < right.customer.path
    }
}

private func isAtWork(_ record: Record, today: CalendarDate) -> Bool {
    switch record.kind.key {
    case "deal": isOpenDeal(record)
    case "ticket": !["resolved", "closed"].contains(record.string("status") ?? "new")
    case "contract":
        record.string("status") ?? "signed" == "signed" && record.date("ends_on").map { $0 >= today } ?? true
    default: false
    }
}
