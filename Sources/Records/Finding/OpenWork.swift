/// Whose open work is asked for, and until when.
package struct WorkQuestion: Sendable, Hashable {
    /// Handles of members; nil for anybody.
    package var owners: Set<String>?
    /// The last day of interest; nil for any. What has no day is always of interest.
    package var until: CalendarDate?
    /// So many days before its end a contract that says nothing itself is of interest.
    package var contractNotice: Int

    package init(owners: Set<String>? = nil, until: CalendarDate? = nil, contractNotice: Int = 0) {
        self.owners = owners
        self.until = until
        self.contractNotice = contractNotice
    }
}

/// What the rules about rhythms need to know of a customer, without its file and those that lie in its folder being read.
/// Archived, lost and do-not-contact customers have none.
package struct CustomerState: Sendable, Hashable {
    package let path: RecordPath
    package var id: String?
    package var owner: String?
    package var grade: String?
    package var status: String?
    package var cadenceDays: Int?
    /// One of them may name a frequency.
    package var tags: [String] = []
    package var firstContact: CalendarDate?
    /// The day of the latest follow-up.
    package var lastContact: CalendarDate?
    /// Whether an agreed next step is open.
    package var hasOpenNextStep = false
    /// The first day of an open next step.
    package var nextStep: CalendarDate?
    /// The latest survey, or follow-up for the purpose of satisfaction; only looked up for grade A.
    package var lastSurvey: CalendarDate?
    /// The day on which the first deal was won; only looked up for grade A.
    package var firstWon: CalendarDate?

    package init(path: RecordPath) { self.path = path }

    /// The same from the customer's record and those in its folder; nil for a customer that has no rhythm.
    package init?(_ customer: Record, _ children: [Record]) {
        guard customer.string("archived_on") == nil, customer.value("do_not_contact") != true,
            customer.string("status") != "lost"
        else { return nil }
        path = customer.path
        id = customer.id
        owner = customer.string("owner")
        grade = customer.string("grade")
        status = customer.string("status")
        cadenceDays = customer.string("cadence_days").flatMap { Int($0) }
        tags = (customer.value("tags")?.items ?? []).compactMap(\.string)
        firstContact = customer.date("first_contact")
        let followUps = children.filter { $0.kind.key == "follow-up" }
        lastContact = followUps.compactMap { $0.date("at") }.max()
        let steps = followUps.compactMap { $0.value("next") }.filter { $0["action"]?.string != nil && isOpen($0) }
        hasOpenNextStep = !steps.isEmpty
        nextStep = steps.compactMap { $0["due"]?.string.flatMap { CalendarDate($0) } }.min()
        let calls = followUps.filter { $0.string("purpose") == "satisfaction" }.compactMap { $0.date("at") }
        lastSurvey = (calls + children.filter { $0.kind.key == "survey" }.compactMap { $0.date("date") }).max()
        firstWon =
            children.filter { $0.kind.key == "deal" && ["won", "after-sales"].contains($0.string("stage")) }
            .compactMap { $0.date("closed_on") }.min()
    }
}

/// A step is open until `done` holds a day, or `true`; `done: false`, which the schema refuses, is not done all the same.
package func isOpen(_ step: RecordValue) -> Bool {
    switch step["done"] {
    case nil, .null?, .bool(false)?, .text("false")?: true
    default: false
    }
}

/// Which follow-ups count towards a goal (R121).
package struct ContactCount: Sendable, Hashable {
    /// Who wrote them; nil for anybody.
    package var owners: Set<String>?
    /// Keys of methods and purposes; empty for any.
    package var methods: Set<String> = []
    package var purposes: Set<String> = []
    package var from: CalendarDate?
    package var through: CalendarDate?

    package init() {}

    /// Whether a follow-up counts.
    package func counts(_ followUp: Record) -> Bool {
        guard let day = followUp.date("at") else { return false }
        if let from, day < from { return false }
        if let through, day > through { return false }
        if let owners, !owners.contains(followUp.string("by") ?? "") { return false }
        if !methods.isEmpty, !methods.contains(followUp.string("method") ?? "") { return false }
        return purposes.isEmpty || purposes.contains(followUp.string("purpose") ?? "")
    }
}

/// A follow-up that counts: in whose folder, and when.
package struct CountedContact: Sendable, Hashable {
    package let folder: String
    package let day: CalendarDate

    package init(folder: String, day: CalendarDate) {
        self.folder = folder
        self.day = day
    }
}

extension RecordSet {
    /// The records in which something may be open, by the keys of their kinds; all of these kinds where nobody keeps account.
    package func openWork(_ question: WorkQuestion, kinds: [String]) -> [String: [Record]] {
        guard let paths = accounts?.openWork(question) else {
            return Dictionary(kinds.map { ($0, records(of: $0)) }, uniquingKeysWith: { first, _ in first })
        }
        return Dictionary(grouping: load(paths), by: \.kind.key)
    }

    /// Every customer that has a rhythm.
    ///
    /// - Parameters:
    ///   - owners: handles of members; nil for all customers.
    ///   - quietSince: only those without a contact after this day, or with a rhythm of their own, or of grade A; nil for all.
    package func customerStates(owners: Set<String>?, quietSince: CalendarDate?) -> [CustomerState] {
        if let states = accounts?.customerStates(owners, quietSince) { return states }
        return records(of: "customer").compactMap { customer in
            if let owners, !owners.contains(customer.string("owner") ?? "") { return nil }
            return CustomerState(customer, children(of: customer))
        }
    }

    /// The latest follow-ups of a customer, the last one first.
    package func lastContacts(_ customer: Record, count: Int) -> [Record] {
        let folder = customer.path.folder
        if let noted = accounts?.lastContacts([folder], count) {
            return load(noted[RecordPath(walked: folder)].map { $0.map(\.path) } ?? [])
        }
        return Array(
            children(of: customer, kind: "follow-up").sorted { left, right in
                let times = (left.instant("at")?.secondsSinceEpoch ?? 0, right.instant("at")?.secondsSinceEpoch ?? 0)
                return times.0 != times.1 ? times.0 > times.1 : left.path > right.path
            }.prefix(count))
    }

    /// The same for several customers at once, by their folders.
    package func notedContacts(_ customers: [Record], count: Int) -> [RecordPath: [NotedContact]] {
        if let noted = accounts?.lastContacts(customers.map(\.path.folder), count) { return noted }
        return Dictionary(
            customers.map { customer in
                let contacts = lastContacts(customer, count: count).map { followUp in
                    NotedContact(path: followUp.path, day: followUp.date("at"), deal: followUp.string("deal"))
                }
                return (RecordPath(walked: customer.path.folder), contacts)
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The follow-ups that count, by day.
    package func contacts(_ question: ContactCount) -> [CountedContact] {
        if let found = accounts?.contacts(question) { return found }
        return records(of: "follow-up").filter { question.counts($0) }.compactMap { followUp in
            guard let folder = followUp.parentFolder, let day = followUp.date("at") else { return nil }
            return CountedContact(folder: folder, day: day)
        }.sorted { ($0.day, $0.folder) < ($1.day, $1.folder) }
    }

    /// Open deals whose customer has had no follow-up after a day; all open deals where nobody keeps account of it.
    package func quietDeals(owners: Set<String>?, since day: CalendarDate) -> [Record] {
        guard let paths = accounts?.quietDeals(owners, day) else { return records(of: "deal") }
        return load(paths)
    }
}
