/// One of the two changed versions. In a sync `ours` is what lies on this machine and `theirs` what the team has published.
package enum MergeSide: String, Hashable, Sendable {
    case ours, theirs

    package var other: MergeSide { self == .ours ? .theirs : .ours }
}

/// What is decided from outside: what a conflict becomes, and what a person has settled already.
package struct MergeOptions {
    /// What stands in the merged text where both sides gave a field a new value.
    package enum Conflicts: Hashable, Sendable {
        /// A map `$conflict` with base, ours and theirs (`crm merge-file`).
        case blocks
        /// The value of this side; the conflict is noted beside the merged text. Where one side deleted what the other
        /// changed, the changed value stays whoever made it.
        case keep(MergeSide)
    }

    package var conflicts: Conflicts
    /// Whether a conflict of this field waits for a person, so that nothing is merged until it is settled.
    package var asks: (FieldPath) -> Bool = { _ in false }
    /// Whose value a person chose for a field, or for a whole map or group around it.
    package var settled: (FieldPath) -> MergeSide? = { _ in nil }
    /// The order of the values of a `forward` field, the earliest first; nil for the order of the schema's `enum`.
    package var order: (FieldPath) -> [String]? = { _ in nil }
    /// Whether the merged text is held against the schema.
    package var checksSchema = true

    package init(_ conflicts: Conflicts) { self.conflicts = conflicts }
}
