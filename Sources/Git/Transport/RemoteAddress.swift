/// What the address of a remote means, by git's rules (git-fetch(1), "GIT URLS").
enum RemoteAddress: Equatable {
    /// A folder on this machine or a mounted drive.
    case local(path: String)
    case ssh(SSHAddress)
    /// http, https and git: libgit2 speaks them itself, over our sockets.
    case library
    /// Nothing we may call: an unknown scheme, or a host or path that a program could take for an option.
    case refused(String)

    /// - Parameter url: as git's configuration has it.
    init(_ url: String) {
        if url.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            self = .refused("control character in the address")
            return
        }
        if let (scheme, rest) = Self.scheme(of: url) {
            switch scheme {
            case "http", "https", "git": self = .library
            case "file":
                // An authority is only allowed to be this machine.
                let path = rest.hasPrefix("localhost/") ? String(rest.dropFirst("localhost".count)) : rest
                self = .local(path: Self.percentDecoded(path))
            case "ssh", "git+ssh", "ssh+git": self = Self.ssh(authorityAndPath: rest)
            default: self = .refused("unknown scheme \(scheme)")
            }
            return
        }
        // `ext::command` and its like run programs of the address's choice.
        if url.prefix(while: { $0 != "/" }).range(of: "::") != nil, !url.hasPrefix("[") {
            self = .refused("a transport helper in the address")
            return
        }
        guard let (host, path) = Self.scpLike(url) else {
            self = .local(path: url)
            return
        }
        self = Self.checked(SSHAddress(user: nil, host: host, port: nil, path: path))
    }

    /// The address with the password in it taken out.
    static func withoutPassword(_ url: String) -> String {
        guard let (scheme, rest) = scheme(of: url) else { return url }
        let authority = rest.prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else {
            return url
        }
        return scheme + "://" + rest[..<colon] + rest[at...]
    }

    private static func scheme(of url: String) -> (String, String)? {
        let bytes = url.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), url[colon...].hasPrefix("://"),
            colon > url.startIndex,
            bytes[..<colon].allSatisfy({ byte in
                (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (0x30...0x39).contains(byte)
                    || [0x2B, 0x2D, 0x2E].contains(byte)
            })
        else { return nil }
        return (url[..<colon].lowercased(), String(url[colon...].dropFirst(3)))
    }

    /// `user@host:path`, unless a slash comes before the colon; the host may stand in brackets.
    private static func scpLike(_ url: String) -> (String, String)? {
        if url.hasPrefix("["), let end = url.range(of: "]:") {
            return (String(url[url.index(after: url.startIndex)..<end.lower]), String(url[end.upper...]))
        }
        guard let colon = url.firstIndex(of: ":"), !url[..<colon].contains("/") else { return nil }
        return (String(url[..<colon]), String(url[url.index(after: colon)...]))
    }

    private static func ssh(authorityAndPath text: String) -> RemoteAddress {
        guard let slash = text.firstIndex(of: "/") else { return .refused("no path in the address") }
        var host = String(text[..<slash])
        var path = percentDecoded(String(text[slash...]))
        // ssh://host/~user/x means a path in that user's home.
        if path.hasPrefix("/~") { path.removeFirst() }
        var user: String?
        if let at = host.lastIndex(of: "@") {
            user = percentDecoded(String(host[..<at].prefix { $0 != ":" }))
            host = String(host[host.index(after: at)...])
        }
        var port: Int?
        if let colon = host.lastIndex(of: ":"), host.last != "]", !host[..<colon].contains(":") || host.hasPrefix("[") {
            guard let number = Int(host[host.index(after: colon)...]), (1...65_535).contains(number) else {
                return .refused("bad port")
            }
            port = number
            host = String(host[..<colon])
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        return checked(SSHAddress(user: user, host: host, port: port, path: path))
    }

    /// A host that begins with `-` would be an option of ssh (CVE-2017-1000117), a path one of git.
    private static func checked(_ address: SSHAddress) -> RemoteAddress {
        let parts = [address.user, address.host, address.path].compactMap { $0 }
        if address.host.isEmpty || address.path.isEmpty { return .refused("no host or no path") }
        if parts.contains(where: { $0.hasPrefix("-") }) { return .refused("an address must not begin with -") }
        if parts.contains(where: { $0.utf8.contains { $0 < 0x20 } }) { return .refused("control character") }
        return .ssh(address)
    }

    private static func percentDecoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension StringProtocol {
    /// Where a text first stands in this one.
    fileprivate func range(of text: String) -> (lower: Index, upper: Index)? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return (start, index(start, offsetBy: text.count)) }
            start = index(after: start)
        }
        return nil
    }
}

/// An address behind ssh.
struct SSHAddress: Equatable {
    let user: String?
    let host: String
    let port: Int?
    let path: String
}
