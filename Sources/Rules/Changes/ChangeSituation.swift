package import Records

/// All that a rule over changes may know besides the changes: who, when, why, and the records before and after. Whoever judges
/// a change makes one: the way to write on a laptop, and the hook of a server for each commit.
package struct ChangeSituation {
    /// Of the state before the change: nobody lifts a rule in the commit that breaks it.
    package let settings: Settings
    package let kinds: KindSet
    /// All records as they were committed.
    package let before: RecordSet
    /// All records as they would be.
    package let after: RecordSet
    /// The member who makes the change, as the team's files say it *before* the change; nil when no member is known.
    package let author: Record?
    /// When the change is made, in the zone of the team: the clock of a laptop; of a commit, when its author wrote it.
    package let now: Instant
    /// Why, where the person said so (`--reason`; the trailer `Reason:` of a commit).
    package var reason: String?
    /// True when the change takes back an earlier one, and whoever judges has made sure of it. Rules about the way from one
    /// state to the next then keep silent; what may never be rewritten stays so.
    package var isUndo = false
    /// Whether there is a file (an attachment) at a path once the change is made.
    package var isFile: (RecordPath) -> Bool = { _ in true }
    /// Whether the file of a record was committed before an instant; nil when nobody knows.
    package var wasCommitted: (_ path: RecordPath, _ before: Instant) -> Bool? = { _, _ in nil }

    package init(
        settings: Settings, kinds: KindSet, before: RecordSet, after: RecordSet, author: Record?, now: Instant
    ) {
        self.settings = settings
        self.kinds = kinds
        self.before = before
        self.after = after
        self.author = author
        self.now = now
    }

    /// The day of the change.
    package var today: CalendarDate { now.date }
}
