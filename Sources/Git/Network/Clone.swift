import CLibGit2

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Repository {
    /// Clones a repository: into a temporary folder beside the target, renamed when complete, so that a failure leaves
    /// nothing behind. Files are checked out unfiltered (no `autocrlf`, no `ident`, no clean and smudge programs).
    ///
    /// - Parameters:
    ///   - url: a relative path is meant from the process's current folder.
    ///   - folder: must not exist, or be an empty folder.
    /// - Throws: `GitError.alreadyExists`, `.network`, `.fileSystem`, `.unsafePath` (the remote holds a path that would leave the
    ///   work tree). Cloning an empty remote works and gives an unborn `HEAD`.
    package static func clone(_ url: String, to folder: String, options: NetworkOptions) throws -> Repository {
        try LibGit2.start()
        var target = folder
        while target.utf8.count > 1, target.utf8.last == UInt8(ascii: "/") { target.removeLast() }
        if FileStat.ofFile(target) != nil, !isEmptyFolder(target) { throw GitError.alreadyExists(path: target) }
        let draft = "\(target).crm-clone-\(getpid())"
        removeFolder(draft)
        do {
            let repository = try Repository.initialize(at: draft)
            try repository.fill(from: absolute(url), options: options)
        } catch {
            removeFolder(draft)
            throw error
        }
        guard rename(draft, target) == 0 else {
            let code = errno
            removeFolder(draft)
            throw GitError.fileSystem(operation: "rename", path: target, code: code)
        }
        return try Repository.open(at: target)
    }

    private func fill(from url: String, options: NetworkOptions) throws {
        try addRemote("origin", url: url)
        let session = try session("origin", direction: GIT_DIRECTION_FETCH, options: options)
        let result = try fetch(session)
        git_remote_disconnect(session.remote)
        let branch = result.defaultBranch ?? "refs/heads/main"
        guard branch.hasPrefix("refs/heads/") else { throw GitError.notFound(what: branch) }
        try setHead(branch: branch)
        try setUpstream(of: branch, remote: "origin", branch: branch)
        let tracking = "refs/remotes/origin/" + branch.dropFirst("refs/heads/".count)
        guard let commit = try commit(at: tracking) else { return }
        for file in try files(in: commit) {
            if let problem = file.path.problem { throw GitError.unsafePath(file.path, problem) }
        }
        try moveRef(branch, from: nil, to: commit, message: "clone")
        try check(
            git_reference_symbolic_create(nil, pointer, "refs/remotes/origin/HEAD", tracking, 1, "clone"), "set HEAD")
        var checkout = git_checkout_options()
        try check(git_checkout_options_init(&checkout, UInt32(GIT_CHECKOUT_OPTIONS_VERSION)), "prepare")
        checkout.checkout_strategy = GIT_CHECKOUT_FORCE.rawValue
        // Besides keeping bytes as they are, this spares a million readlink calls per 100,000 files.
        checkout.disable_filters = 1
        try check(git_checkout_head(pointer, &checkout), "write the files")
    }

    private static func isEmptyFolder(_ path: String) -> Bool {
        // Not through `Repository.open`: the plain call of the system.
        let number = openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0, let names = try? FolderNames(taking: number) else { return false }
        return names.list.isEmpty
    }

    /// A relative path would mean another place once it stands in the clone's configuration.
    private static func absolute(_ url: String) -> String {
        guard case .local(let path) = RemoteAddress(url), !path.hasPrefix("/"), let full = realpath(path, nil) else {
            return url
        }
        defer { free(full) }
        return String(cString: full)
    }
}

/// Removes a folder of our own and everything in it; no symbolic link is followed.
func removeFolder(_ path: String) {
    let number = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0, let names = try? FolderNames(taking: number) else { return }
    for name in names.list {
        if name.isFolder {
            removeFolder(path + "/" + name.text)
        } else {
            unlinkat(names.descriptor, name.text, 0)
        }
    }
    rmdir(path)
}
