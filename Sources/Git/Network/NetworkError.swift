/// Why a step over the network failed, sorted so that the layer above can name a remedy.
package enum NetworkFailure: Hashable, Sendable {
    /// No route, no network, or the name of the host cannot be resolved.
    case offline
    case connectionRefused
    /// Nothing came for the idle time, or the whole step took longer than allowed.
    case timeout
    /// ssh does not know the host's key.
    case hostKeyUnknown
    /// ssh knows another key for this host: an attack, or a reinstalled server.
    case hostKeyChanged
    case certificateUntrusted
    /// No credentials, or the server refused all of them.
    case authenticationFailed
    /// Authenticated, but not allowed, or there is no such repository (servers do not tell the two apart).
    case repositoryNotFound
    /// The server took the connection and refused these refs, each with its words (a hook, a protected branch).
    case declined([DeclinedRef])
    /// The branch on the server has commits that are not here: fetch, merge, push again.
    case nonFastForward([String])
    /// The TLS library and the server have no protocol version in common.
    case tlsTooNew
    /// What came is not git's protocol: a login page, a proxy, a broken server.
    case protocolError
    /// The remote has no commit yet.
    case remoteEmpty
    /// The needed program is missing: `ssh`.
    case programMissing(String)
    /// The address is none that may be called; the words say why.
    case unusableAddress
    /// The caller's `isCancelled` said so.
    case cancelled
    case other
}

/// One ref that the server refused.
package struct DeclinedRef: Hashable, Sendable {
    package let ref: String
    /// The server's words, e.g. `pre-receive hook declined`.
    package let reason: String

    package init(ref: String, reason: String) {
        self.ref = ref
        self.reason = reason
    }
}

/// A failed step over the network: the sorted reason, and the words it was read from.
package struct NetworkError: Error, Hashable, Sendable, CustomStringConvertible {
    package let failure: NetworkFailure
    /// The address without password.
    package let url: String
    /// What the library, the ssh program and the server said, as it came (may hold control characters: escape it).
    package let words: String

    package init(failure: NetworkFailure, url: String, words: String) {
        self.failure = failure
        self.url = url
        self.words = words
    }

    package var description: String { "\(url): \(failure): \(words)" }
}
