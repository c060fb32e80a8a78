import CLibGit2

/// Where user names and passwords for a server come from, one after the other: git's helpers, `.netrc`, the person. (What stands in
/// the address itself libgit2 has tried before.) Every source is asked a limited number of times: libgit2 calls back for as
/// long as the server refuses.
final class CredentialSearch {
    private enum Source: CaseIterable {
        case helper
        case netrc
        case prompt

        /// How often it may answer.
        var tries: Int { self == .prompt ? 3 : 1 }
    }

    private unowned let step: NetworkStep
    private var left: [(source: Source, tries: Int)] = Source.allCases.map { ($0, $0.tries) }
    private var last: (credential: Credential, source: Source, url: String)?
    private var refused = 0

    init(step: NetworkStep) {
        self.step = step
    }

    /// The next credential to try, after the one before was refused; `nil` when there is no more.
    func next(url: String, user: String?) -> Credential? {
        if let last {
            refused += 1
            if last.source != .netrc { CredentialHelper(url: last.url, step: step)?.reject(last.credential) }
        }
        last = nil
        while let (source, tries) = left.first, step.mayGoOn() {
            if tries <= 1 { left.removeFirst() } else { left[0].tries -= 1 }
            guard let credential = ask(source, url: url, user: user) else {
                left.removeAll { $0.source == source }
                continue
            }
            last = (credential, source, url)
            return credential
        }
        return nil
    }

    /// The step got through: the helpers may keep what a person typed or they gave.
    func approve() {
        guard let last, last.source != .netrc else { return }
        CredentialHelper(url: last.url, step: step)?.approve(last.credential)
    }

    private func ask(_ source: Source, url: String, user: String?) -> Credential? {
        switch source {
        case .helper:
            return CredentialHelper(url: url, step: step)?.fill()
        case .netrc:
            return step.options.netrc.flatMap { Netrc($0).credential(host: Self.host(of: url), user: user) }
        case .prompt:
            let request = CredentialRequest(url: RemoteAddress.withoutPassword(url), user: user, attempt: refused)
            return step.options.prompt?(request)
        }
    }

    /// The host alone, without user and port.
    private static func host(of url: String) -> String {
        guard let start = url.firstIndex(of: ":"), url[start...].hasPrefix("://") else { return "" }
        var authority = url[start...].dropFirst(3).prefix { $0 != "/" }
        if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return String(authority[authority.index(after: authority.startIndex)..<end])
        }
        return String(authority.prefix { $0 != ":" })
    }
}
