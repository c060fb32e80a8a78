package import LosslessYAML
package import Records

/// What became of three versions of one record.
package enum MergeResult: Sendable {
    /// The merged text, and the fields in which there was a conflict: empty when the merge is clean. What stands in the text at
    /// these fields was asked for in ``MergeOptions``.
    case merged([UInt8], conflicts: [MergeConflict])
    /// Both deleted the record, or one did and the other had not changed it.
    case deleted
    /// Conflicts of which at least one waits for a person (``MergeOptions/asks``). All of them are given.
    case waiting([MergeConflict])
    /// At least one version cannot be read, or the sum cannot be written; nothing was merged.
    case refused([MergeRefusal])
}

/// A field, or a group of fields with one meaning, that both sides changed and that no rule settles. An absent value is nil, which is
/// another thing than `null`.
package struct MergeConflict: Hashable, Sendable {
    /// Why the two changes do not go together.
    package enum Reason: Hashable, Sendable {
        /// Two new values.
        case bothChanged
        /// One side deleted what the other changed.
        case deletedAgainstChanged
        /// Both sides changed a group: amount and currency, the parts of an address.
        case group(String)
        /// Items of a keyed list without their key, or two with the same: the list is not taken apart.
        case listKeys
        /// One side replaced an alias (`*name`), the other changed what it stands for.
        case alias
        /// Each version is valid, their sum is not: keyword and place of the schema.
        case schema(keyword: String, location: String)
        /// A version held this conflict already; it stays open.
        case open
    }

    /// A field of a group.
    package struct Member: Hashable, Sendable {
        package let path: FieldPath
        package let base: RecordValue?
        package let ours: RecordValue?
        package let theirs: RecordValue?
    }

    /// For a group, its first member that differs.
    package let path: FieldPath
    package let reason: Reason
    /// For a group, a map of its members.
    package let base: RecordValue?
    package let ours: RecordValue?
    package let theirs: RecordValue?
    /// The members of the group that differ; empty for a single field.
    package let members: [Member]
    /// Whose value stands in the merged text; nil when a `$conflict` block does.
    package let kept: MergeSide?

    /// Name of the group, if it is one.
    package var group: String? {
        if case .group(let name) = reason { name } else { nil }
    }
}

/// Why nothing was merged.
package struct MergeRefusal: Error, Hashable, Sendable {
    package enum Version: String, Hashable, Sendable {
        case base, ours, theirs
        /// What came out.
        case result
    }

    package enum Reason: Hashable, Sendable {
        /// Not UTF-8, not YAML, a key twice, too large …; the error has the place.
        case unreadable(YAMLError)
        /// The merged values cannot be written as one text that reads as meant (anchors of one side, for example).
        case notExpressible
    }

    package let version: Version
    package let reason: Reason

    /// `ours:3:1: duplicate key …`
    package var description: String {
        switch reason {
        case .unreadable(let error): "\(version.rawValue):\(error.position): \(error)"
        case .notExpressible: "\(version.rawValue): the merged values cannot be written as one text"
        }
    }
}
