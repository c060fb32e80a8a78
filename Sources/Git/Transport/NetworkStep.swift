import CLibGit2

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One step over the network (a fetch, a push, a clone) with its deadline, what it has heard so far, and the first reason why it
/// failed.
///
/// libgit2 1.5 has no timeouts: a server that accepts a connection and stays silent would hold the program for ever, and its
/// progress callbacks are not called then, so they cannot end it. Closing the library's sockets from another thread is a race,
/// and abandoning a thread leaks its locks. So the library does no input or output of its own here: its sockets are
/// `SocketStream`s (registered once; TLS of the library runs on top of them) and ssh and local remotes are `ChildStream`s. Both
/// wait only in `wait(for:)`, which looks at the deadline several times a second. The one call that cannot be waited
/// for, the look-up of a host name, runs on a thread of its own that is left behind (`NameLookup`).
final class NetworkStep {
    let options: NetworkOptions
    /// The address without password, for errors.
    let url: String
    private let started = NetworkStep.now()

    /// The first failure on our side of the library; it says more than what the library makes of it.
    private(set) var failure: NetworkFailure?
    /// What the programs and the server said, at most 64 KB, the last of it.
    private(set) var words: [UInt8] = []
    /// Thrown inside a callback, to be thrown again after the library returned.
    var callbackError: (any Error)?

    var declined: [DeclinedRef] = []
    var updates: [RefUpdate] = []
    lazy var credentials = CredentialSearch(step: self)
    /// The `.git` folder, so that helpers see the repository's configuration.
    var gitFolder: String?

    init(url: String, options: NetworkOptions) {
        self.url = RemoteAddress.withoutPassword(url)
        self.options = options
    }

    /// Notes why the step failed; the first reason stays.
    func fail(_ reason: NetworkFailure, _ text: String) {
        if failure == nil {
            failure = reason
            hear(Array(text.utf8) + [0x0A])
        }
        git_error_set_str(Int32(GIT_ERROR_NET.rawValue), text)
    }

    /// Keeps what was said for the error, and hands it on.
    func hear(_ bytes: some Collection<UInt8>) {
        words.append(contentsOf: bytes)
        if words.count > 65_536 { words.removeFirst(words.count - 65_536) }
    }

    /// Seconds on a clock that only runs forward.
    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Whether the step may go on: not failed, not cancelled, not over its total time. Notes the failure.
    func mayGoOn() -> Bool {
        if failure != nil { return false }
        if options.isCancelled?() == true {
            fail(.cancelled, "cancelled")
        } else if let total = options.totalTimeout, Self.now() - started > total {
            fail(.timeout, "not done after \(total) seconds")
        }
        return failure == nil
    }

    /// Waits until one of these descriptors is ready.
    ///
    /// - Parameters:
    ///   - limit: seconds, in place of the idle timeout.
    ///   - failsAfterLimit: note a timeout; otherwise only return `false`.
    /// - Returns: `false` when the time is over or the step must end.
    func wait(for descriptors: inout [pollfd], limit: Double? = nil, failsAfterLimit: Bool = true) -> Bool {
        let limit = limit ?? options.idleTimeout
        let end = Self.now() + limit
        while mayGoOn() {
            let rest = end - Self.now()
            if rest <= 0 {
                if failsAfterLimit { fail(.timeout, "no answer for \(limit) seconds") }
                return false
            }
            let ready = poll(&descriptors, nfds_t(descriptors.count), Int32(max(1, min(rest, 0.2) * 1000)))
            if ready > 0 { return true }
            if ready < 0, errno != EINTR {
                fail(.other, "poll: error \(errno)")
                return false
            }
        }
        return false
    }

    func wait(for descriptor: Int32, _ events: Int32, limit: Double? = nil, failsAfterLimit: Bool = true) -> Bool {
        var descriptors = [pollfd(fd: descriptor, events: Int16(events), revents: 0)]
        return wait(for: &descriptors, limit: limit, failsAfterLimit: failsAfterLimit)
    }
}

extension NetworkStep {
    /// The step that this thread is in: libgit2 gives a new socket stream nothing but host and port.
    static var current: NetworkStep? {
        pthread_getspecific(key).map { Unmanaged<NetworkStep>.fromOpaque($0).takeUnretainedValue() }
    }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    /// Runs a call into the library as this step; sockets that it opens belong to it.
    func run<Result>(_ body: () throws -> Result) rethrows -> Result {
        let before = pthread_getspecific(Self.key)
        pthread_setspecific(Self.key, Unmanaged.passUnretained(self).toOpaque())
        defer { pthread_setspecific(Self.key, before) }
        return try withExtendedLifetime(self) { try body() }
    }
}
