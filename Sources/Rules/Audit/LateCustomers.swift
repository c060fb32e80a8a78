import Records

/// Customers that a commit added behind the deadline (R106, R107).
package func lateCustomers(_ commit: AuditedCommit, _ calendar: WorkCalendar) -> [AuditFinding] {
    let added = commit.changes.joiningMoves.compactMap { change -> CustomerEntry? in
        guard change.before == nil, let customer = change.after, customer.kind.key == "customer" else { return nil }
        return CustomerEntry(customer: customer, entered: commit.at, role: commit.member?.string("role"))
    }
    return lateEntries(added, settings: commit.settings, calendar: calendar).map { late in
        let contact = late.entry.customer.string("first_contact") ?? ""
        return AuditFinding(
            .lateEntry, late.entry.customer, rule: .lateEntry, day: commit.at.date, member: commit.member?.id,
            commit: commit.id,
            message: Text(
                en:
                    "first contact \(contact), entered \(commit.at.date) \(commit.at.clock), \(late.hoursLate) hours late",
                zh: "首次接触 \(contact)，\(commit.at.date) \(commit.at.clock) 录入，晚了 \(late.hoursLate) 小时"))
    }
}
