import CLibGit2

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A TCP connection of libgit2 (http, https below its TLS, git) that obeys the deadline of its step.
final class SocketStream {
    private let step: NetworkStep
    private let host: String
    private let port: String
    private var socket: Int32 = -1

    private init(step: NetworkStep, host: String, port: String) {
        self.step = step
        self.host = host
        self.port = port
    }

    deinit { closeSocket() }

    /// What libgit2 calls for a new connection; registered in `LibGit2`.
    static let create:
        @convention(c) (
            UnsafeMutablePointer<UnsafeMutablePointer<git_stream>?>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?
        ) -> Int32 = { out, host, port in
            guard let out, let host, let port, let step = NetworkStep.current else { return GIT_ERROR.rawValue }
            let stream = SocketStream(step: step, host: String(cString: host), port: String(cString: port))
            let context = Unmanaged.passRetained(stream)
            out.pointee = shim_stream_new(
                context.toOpaque(), { SocketStream.of($0)?.connectToHost() ?? -1 },
                { SocketStream.of($0)?.read($1, $2) ?? -1 }, { SocketStream.of($0)?.write($1, $2) ?? -1 },
                { context in
                    SocketStream.of(context)?.closeSocket()
                    return 0
                },
                { context in if let context { Unmanaged<SocketStream>.fromOpaque(context).release() } })
            if out.pointee == nil {
                context.release()
                return GIT_ERROR.rawValue
            }
            return 0
        }

    private static func of(_ context: UnsafeMutableRawPointer?) -> SocketStream? {
        context.map { Unmanaged<SocketStream>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Tries the addresses of the host one after the other; when there are several, ten seconds each.
    private func connectToHost() -> Int32 {
        guard step.mayGoOn(), let addresses = NameLookup.addresses(of: host, port: port, in: step) else { return -1 }
        var code: Int32 = 0
        for (position, address) in addresses.enumerated() {
            let isLast = position == addresses.count - 1
            code = connect(to: address, limit: isLast ? step.options.idleTimeout : min(10, step.options.idleTimeout))
            if code == 0 { return 0 }
            if !step.mayGoOn() { return -1 }
        }
        let reason = String(cString: strerror(code))
        let failure: NetworkFailure =
            switch code {
            case ECONNREFUSED: .connectionRefused
            case ETIMEDOUT: .timeout
            default: .offline
            }
        step.fail(failure, "cannot connect to \(host):\(port): \(reason)")
        return -1
    }

    /// 0, or the error number.
    private func connect(to address: SocketAddress, limit: Double) -> Int32 {
        let made = systemSocket(address.family, SocketAddress.streamType, 0)
        guard made >= 0 else { return errno }
        _ = fcntl(made, F_SETFD, FD_CLOEXEC)
        _ = fcntl(made, F_SETFL, fcntl(made, F_GETFL) | O_NONBLOCK)
        var on: Int32 = 1
        setsockopt(made, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        #if !canImport(Glibc)
            setsockopt(made, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        #endif
        var code: Int32 = address.bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return EINVAL }
            return systemConnect(made, start, socklen_t(bytes.count)) == 0 ? 0 : errno
        }
        if code == EINPROGRESS {
            if step.wait(for: made, Int32(POLLOUT), limit: limit, failsAfterLimit: false) {
                var length = socklen_t(MemoryLayout<Int32>.size)
                if getsockopt(made, SOL_SOCKET, SO_ERROR, &code, &length) != 0 { code = errno }
            } else {
                code = ETIMEDOUT
            }
        }
        if code == 0 { socket = made } else { close(made) }
        return code
    }

    /// The number of bytes, 0 at the end, -1 after a failure.
    private func read(_ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
        while step.mayGoOn(), socket >= 0 {
            let got = recv(socket, bytes, count, 0)
            if got >= 0 { return got }
            let code = errno
            if code == EAGAIN || code == EWOULDBLOCK {
                if !step.wait(for: socket, Int32(POLLIN)) { return -1 }
            } else if code != EINTR {
                step.fail(.offline, "the connection to \(host) broke off: \(String(cString: strerror(code)))")
            }
        }
        return -1
    }

    /// Sends all of it: `count`, or -1 after a failure.
    private func write(_ bytes: UnsafePointer<CChar>?, _ count: Int) -> Int {
        var sent = 0
        while sent < count {
            guard step.mayGoOn(), socket >= 0, let bytes else { return -1 }
            let now = sendQuietly(socket, bytes + sent, count - sent)
            if now >= 0 {
                sent += now
                continue
            }
            let code = errno
            if code == EAGAIN || code == EWOULDBLOCK {
                if !step.wait(for: socket, Int32(POLLOUT)) { return -1 }
            } else if code != EINTR {
                step.fail(.offline, "the connection to \(host) broke off: \(String(cString: strerror(code)))")
            }
        }
        return sent
    }

    private func closeSocket() {
        if socket >= 0 { close(socket) }
        socket = -1
    }
}

/// `socket(2)` and `connect(2)`, whose names are taken inside the class.
private func systemSocket(_ family: Int32, _ type: Int32, _ kind: Int32) -> Int32 {
    socket(family, type, kind)
}

private func systemConnect(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
    connect(descriptor, address, length)
}
