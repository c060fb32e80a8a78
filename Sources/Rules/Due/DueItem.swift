package import Records

/// Something that waits for someone until a day.
package struct DueItem: Sendable {
    /// Where the item comes from.
    package enum Reason: String, Sendable, CaseIterable {
        /// The next step that a follow-up agreed on (R94).
        case nextStep = "next-step"
        /// Something promised to the customer (R85).
        case commitment
        /// A task of its own (R121).
        case task
        /// A contract that ends, and should be renewed or let go (R131).
        case contract
        /// A payment of a contract's plan (R131).
        case payment
        /// An enquiry, complaint or request that is still open (R134).
        case ticket
        /// A deal whose expected closing day comes or has passed (R126).
        case deal
        /// The customer's rhythm asks for a contact (R108).
        case contact
    }

    package let reason: Reason
    /// nil when it is open without a day.
    package let date: CalendarDate?
    /// The record it stands in.
    package let record: Record
    /// The customer it is about; nil for what belongs to none.
    package let customer: Record?
    /// Handle of the member who has to do it; nil when nobody is named.
    package let owner: String?
    package let text: String

    package init(
        _ reason: Reason, date: CalendarDate?, record: Record, customer: Record?, owner: String?, text: String
    ) {
        self.reason = reason
        self.date = date
        self.record = record
        self.customer = customer
        self.owner = owner
        self.text = text
    }

    /// By day, what has none at the end; the same day in the order of reasons and paths, so that the list is stable.
    package static func inOrder(_ left: DueItem, _ right: DueItem) -> Bool {
        switch (left.date, right.date) {
        case (let first?, let second?) where first != second: return first < second
        case (.some, nil): return true
        case (nil, .some): return false
        default: break
        }
        let order = Reason.allCases
        let ranks = (order.firstIndex(of: left.reason) ?? 0, order.firstIndex(of: right.reason) ?? 0)
        return ranks.0 != ranks.1 ? ranks.0 < ranks.1 : left.record.path < right.record.path
    }
}

/// How near a due day is.
package enum Urgency: String, Sendable, CaseIterable {
    case overdue, today, thisWeek = "this-week", later, undated

    /// The week ends on Sunday.
    package init(_ date: CalendarDate?, today: CalendarDate) {
        guard let date else {
            self = .undated
            return
        }
        let sunday = today + (7 - today.weekday)
        self = date < today ? .overdue : date == today ? .today : date <= sunday ? .thisWeek : .later
    }
}
