/// Where `HEAD` stands.
package enum Head: Hashable, Sendable {
    /// On a branch (full name, `refs/heads/main`) with a commit.
    case branch(name: String, commit: ObjectID)
    /// On a branch that has no commit yet.
    case unborn(name: String)
    /// On a commit, on no branch.
    case detached(commit: ObjectID)

    /// The commit, if there is one.
    package var commit: ObjectID? {
        switch self {
        case .branch(_, let commit), .detached(let commit): commit
        case .unborn: nil
        }
    }

    /// The full name of the branch, if on one.
    package var branch: String? {
        switch self {
        case .branch(let name, _), .unborn(let name): name
        case .detached: nil
        }
    }
}
