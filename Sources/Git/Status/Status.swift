extension Repository {
    /// What differs between `HEAD`, git's index and the work tree, sorted by path; like `git status --porcelain -uall` without
    /// rename detection. Ignored files and submodules are left out.
    ///
    /// - Parameter includeUntracked: whether to look for files git does not know.
    package func status(includeUntracked: Bool = true) throws -> [FileStatus] {
        []
    }

    /// The same for some paths only: costs as much as there are paths.
    package func status(of paths: [RepositoryPath]) throws -> [FileStatus] {
        []
    }
}
