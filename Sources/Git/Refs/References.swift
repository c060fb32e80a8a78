import CLibGit2

extension Repository {
    /// Where `HEAD` stands.
    package func head() throws -> Head {
        let reference = try Owned(git_reference_free, "read HEAD") { git_reference_lookup(&$0, pointer, "HEAD") }
        if git_reference_type(reference.pointer) == GIT_REFERENCE_SYMBOLIC {
            let name = git_reference_symbolic_target(reference.pointer).map { String(cString: $0) } ?? ""
            guard let commit = try commit(at: name) else { return .unborn(name: name) }
            return .branch(name: name, commit: commit)
        }
        guard let id = ObjectID(git_reference_target(reference.pointer)) else { throw GitError.notFound(what: "HEAD") }
        return .detached(commit: id)
    }

    /// The object a ref leads to (through symbolic refs; a tag object is not looked into), or `nil` if there is no such ref.
    ///
    /// - Parameter name: the full name, e.g. `refs/heads/main`.
    package func commit(at name: String) throws -> ObjectID? {
        var id = git_oid()
        guard try found(git_reference_name_to_id(&id, pointer, name), "read \(name)") else { return nil }
        return ObjectID(id)
    }

    /// Finds a commit by anything git understands: `HEAD~2`, `main`, a shortened id. `nil` if nothing matches.
    package func commit(named expression: String) throws -> ObjectID? {
        var object: OpaquePointer?
        guard try found(git_revparse_single(&object, pointer, expression + "^{commit}"), "find \(expression)"),
            let object
        else { return nil }
        defer { git_object_free(object) }
        return ObjectID(git_object_id(object))
    }

    /// All refs whose full name begins with `prefix`, sorted by name, with the object each leads to.
    package func references(under prefix: String = "refs/") throws -> [(name: String, id: ObjectID)] {
        let iterator = try Owned(git_reference_iterator_free, "list refs") {
            git_reference_iterator_glob_new(&$0, pointer, prefix + "*")
        }
        var references: [(name: String, id: ObjectID)] = []
        var name: UnsafePointer<CChar>?
        while git_reference_next_name(&name, iterator.pointer) == 0, let name {
            let name = String(cString: name)
            if let id = try commit(at: name) { references.append((name, id)) }
        }
        return references.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// Moves a ref, if it still is where the caller saw it.
    ///
    /// - Parameters:
    ///   - name: the full name. It must not be symbolic.
    ///   - old: where it must be now; `nil`: it must not exist.
    ///   - message: the line in the reflog.
    /// - Throws: `GitError.refMoved` when it is elsewhere; `.locked` when another git program holds it.
    package func moveRef(_ name: String, from old: ObjectID?, to new: ObjectID, message: String) throws {
        var made: OpaquePointer?
        defer { git_reference_free(made) }
        var new = new.git
        let status = retryingWhileLocked {
            guard var expected = old?.git else { return git_reference_create(&made, pointer, name, &new, 0, message) }
            return git_reference_create_matching(&made, pointer, name, &new, 1, &expected, message)
        }
        let isElsewhere = [GIT_EMODIFIED, GIT_EEXISTS, GIT_ENOTFOUND].contains { $0.rawValue == status }
        if isElsewhere { throw GitError.refMoved(name: name, expected: old) }
        try check(status, "move \(name)")
    }

    /// Deletes a ref, if it still is where the caller saw it. One that is gone already is fine.
    package func deleteRef(_ name: String, from old: ObjectID) throws {
        var reference: OpaquePointer?
        guard try found(git_reference_lookup(&reference, pointer, name), "read \(name)"), let reference else { return }
        defer { git_reference_free(reference) }
        guard ObjectID(git_reference_target(reference)) == old else {
            throw GitError.refMoved(name: name, expected: old)
        }
        let status = retryingWhileLocked { git_reference_delete(reference) }
        if status == GIT_EMODIFIED.rawValue { throw GitError.refMoved(name: name, expected: old) }
        try check(status, "delete \(name)")
    }

    /// Lets `HEAD` stand on a branch, which may be unborn. Files and index stay as they are.
    package func setHead(branch name: String) throws {
        try check(git_repository_set_head(pointer, name), "set HEAD to \(name)")
    }

    /// The remote-tracking branch that a local branch follows, e.g. `refs/remotes/origin/main`, after its configuration.
    ///
    /// - Parameter branch: the full name of the local branch.
    package func upstream(of branch: String) throws -> Upstream? {
        var buffer = git_buf()
        guard try found(git_branch_upstream_name(&buffer, pointer, branch), "read the upstream of \(branch)") else {
            return nil
        }
        let tracking = text(from: &buffer)
        let short = branch.hasPrefix("refs/heads/") ? String(branch.dropFirst("refs/heads/".count)) : branch
        guard let remote = try setting("branch.\(short).remote"), let merge = try setting("branch.\(short).merge")
        else {
            return nil
        }
        return Upstream(remote: remote, branch: merge, tracking: tracking)
    }

    /// Lets a local branch follow a branch of a remote.
    package func setUpstream(of branch: String, remote: String, branch theirs: String) throws {
        let short = branch.hasPrefix("refs/heads/") ? String(branch.dropFirst("refs/heads/".count)) : branch
        try set("branch.\(short).remote", to: remote)
        try set("branch.\(short).merge", to: theirs)
    }
}

/// What a local branch follows.
package struct Upstream: Hashable, Sendable {
    /// The name of the remote, e.g. `origin`.
    package let remote: String
    /// The branch there, e.g. `refs/heads/main`.
    package let branch: String
    /// Our copy of it, e.g. `refs/remotes/origin/main`.
    package let tracking: String

    package init(remote: String, branch: String, tracking: String) {
        self.remote = remote
        self.branch = branch
        self.tracking = tracking
    }
}
