import CLibGit2

extension Repository {
    /// Opens the repository that `folder` lies in, looking upwards as git does (not across file systems).
    ///
    /// - Throws: `GitError.notARepository`, `.notTrusted`, `.unsupported` (sha256, reftable, shallow and partial clones; split,
    ///   sparse and unhashed indexes show up when the index is first read).
    package static func open(discoveringFrom folder: String) throws -> Repository {
        try open(folder, flags: 0)
    }

    /// Opens the repository at exactly this folder: a work tree, a `.git` folder or a bare repository.
    package static func open(at folder: String) throws -> Repository {
        try open(folder, flags: GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue)
    }

    private static func open(_ folder: String, flags: UInt32) throws -> Repository {
        try LibGit2.start()
        var opened: OpaquePointer?
        let status = git_repository_open_ext(&opened, folder, flags, nil)
        guard status >= 0, let opened else { throw openError(status, folder) }
        let repository = Repository(owning: opened)
        if git_repository_is_shallow(opened) == 1 { throw GitError.unsupported(.shallowClone, path: folder) }
        if try repository.isPartialClone() { throw GitError.unsupported(.partialClone, path: folder) }
        return repository
    }

    private static func openError(_ status: Int32, _ folder: String) -> GitError {
        let error = LibraryError.last(status, "open \(folder)")
        if let feature = UnsupportedFeature(words: error.message) { return .unsupported(feature, path: folder) }
        // 1.5.1 reports a foreign owner as "config value 'safe.directory' was not found", later versions with a code.
        if status == GIT_EOWNER.rawValue || error.message.contains("safe.directory") {
            return .notTrusted(path: folder)
        }
        if status == GIT_ENOTFOUND.rawValue { return .notARepository(path: folder) }
        return error.gitError
    }

    /// A clone made with `--filter`: objects are missing, and this library cannot fetch them on demand.
    private func isPartialClone() throws -> Bool {
        if try setting("extensions.partialclone") != nil { return true }
        return try settings(under: "remote.").contains { $0.name.hasSuffix(".promisor") && $0.value == "true" }
    }

    /// Makes an empty repository with a work tree and the branch `main`, without template files and sample hooks.
    ///
    /// - Parameter folder: created if needed; may hold other files.
    /// - Throws: `GitError.alreadyExists` when it is a repository already.
    package static func initialize(at folder: String, bare: Bool = false, branch: String = "main") throws -> Repository
    {
        try LibGit2.start()
        var options = git_repository_init_options()
        try check(
            git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)), "initialize")
        options.flags = GIT_REPOSITORY_INIT_MKPATH.rawValue | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
        if bare { options.flags |= GIT_REPOSITORY_INIT_BARE.rawValue }
        var made: OpaquePointer?
        let status = branch.withCString { branch in
            options.initial_head = branch
            return git_repository_init_ext(&made, folder, &options)
        }
        if status == GIT_EEXISTS.rawValue { throw GitError.alreadyExists(path: folder) }
        try check(status, "initialize \(folder)")
        guard let made else { throw GitError.notARepository(path: folder) }
        return Repository(owning: made)
    }
}
