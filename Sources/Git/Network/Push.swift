import CLibGit2

extension Repository {
    /// Pushes refs to a remote and, where it accepted, notes them in `refs/remotes/<remote>/…`.
    ///
    /// - Parameters:
    ///   - refspecs: `refs/heads/main:refs/heads/main`; nothing before the colon deletes. Full names on both sides.
    /// - Throws: `GitError.network` with `nonFastForward` (fetch, merge, push again), `declined` (with the server's words) or
    ///   another reason.
    package func push(_ refspecs: [String], to remote: String, options: NetworkOptions) throws {
        let session = try session(remote, direction: GIT_DIRECTION_PUSH, options: options)
        defer { git_remote_disconnect(session.remote) }
        if let address = session.programAddress, let updates = try updates(refspecs) {
            try send(updates, address, session)
        } else {
            try pushByLibrary(refspecs, session)
        }
        if let failure = NetworkFailure(declined: session.step.declined) {
            let words = String(decoding: session.step.words, as: UTF8.self)
            throw GitError.network(NetworkError(failure: failure, url: session.step.url, words: words))
        }
    }

    /// nil when some refspec is not `name:name`: deletions are the library's business.
    private func updates(_ refspecs: [String]) throws -> [SendPack.Update]? {
        var updates: [SendPack.Update] = []
        for refspec in refspecs {
            let parts = refspec.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, parts.allSatisfy({ $0.hasPrefix("refs/") }), let source = try commit(at: parts[0])
            else { return nil }
            updates.append(SendPack.Update(source: source, target: parts[1]))
        }
        return updates
    }

    private func send(_ updates: [SendPack.Update], _ address: RemoteAddress, _ session: RemoteSession) throws {
        let step = session.step
        let moved = try step.run {
            guard let child = ChildTransport.start("receive-pack", address, step) else {
                throw step.error(LibraryError(operation: "push", status: -1, kind: 0, message: ""))
            }
            let moved = try SendPack(repository: self, step: step, child: child).run(updates)
            // It ends by itself when it has said its last words; its hooks may take a moment.
            child.end(grace: step.options.idleTimeout)
            return moved
        }
        if let error = step.callbackError { throw error }
        for update in moved { try noteMoved(update, session.remote) }
    }

    private func pushByLibrary(_ refspecs: [String], _ session: RemoteSession) throws {
        var pushing = git_push_options()
        try check(git_push_options_init(&pushing, UInt32(GIT_PUSH_OPTIONS_VERSION)), "prepare")
        pushing.callbacks = try session.callbacks()
        pushing.proxy_opts = try session.proxy()
        do {
            try withStrings(refspecs) { specs in
                try session.call("push") { git_remote_push(session.remote, &specs, &pushing) }
            }
        } catch GitError.network(let error) {
            throw GitError.network(session.sorted(error, refspecs))
        }
        session.step.credentials.approve()
    }
}

extension RemoteSession {
    /// Fills in which refs a failed push was about.
    fileprivate func sorted(_ error: NetworkError, _ refspecs: [String]) -> NetworkError {
        let targets = refspecs.map { String($0.split(separator: ":", omittingEmptySubsequences: false).last ?? "") }
        let failure: NetworkFailure =
            switch error.failure {
            case .nonFastForward: .nonFastForward(targets)
            case .other where !step.declined.isEmpty, .protocolError where !step.declined.isEmpty:
                // The server could not take in the pack at all (`unpacking … failed`), and says why ref by ref.
                .declined(step.declined)
            case .other where error.words.contains("unpack"):
                .declined(targets.map { DeclinedRef(ref: $0, reason: error.words) })
            default: error.failure
            }
        return NetworkError(failure: failure, url: error.url, words: error.words)
    }
}

extension NetworkFailure {
    /// Refusals that only say that someone else was faster are told from those of a hook or a rule.
    fileprivate init?(declined: [DeclinedRef]) {
        if declined.isEmpty { return nil }
        let faster = [
            "non-fast-forward", "fetch first", "stale info", "failed to update ref", "failed to lock",
            "incorrect old value", "reference already exists", "cannot lock ref",
        ]
        let isFaster = declined.allSatisfy { ref in faster.contains { ref.reason.contains($0) } }
        self = isFaster ? .nonFastForward(declined.map(\.ref)) : .declined(declined)
    }
}
