import Records

/// What decides when both sides gave a field a new value.
struct MergeChoices {
    /// A person's choice, by the key path (`next/due`).
    var settled: (String) -> Settlement.Side? = { _ in nil }
    /// Whether the team's value may stay and ours be put aside in a conflict record; otherwise the merge waits for a person.
    var keepsPublished: (String) -> Bool = { _ in false }
}

/// A field in which the team's value stayed. nil where it is absent.
struct NotedConflict {
    /// Key path: `next/due`.
    let key: String
    /// Name of the group, when fields with one meaning conflicted together.
    let group: String?
    let base: RecordValue?
    let published: RecordValue?
    let local: RecordValue?
}

/// A value for people, on one line: a text as it is, anything else as JSON.
func shownValue(_ value: RecordValue) -> String {
    plainLine(value.string ?? value.json(indented: false), limit: 200)
}
