package import Records

/// When a customer was entered, and by whom: from the commit that added the record.
package struct CustomerEntry: Sendable {
    package let customer: Record
    package let entered: Instant
    /// Role of the member who made the commit; nil for who is no member.
    package let role: String?

    package init(customer: Record, entered: Instant, role: String?) {
        self.customer = customer
        self.entered = entered
        self.role = role
    }
}

/// A customer who was entered behind the deadline.
package struct LateEntry: Sendable {
    package let entry: CustomerEntry
    package let span: EntryDeadlines.Span
    package let deadline: Instant

    /// Hours behind the deadline, begun ones counted as whole.
    package var hoursLate: Int {
        (entry.entered.secondsSinceEpoch - deadline.secondsSinceEpoch + 3_599) / 3_600
    }
}

/// The customers who were entered too late after the first contact (R106: 24 hours; R107: marketing, 1 working day). The day of
/// the first contact has no time, so the clock starts at its end; working days are over at midnight.
///
/// - Parameter entries: customers without a first contact are left out.
package func lateEntries(_ entries: [CustomerEntry], settings: Settings, calendar: WorkCalendar) -> [LateEntry] {
    entries.compactMap { entry in
        guard let contact = entry.customer.date("first_contact") else { return nil }
        let span = settings.entryDeadlines.span(role: entry.role)
        let deadline = entryDeadline(contact, span, calendar, offset: entry.entered.offset)
        return entry.entered > deadline ? LateEntry(entry: entry, span: span, deadline: deadline) : nil
    }
}

/// The last instant at which a customer of that first contact is entered in time.
///
/// - Parameter offset: of the team's clock, in seconds east of UTC.
package func entryDeadline(
    _ contact: CalendarDate, _ span: EntryDeadlines.Span, _ calendar: WorkCalendar, offset: Int
) -> Instant {
    func midnight(after day: CalendarDate) -> Int { (day.daysSinceEpoch + 1) * 86_400 - offset }
    switch span {
    case .hours(let hours):
        return Instant(secondsSinceEpoch: midnight(after: contact) + hours * 3_600, offset: offset)
    case .workingDays(let days):
        let last = calendar.adding(workingDays: days, to: contact)
        return Instant(secondsSinceEpoch: midnight(after: last), offset: offset)
    }
}
