import CLibGit2

extension Repository {
    /// The names of the remotes, in the order of the configuration.
    package func remotes() throws -> [String] {
        var names = git_strarray()
        try check(git_remote_list(&names, pointer), "list remotes")
        defer { git_strarray_dispose(&names) }
        return (0..<names.count).compactMap { names.strings[$0].map { String(cString: $0) } }
    }

    /// The address of a remote (after `url.<base>.insteadOf`), or `nil` if there is no such remote.
    package func url(ofRemote name: String) throws -> String? {
        var remote: OpaquePointer?
        guard try found(git_remote_lookup(&remote, pointer, name), "read the remote \(name)"), let remote else {
            return nil
        }
        defer { git_remote_free(remote) }
        return git_remote_url(remote).map { String(cString: $0) }
    }

    /// Adds a remote with git's usual refspec `+refs/heads/*:refs/remotes/<name>/*`.
    ///
    /// - Throws: `GitError.alreadyExists` when there is one of that name.
    package func addRemote(_ name: String, url: String) throws {
        var remote: OpaquePointer?
        let status = git_remote_create(&remote, pointer, name, url)
        git_remote_free(remote)
        if status == GIT_EEXISTS.rawValue { throw GitError.alreadyExists(path: name) }
        try check(status, "add the remote \(name)")
    }

    /// Changes the address of a remote.
    package func setURL(ofRemote name: String, to url: String) throws {
        try check(git_remote_set_url(pointer, name, url), "set the address of the remote \(name)")
    }
}
