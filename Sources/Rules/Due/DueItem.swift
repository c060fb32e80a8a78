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
        /// A deal that stands still.
        case stuckDeal = "stuck-deal"
        /// A silent customer that has to be activated (R114).
        case silent
        /// The customer's rhythm asks for a contact (R108).
        case contact
        /// The quarterly call: is the customer satisfied (R111)?
        case survey

        /// The rule that brings such items up, by which a team switches them off.
        package var rule: Rule {
            switch self {
            case .nextStep: .nextStepDue
            case .commitment: .promiseDue
            case .task: .taskDue
            case .contract: .contractEnding
            case .payment: .paymentDue
            case .ticket: .ticketDue
            case .deal: .dealClosing
            case .stuckDeal: .dealStandingStill
            case .silent: .silentCustomer
            case .contact: .contactCadence
            case .survey: .satisfactionCall
            }
        }
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
    /// The day from which it is shown, for what has to be seen before its day; nil: when its day comes.
    package var shownFrom: CalendarDate?
    /// When to remind of it, where somebody said so (R109).
    package var remindAt: Instant?
    /// The time of its day, where it has one.
    package var time: Instant?
    /// Key of `priority`, where the record has one.
    package var priority: String?
    /// How far a task with a number to reach is.
    package var progress: GoalProgress?
    /// Place in the list of the record that it stands in; nil for what is no item of a list.
    package var index: Int?

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

    /// The first day on which it waits; nil for what is open without a day.
    package var start: CalendarDate? {
        let reminder = remindAt?.date
        return [date, shownFrom, reminder].compactMap { $0 }.min()
    }

    /// True when the customer has been put away (R117).
    package var isArchived: Bool { customer?.string("archived_on") != nil }

    /// By day, what has none at the end; the same day by time, in the order of reasons, priorities and paths, so that the list
    /// is stable.
    static func inOrder(_ items: [DueItem]) -> [DueItem] {
        let ranks = Dictionary(uniqueKeysWithValues: zip(Reason.allCases, 0...))
        let places = items.enumerated().map { index, item in
            Place(
                day: item.date?.daysSinceEpoch ?? .max, rank: ranks[item.reason] ?? 0,
                urgency: item.reason == .ticket ? item.urgencyRank : 0, path: item.record.path, index: item.index ?? 0,
                item: index)
        }
        return places.sorted(by: <).map { items[$0.item] }
    }

    /// What decides where an item stands.
    private struct Place {
        let day: Int
        let rank: Int
        let urgency: Int
        let path: RecordPath
        let index: Int
        let item: Int

        static func < (left: Place, right: Place) -> Bool {
            if left.day != right.day { return left.day < right.day }
            if left.rank != right.rank { return left.rank < right.rank }
            if left.urgency != right.urgency { return left.urgency < right.urgency }
            return left.path != right.path ? left.path < right.path : left.index < right.index
        }
    }

    private var urgencyRank: Int { ["urgent", "high", "medium", "low"].firstIndex(of: priority ?? "medium") ?? 2 }
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
