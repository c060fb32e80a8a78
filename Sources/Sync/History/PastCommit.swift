package import Git

/// The commit that a branch stood at, at the end of an instant: along first parents, that is what this branch had taken in by
/// then, by the committers' clocks.
///
/// - Parameter seconds: since 1970-01-01 00:00 UTC.
/// - Returns: nil when the history begins later.
package func commit(asOf seconds: Int64, from head: ObjectID, in repository: Repository) throws -> CommitInfo? {
    var id: ObjectID? = head
    while let current = id {
        let commit = try repository.commit(current)
        if commit.committer.time <= seconds { return commit }
        id = commit.parents.first
    }
    return nil
}
