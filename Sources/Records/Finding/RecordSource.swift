/// Where a set of records gets single ones from without reading all: an index that answers *which*, and the files that say *what*.
/// Paths come sorted; a path whose file is gone or cannot be read as a record by then is left out by `load`.
package struct RecordSource: Sendable {
    package var everyPath: @Sendable () -> [RecordPath]
    /// The records of a kind, by its key.
    package var pathsOfKind: @Sendable (_ kind: String) -> [RecordPath]
    /// All records with this id: one, unless something is wrong.
    package var pathsOfID: @Sendable (_ id: String) -> [RecordPath]
    /// The records of a kind whose `no` this is.
    package var pathsOfNumber: @Sendable (_ kind: String, _ number: String) -> [RecordPath]
    /// The numbers (`no`, `formerly`) that records of a kind bear.
    package var numbers: @Sendable (_ kind: String) -> [String]
    /// What lies in the folder of a record.
    package var children: @Sendable (_ folder: String) -> [RecordPath]
    /// The record whose folder this is.
    package var owner: @Sendable (_ folder: String) -> RecordPath?
    /// The records that name one of these ids.
    package var referrers: @Sendable (_ ids: Set<String>) -> [RecordPath]
    /// Every record that a person may mean by what was typed, of some kinds or of all; the finder chooses among them.
    package var candidates: @Sendable (_ typed: String, _ kinds: Set<String>?) -> [RecordPath]
    /// What the records of some kinds or of all are called, for finding a near name.
    package var names: @Sendable (_ kinds: Set<String>?) -> [String]
    /// A file that is there and could not be read as a record.
    package var isUnread: @Sendable (RecordPath) -> Bool
    package var load: @Sendable ([RecordPath]) -> [Record]
    /// nil when nobody keeps account of what is open and of who was contacted when.
    package var accounts: RecordAccounts?

    package init(
        everyPath: @escaping @Sendable () -> [RecordPath], pathsOfKind: @escaping @Sendable (String) -> [RecordPath],
        pathsOfID: @escaping @Sendable (String) -> [RecordPath],
        pathsOfNumber: @escaping @Sendable (String, String) -> [RecordPath],
        numbers: @escaping @Sendable (String) -> [String], children: @escaping @Sendable (String) -> [RecordPath],
        owner: @escaping @Sendable (String) -> RecordPath?,
        referrers: @escaping @Sendable (Set<String>) -> [RecordPath],
        candidates: @escaping @Sendable (String, Set<String>?) -> [RecordPath],
        names: @escaping @Sendable (Set<String>?) -> [String],
        isUnread: @escaping @Sendable (RecordPath) -> Bool, load: @escaping @Sendable ([RecordPath]) -> [Record]
    ) {
        self.everyPath = everyPath
        self.pathsOfKind = pathsOfKind
        self.pathsOfID = pathsOfID
        self.pathsOfNumber = pathsOfNumber
        self.numbers = numbers
        self.children = children
        self.owner = owner
        self.referrers = referrers
        self.candidates = candidates
        self.names = names
        self.isUnread = isUnread
        self.load = load
    }
}

/// A follow-up, as far as it is known without reading its file.
package struct NotedContact: Sendable, Hashable {
    package let path: RecordPath
    package let day: CalendarDate?
    /// The id of the deal that it is about; nil when it names none.
    package let deal: String?

    package init(path: RecordPath, day: CalendarDate?, deal: String?) {
        self.path = path
        self.day = day
        self.deal = deal
    }
}

/// What is known about many records without reading them. Each answer is nil when it cannot be given; then the records are read.
package struct RecordAccounts: Sendable {
    /// The records in which something is open, a superset of what the rules call due.
    package var openWork: @Sendable (WorkQuestion) -> [RecordPath]?
    package var customerStates: @Sendable (_ owners: Set<String>?, _ quietSince: CalendarDate?) -> [CustomerState]?
    /// The latest follow-ups in each of some folders, the last one first; a folder without any is left out.
    package var lastContacts: @Sendable (_ folders: [String], _ count: Int) -> [RecordPath: [NotedContact]]?
    package var contacts: @Sendable (ContactCount) -> [CountedContact]?
    /// Open deals whose customer has had no follow-up after a day.
    package var quietDeals: @Sendable (_ owners: Set<String>?, _ since: CalendarDate) -> [RecordPath]?
    /// The records whose folders these are, by folder.
    package var owners: @Sendable (_ folders: [String]) -> [RecordPath: RecordPath]?
    /// For each of some ids, whether a record has it.
    package var areIDs: @Sendable (_ ids: [String]) -> [Bool]?

    package init(
        openWork: @escaping @Sendable (WorkQuestion) -> [RecordPath]?,
        customerStates: @escaping @Sendable (Set<String>?, CalendarDate?) -> [CustomerState]?,
        lastContacts: @escaping @Sendable ([String], Int) -> [RecordPath: [NotedContact]]?,
        contacts: @escaping @Sendable (ContactCount) -> [CountedContact]?,
        quietDeals: @escaping @Sendable (Set<String>?, CalendarDate) -> [RecordPath]?,
        owners: @escaping @Sendable ([String]) -> [RecordPath: RecordPath]?,
        areIDs: @escaping @Sendable ([String]) -> [Bool]?
    ) {
        self.openWork = openWork
        self.customerStates = customerStates
        self.lastContacts = lastContacts
        self.contacts = contacts
        self.quietDeals = quietDeals
        self.owners = owners
        self.areIDs = areIDs
    }
}
