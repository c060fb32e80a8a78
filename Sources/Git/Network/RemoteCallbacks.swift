import CLibGit2

/// One remote of libgit2 with the callbacks of a step: the C side of fetch, push and clone.
final class RemoteSession {
    let step: NetworkStep
    let remote: OpaquePointer
    private let plan: ChildTransport.Plan?

    /// - Parameters:
    ///   - remote: taken over, unless this throws.
    ///   - url: the address for this direction.
    ///   - base: the folder that a relative path is meant from.
    /// - Throws: `GitError.network` for an address that must not be called.
    init(owning remote: OpaquePointer, url: String, base: String, step: NetworkStep) throws {
        let plan = try Self.plan(url: url, base: base, step: step)
        self.step = step
        self.plan = plan
        self.remote = remote
    }

    deinit { git_remote_free(remote) }

    /// How to get there over a program; `nil`: libgit2 does it.
    private static func plan(url: String, base: String, step: NetworkStep) throws -> ChildTransport.Plan? {
        let address = RemoteAddress(url)
        switch address {
        case .refused(let why):
            throw GitError.network(NetworkError(failure: .unusableAddress, url: step.url, words: why))
        case .ssh:
            return ChildTransport.Plan(step: step, address: address)
        case .local(let path):
            let full = path.hasPrefix("/") ? path : base + "/" + path
            // Without a git program, libgit2's own way is left: slower, and the target's hooks do not run.
            return step.options.programs.git.map { _ in ChildTransport.Plan(step: step, address: .local(path: full)) }
        case .library:
            return nil
        }
    }

    /// Where a program leads to; nil where libgit2 goes itself.
    var programAddress: RemoteAddress? { plan?.address }

    /// The callbacks, with this object as payload: it must outlive the call they are used for.
    func callbacks() throws -> git_remote_callbacks {
        var callbacks = git_remote_callbacks()
        try check(git_remote_init_callbacks(&callbacks, UInt32(GIT_REMOTE_CALLBACKS_VERSION)), "prepare")
        callbacks.payload = Unmanaged.passUnretained(self).toOpaque()
        if plan != nil {
            callbacks.transport = { RemoteSession.of($2)?.plan?.makeTransport($0, $1) ?? GIT_ERROR.rawValue }
        }
        callbacks.credentials = { out, url, user, kinds, payload in
            RemoteSession.of(payload)?.credential(out, url, user, kinds) ?? GIT_EAUTH.rawValue
        }
        callbacks.sideband_progress = { RemoteSession.of($2)?.hear($0, Int($1)) ?? 0 }
        callbacks.transfer_progress = { RemoteSession.of($1)?.received($0) ?? 0 }
        callbacks.push_transfer_progress = { RemoteSession.of($3)?.sent(Int($0), Int($1), Int($2)) ?? 0 }
        callbacks.pack_progress = { RemoteSession.of($3)?.goOn() ?? 0 }
        callbacks.update_tips = { RemoteSession.of($3)?.moved($0, $1, $2) ?? 0 }
        callbacks.push_update_reference = { RemoteSession.of($2)?.answered($0, $1) ?? 0 }
        return callbacks
    }

    /// The proxy's credentials stand in its address; nobody is asked for them.
    func proxy() throws -> git_proxy_options {
        var proxy = git_proxy_options()
        try check(git_proxy_options_init(&proxy, UInt32(GIT_PROXY_OPTIONS_VERSION)), "prepare")
        proxy.type = step.options.usesProxy ? GIT_PROXY_AUTO : GIT_PROXY_NONE
        return proxy
    }

    /// Calls the library for this step and sorts what goes wrong.
    func call(_ operation: String, _ body: () -> Int32) throws {
        let status = step.run(body)
        if status < 0 { throw step.error(LibraryError.last(status, operation)) }
        if let error = step.callbackError { throw error }
    }

    private static func of(_ payload: UnsafeMutableRawPointer?) -> RemoteSession? {
        payload.map { Unmanaged<RemoteSession>.fromOpaque($0).takeUnretainedValue() }
    }

    /// A number other than 0 ends the library's work.
    private func goOn() -> Int32 { step.mayGoOn() ? 0 : GIT_EUSER.rawValue }

    private func hear(_ text: UnsafePointer<CChar>?, _ count: Int) -> Int32 {
        if let text, count > 0 {
            let bytes = UnsafeRawBufferPointer(start: text, count: count)
            step.hear(bytes)
            step.options.message?(String(decoding: bytes, as: UTF8.self))
        }
        return goOn()
    }

    private func received(_ progress: UnsafePointer<git_indexer_progress>?) -> Int32 {
        if let progress = progress?.pointee {
            step.options.progress?(
                TransferProgress(
                    direction: .receiving, objects: Int(progress.received_objects),
                    totalObjects: Int(progress.total_objects), bytes: progress.received_bytes))
        }
        return goOn()
    }

    private func sent(_ objects: Int, _ total: Int, _ bytes: Int) -> Int32 {
        step.options.progress?(
            TransferProgress(direction: .sending, objects: objects, totalObjects: total, bytes: bytes))
        return goOn()
    }

    private func moved(
        _ name: UnsafePointer<CChar>?, _ old: UnsafePointer<git_oid>?, _ new: UnsafePointer<git_oid>?
    ) -> Int32 {
        func id(_ id: UnsafePointer<git_oid>?) -> ObjectID? { ObjectID(id).flatMap { $0.isZero ? nil : $0 } }
        if let name { step.updates.append(RefUpdate(name: String(cString: name), old: id(old), new: id(new))) }
        return 0
    }

    private func answered(_ ref: UnsafePointer<CChar>?, _ reason: UnsafePointer<CChar>?) -> Int32 {
        if let ref, let reason {
            step.declined.append(DeclinedRef(ref: String(cString: ref), reason: String(cString: reason)))
        }
        return 0
    }

    private func credential(
        _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_credential>?>?, _ url: UnsafePointer<CChar>?,
        _ user: UnsafePointer<CChar>?, _ kinds: UInt32
    ) -> Int32 {
        guard kinds & GIT_CREDENTIAL_USERPASS_PLAINTEXT.rawValue != 0, let url,
            let credential = step.credentials.next(
                url: String(cString: url), user: user.map { String(cString: $0) })
        else {
            git_error_set_str(Int32(GIT_ERROR_HTTP.rawValue), "Authentication failed")
            return GIT_EAUTH.rawValue
        }
        return git_credential_userpass_plaintext_new(out, credential.user, credential.password)
    }
}
