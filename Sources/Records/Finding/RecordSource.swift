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
    /// The records in which something is open and may wait for this member (nil: for anybody) until this day (nil: any day);
    /// what has no day is open always. Nil when nobody keeps account of it.
    package var openWork: @Sendable (_ owner: String?, _ until: CalendarDate?) -> [RecordPath]? = { _, _ in nil }
    /// Where the follow-up of each customer of this member (nil: of all) stands. Nil when nobody keeps account of it.
    package var followUpStates: @Sendable (_ owner: String?) -> [FollowUpState]? = { _ in nil }

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

/// Where the follow-up of a customer stands, from what lies in its folder.
package struct FollowUpState: Sendable {
    package let customer: RecordPath
    package let lastContact: CalendarDate?
    package let hasOpenNextStep: Bool

    package init(customer: RecordPath, lastContact: CalendarDate?, hasOpenNextStep: Bool) {
        self.customer = customer
        self.lastContact = lastContact
        self.hasOpenNextStep = hasOpenNextStep
    }
}
