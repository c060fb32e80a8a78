import CLibGit2

extension NetworkFailure {
    /// Sorts a failure by what was said: the ssh program and git on the other side in words (OpenSSH 9.2 and git 2.39; their
    /// English is stable), libgit2 1.5 by code, class and words.
    init(said words: String, library error: LibraryError) {
        let text = words + "\n" + error.message
        func says(_ any: String...) -> Bool { any.contains { text.contains($0) } }

        if says("REMOTE HOST IDENTIFICATION HAS CHANGED", "POSSIBLE DNS SPOOFING") {
            self = .hostKeyChanged
        } else if says("Host key verification failed", "No matching host key", "hostkey") {
            self = .hostKeyUnknown
        } else if says("Could not resolve hostname", "Network is unreachable", "No route to host", "failed to resolve")
        {
            self = .offline
        } else if says("Connection refused") {
            self = .connectionRefused
        } else if says("Connection timed out", "Operation timed out") {
            self = .timeout
        } else if says("Permission denied (", "Too many authentication failures", "Authentication failed")
            || error.status == GIT_EAUTH.rawValue
        {
            self = .authenticationFailed
        } else if error.status == GIT_ECERTIFICATE.rawValue || says("certificate") {
            self = .certificateUntrusted
        } else if error.status == GIT_ENONFASTFORWARD.rawValue {
            self = .nonFastForward([])
        } else if says(
            "does not appear to be a git repository", "not a git repository", "epository not found",
            "repository not exported", "Repository does not exist", "status code: 404", "status code: 403",
            "status code: 410", "Permission denied", "Could not read from remote repository", "access denied",
            "failed to resolve path", "detected dubious ownership")
        {
            self = .repositoryNotFound
        } else if error.kind == GIT_ERROR_SSL.rawValue {
            // Over a connection that works, the handshake ends without a certificate being looked at: no common version.
            self = .tlsTooNew
        } else if says("invalid content-type", "redirect", "no content-type", "invalid response", "unexpected http")
            || error.kind == GIT_ERROR_HTTP.rawValue || error.kind == GIT_ERROR_INDEXER.rawValue
            || error.status == GIT_EEOF.rawValue || says("early EOF", "unexpected EOF", "unexpected disconnection")
        {
            self = .protocolError
        } else {
            self = .other
        }
    }
}

extension NetworkStep {
    /// What a failed call into the library becomes: an error of a callback, our own reason, or what was said.
    func error(_ error: LibraryError) -> any Error {
        if let callbackError { return callbackError }
        let said = String(decoding: words, as: UTF8.self)
        let isOurs = failure != nil
        let reason = failure ?? NetworkFailure(said: said, library: error)
        let text = isOurs || said.utf8.contains(Array(error.message.utf8)) ? said : said + error.message
        return GitError.network(NetworkError(failure: reason, url: url, words: text))
    }
}

extension String.UTF8View {
    /// Whether these bytes stand somewhere in the text.
    fileprivate func contains(_ other: [UInt8]) -> Bool {
        if other.isEmpty { return true }
        let own = Array(self)
        guard own.count >= other.count else { return false }
        return (0...(own.count - other.count)).contains { own[$0..<$0 + other.count].elementsEqual(other) }
    }
}
