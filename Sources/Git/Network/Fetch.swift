import CLibGit2

extension Repository {
    /// Fetches the branches of a remote into our copies of them (`refs/remotes/<remote>/…`), by its configured refspecs.
    ///
    /// - Throws: `GitError.network`, `.notFound` when there is no such remote.
    package func fetch(from remote: String, options: NetworkOptions) throws -> FetchResult {
        let session = try session(remote, direction: GIT_DIRECTION_FETCH, options: options)
        defer { git_remote_disconnect(session.remote) }
        return try fetch(session)
    }

    func fetch(_ session: RemoteSession) throws -> FetchResult {
        var connection = git_remote_connect_options()
        try check(
            git_remote_connect_options_init(&connection, UInt32(GIT_REMOTE_CONNECT_OPTIONS_VERSION)), "prepare")
        connection.callbacks = try session.callbacks()
        connection.proxy_opts = try session.proxy()
        try session.call("connect") { git_remote_connect_ext(session.remote, GIT_DIRECTION_FETCH, &connection) }
        let (isEmpty, branch) = try heads(of: session)
        var fetching = git_fetch_options()
        try check(git_fetch_options_init(&fetching, UInt32(GIT_FETCH_OPTIONS_VERSION)), "prepare")
        fetching.callbacks = connection.callbacks
        fetching.proxy_opts = connection.proxy_opts
        try session.call("fetch") { git_remote_fetch(session.remote, nil, &fetching, "fetch") }
        session.step.credentials.approve()
        let statistics = git_remote_stats(session.remote)?.pointee
        return FetchResult(
            updates: session.step.updates, isRemoteEmpty: isEmpty, defaultBranch: branch,
            receivedObjects: Int(statistics?.received_objects ?? 0), receivedBytes: statistics?.received_bytes ?? 0)
    }

    /// Whether the remote has no ref at all, and what its `HEAD` points to.
    private func heads(of session: RemoteSession) throws -> (isEmpty: Bool, defaultBranch: String?) {
        var heads: UnsafeMutablePointer<UnsafePointer<git_remote_head>?>?
        var count = 0
        try check(git_remote_ls(&heads, &count, session.remote), "list the refs of the remote")
        var buffer = git_buf()
        guard git_remote_default_branch(&buffer, session.remote) == 0 else { return (count == 0, nil) }
        return (count == 0, text(from: &buffer))
    }

    /// Opens a remote for one step.
    func session(_ name: String, direction: git_direction, options: NetworkOptions) throws -> RemoteSession {
        var remote: OpaquePointer?
        guard try found(git_remote_lookup(&remote, pointer, name), "read the remote \(name)"), let remote else {
            throw GitError.notFound(what: "remote \(name)")
        }
        let pushURL = direction == GIT_DIRECTION_PUSH ? git_remote_pushurl(remote) : nil
        let url = (pushURL ?? git_remote_url(remote)).map { String(cString: $0) } ?? ""
        do {
            // Reading the system's authorities takes as long as a small sync; only TLS asks for them.
            if RemoteAddress(url) == .library { try Certificates.use(options, url: url) }
            let step = NetworkStep(url: url, options: options)
            step.gitFolder = gitFolder
            return try RemoteSession(owning: remote, url: url, base: workTree ?? gitFolder, step: step)
        } catch {
            git_remote_free(remote)
            throw error
        }
    }
}
