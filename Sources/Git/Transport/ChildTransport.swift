import CLibGit2

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Carries git's protocol over a program: `ssh host git-upload-pack 'path'` for ssh remotes, because libgit2's own ssh knows
/// neither RSA with SHA-2 nor `~/.ssh/config`; `git upload-pack path` for local ones, because libgit2's own local transport
/// runs no hooks of the target and packs ten times slower.
final class ChildTransport {
    private let step: NetworkStep
    private let address: RemoteAddress
    private var child: Child?
    private var stream: UnsafeMutablePointer<git_smart_subtransport_stream>?

    private init(step: NetworkStep, address: RemoteAddress) {
        self.step = step
        self.address = address
    }

    /// What a transport needs to be made; kept alive by the caller for as long as the transport.
    final class Plan {
        fileprivate let step: NetworkStep
        let address: RemoteAddress
        fileprivate let definition: UnsafeMutablePointer<git_smart_subtransport_definition>

        init(step: NetworkStep, address: RemoteAddress) {
            self.step = step
            self.address = address
            definition = .allocate(capacity: 1)
            definition.initialize(to: git_smart_subtransport_definition())
            definition.pointee.callback = ChildTransport.create
            definition.pointee.rpc = 0
            definition.pointee.param = Unmanaged.passUnretained(self).toOpaque()
        }

        deinit { definition.deallocate() }

        /// Makes libgit2's transport for a remote.
        func makeTransport(_ out: UnsafeMutablePointer<UnsafeMutablePointer<git_transport>?>?, _ owner: OpaquePointer?)
            -> Int32
        {
            git_transport_smart(out, owner, definition)
        }
    }

    private static let create: git_smart_subtransport_cb = { out, _, param in
        guard let out, let param else { return GIT_ERROR.rawValue }
        let plan = Unmanaged<Plan>.fromOpaque(param).takeUnretainedValue()
        let context = Unmanaged.passRetained(ChildTransport(step: plan.step, address: plan.address))
        out.pointee = shim_subtransport_new(
            context.toOpaque(), { ChildTransport.of($1)?.action($0, $1, $3) ?? GIT_ERROR.rawValue },
            { ChildTransport.of($0)?.close() ?? GIT_ERROR.rawValue },
            { subtransport in
                guard let subtransport else { return }
                if let context = shim_subtransport_context(subtransport) {
                    Unmanaged<ChildTransport>.fromOpaque(context).release()
                }
                free(subtransport)
            })
        if out.pointee == nil {
            context.release()
            return GIT_ERROR.rawValue
        }
        return 0
    }

    private static func of(_ subtransport: UnsafeMutablePointer<git_smart_subtransport>?) -> ChildTransport? {
        subtransport.flatMap { shim_subtransport_context($0) }.map {
            Unmanaged<ChildTransport>.fromOpaque($0).takeUnretainedValue()
        }
    }

    private static func of(_ stream: UnsafeMutablePointer<git_smart_subtransport_stream>?) -> ChildTransport? {
        stream.flatMap { shim_subtransport_stream_context($0) }.map {
            Unmanaged<ChildTransport>.fromOpaque($0).takeUnretainedValue()
        }
    }

    /// The listing starts the program; what follows goes on in the same stream.
    private func action(
        _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_smart_subtransport_stream>?>?,
        _ owner: UnsafeMutablePointer<git_smart_subtransport>?, _ service: git_smart_service_t
    ) -> Int32 {
        let isListing = service == GIT_SERVICE_UPLOADPACK_LS || service == GIT_SERVICE_RECEIVEPACK_LS
        if isListing {
            end(grace: 0)
            guard start(service == GIT_SERVICE_UPLOADPACK_LS ? "upload-pack" : "receive-pack") else {
                return GIT_ERROR.rawValue
            }
            // The stream does not own us: libgit2 frees it before the transport.
            stream = shim_subtransport_stream_new(
                owner, Unmanaged.passUnretained(self).toOpaque(),
                { ChildTransport.of($0)?.read($1, $2, $3) ?? GIT_ERROR.rawValue },
                { ChildTransport.of($0)?.write($1, $2) ?? GIT_ERROR.rawValue },
                { stream in
                    ChildTransport.of(stream)?.stream = nil
                    free(stream)
                })
        }
        guard let stream else { return GIT_ERROR.rawValue }
        out?.pointee = stream
        return 0
    }

    private func start(_ service: String) -> Bool {
        child = Self.start(service, address, step)
        return child != nil
    }

    /// - Parameter service: `upload-pack` or `receive-pack`.
    /// - Returns: nil when it cannot be started; the step then knows why.
    static func start(_ service: String, _ address: RemoteAddress, _ step: NetworkStep) -> Child? {
        let options = step.options
        switch address {
        case .ssh(let address):
            guard
                let command = SSHCommand(
                    address, service: "git-" + service, programs: options.programs, mayAsk: options.isInteractive)
            else {
                step.fail(.programMissing("ssh"), "there is no ssh program")
                return nil
            }
            return Child(command.program, command.arguments, mayAsk: options.isInteractive, in: step)
        case .local(let path):
            guard let git = options.programs.git else { return nil }
            return Child(git, [service, path], mayAsk: false, in: step)
        case .library, .refused:
            return nil
        }
    }

    private func read(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ got: UnsafeMutablePointer<Int>?) -> Int32 {
        let number = child?.read(bytes, count) ?? -1
        got?.pointee = max(number, 0)
        if number == 0 { child?.endOfOutput() }
        return number < 0 ? GIT_ERROR.rawValue : 0
    }

    private func write(_ bytes: UnsafePointer<CChar>?, _ count: Int) -> Int32 {
        child?.write(bytes, count) == true ? 0 : GIT_ERROR.rawValue
    }

    private func close() -> Int32 {
        // The other side ends by itself when our last words were said; its hooks may take a moment.
        end(grace: step.options.idleTimeout)
        return 0
    }

    private func end(grace: Double) {
        child?.end(grace: grace)
        child = nil
    }
}
