package import Git
package import Records

/// One value of a record with the last change to it.
package struct FieldOrigin: Sendable {
    /// The value, its place and its name.
    package let leaf: FieldDifference
    /// nil: the change is not committed.
    package let commit: CommitInfo?
    package let note: CommitNote
}

extension RecordHistory {
    /// For every value of a record the last change to it, in the order of the schema. Reads no further back than it must.
    ///
    /// - Parameter record: as it is now.
    package func origins(of record: Record) throws -> [FieldOrigin] {
        let leaves = fieldLeaves(of: record)
        var origins = [FieldOrigin?](repeating: nil, count: leaves.count)
        var open = leaves.count
        var oldest: RecordRevision?
        try read { revision in
            oldest = revision
            for index in leaves.indices where origins[index] == nil {
                // A version that cannot be read hides which fields it changed; the one after it then counts.
                guard revision.changes.contains(where: { $0.touches(leaves[index].steps) }) else { continue }
                origins[index] = FieldOrigin(leaf: leaves[index], commit: revision.commit, note: revision.note)
                open -= 1
            }
            return open > 0
        }
        return zip(leaves, origins).map { leaf, origin in
            origin ?? FieldOrigin(leaf: leaf, commit: oldest?.commit, note: oldest?.note ?? CommitNote())
        }
    }
}
