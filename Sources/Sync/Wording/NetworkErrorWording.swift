package import Git
package import Records

/// A failed step over the network in a sentence, with what to do about it. Words of the server may hold control characters:
/// whoever prints them makes them visible.
package struct NetworkErrorWording: Sendable {
    package let message: Text
    package let remedy: Text?

    /// - Parameter isCloning: there is no repository here yet that could hold changes or name the address.
    package init(_ error: NetworkError, isCloning: Bool = false) {
        let remote = Remote(error.url)
        let words = Self.words(error, remote)
        message = words.0
        remedy = isCloning ? Self.cloneRemedy(error.failure) ?? words.1 : words.1
    }

    /// Remedies that differ while there is no repository yet.
    private static func cloneRemedy(_ failure: NetworkFailure) -> Text? {
        switch failure {
        case .offline:
            Text(
                en: "check the address; if it is right, run the command again when you are online",
                zh: "请核对地址；地址无误则联网后再运行一次")
        case .connectionRefused:
            Text(
                en: "check the address; the server may be down, or a firewall in between",
                zh: "请核对地址；也可能是服务器没有运行，或被防火墙拦截")
        case .timeout: Text(en: "check the address, or try again later", zh: "请核对地址，或稍后再试")
        case .repositoryNotFound:
            Text(en: "check the address; ask for access if it is right", zh: "请核对地址；地址无误则请申请权限")
        default: nil
        }
    }

    private static func words(_ error: NetworkError, _ remote: Remote) -> (Text, Text?) {
        let host = remote.host
        switch error.failure {
        case .offline:
            return (
                Text(en: "cannot reach \(host): no network, or the name is not known", zh: "无法连接 \(host)：没有网络，或找不到该主机"),
                Text(
                    en: "nothing is lost; run crm sync again when you are online",
                    zh: "改动都保存在本机；联网后再运行 crm sync 即可")
            )
        case .connectionRefused:
            return (
                Text(en: "\(host) refuses the connection", zh: "\(host) 拒绝连接"),
                Text(
                    en: "the server may be down, or a firewall in between; check the address with: git remote -v",
                    zh: "服务器可能没有运行，或被防火墙拦截；用 git remote -v 核对地址")
            )
        case .timeout:
            return (
                Text(en: "\(host) does not answer", zh: "\(host) 没有响应"),
                Text(en: "nothing is lost; run crm sync again later", zh: "改动都保存在本机；请稍后再运行 crm sync")
            )
        case .hostKeyUnknown:
            return (
                Text(en: "ssh does not know the server \(host) yet", zh: "ssh 还不认识服务器 \(host)"),
                Text(
                    en:
                        "run `ssh \(remote.login)` once and compare the fingerprint it shows with the one your administrator gives you",
                    zh: "先运行一次 `ssh \(remote.login)`，把显示的指纹与管理员提供的核对后再接受")
            )
        case .hostKeyChanged:
            return (
                Text(
                    en:
                        "the server \(host) shows another key than before: it was set up anew, or somebody is in between",
                    zh: "服务器 \(host) 的密钥与以前不同：可能重装过，也可能有人在中间冒充"),
                Text(
                    en:
                        "ask the administrator first; only if the change is real: `ssh-keygen -R \(remote.keyName)`, then `ssh \(remote.login)`",
                    zh: "请先向管理员确认；确属更换时再运行 `ssh-keygen -R \(remote.keyName)`，然后 `ssh \(remote.login)`")
            )
        default: return refusals(error, remote)
        }
    }

    private static func refusals(_ error: NetworkError, _ remote: Remote) -> (Text, Text?) {
        let host = remote.host
        switch error.failure {
        case .certificateUntrusted:
            return (
                Text(en: "the certificate of \(host) is not trusted", zh: "\(host) 的证书不受信任"),
                Text(
                    en:
                        "check the date of this computer; the certificate of a company's own authority must be installed in the system, or named: git config --global http.sslCAInfo <file>",
                    zh: "请检查电脑的日期；公司自签的证书需要先安装到系统中，或用 git config --global http.sslCAInfo <文件> 指定")
            )
        case .authenticationFailed:
            let remedy: Text =
                remote.isSSH
                ? Text(
                    en: "is your key at the server, and in the agent? test it with: ssh -T \(remote.login)",
                    zh: "请确认公钥已登记在服务器、私钥已加入 ssh-agent；可用 ssh -T \(remote.login) 测试")
                : Text(
                    en:
                        "check the user name and the password or token; they come from git's credential helper or from ~/.netrc",
                    zh: "请检查 git 凭据助手或 ~/.netrc 中的用户名和密码（或令牌）")
            return (Text(en: "\(host) does not accept who you are", zh: "\(host) 没有通过身份验证"), remedy)
        case .repositoryNotFound:
            return (
                Text(
                    en: "\(error.url): there is no such repository, or you may not see it",
                    zh: "\(error.url)：没有这个仓库，或您没有权限"),
                Text(
                    en: "check the address with: git remote -v; ask for access if it is right",
                    zh: "用 git remote -v 核对地址；地址无误则请申请权限")
            )
        case .declined(let refs):
            return (refusal(refs, words: error.words), nil)
        case .nonFastForward:
            return (
                Text(en: "somebody else was faster", zh: "别人先一步提交了"),
                Text(en: "run crm sync again", zh: "请再运行一次 crm sync")
            )
        default: return technicalities(error, remote)
        }
    }

    private static func technicalities(_ error: NetworkError, _ remote: Remote) -> (Text, Text?) {
        let host = remote.host
        switch error.failure {
        case .tlsTooNew:
            return (
                Text(
                    en: "\(host) and this computer have no version of TLS in common",
                    zh: "\(host) 与本机没有共同支持的 TLS 版本"),
                Text(en: "use the ssh address of the repository instead", zh: "请改用该仓库的 ssh 地址")
            )
        case .protocolError:
            return (
                Text(
                    en: "what came from \(host) is not git: perhaps a login page or a proxy",
                    zh: "\(host) 返回的不是 git 数据，可能是登录页面或代理"),
                Text(
                    en: "open the address in a browser; a hotel or company network may ask you to log in first",
                    zh: "请用浏览器打开该地址；所在网络可能要求先登录")
            )
        case .remoteEmpty:
            return (Text(en: "the remote is empty", zh: "远程仓库是空的"), nil)
        case .programMissing(let program):
            return (
                Text(en: "the program \(program) is missing", zh: "缺少程序 \(program)"),
                Text(en: "install it, or use the https address of the repository", zh: "请安装它，或改用该仓库的 https 地址")
            )
        case .unusableAddress:
            return (
                Text(
                    en: "\(error.url) is no address that crm can use (\(error.words))",
                    zh: "crm 无法使用地址 \(error.url)（\(error.words)）"),
                Text(
                    en: "use https://…, ssh://…, user@host:path, git://… or a folder",
                    zh: "请使用 https://…、ssh://…、用户@主机\u{3A}路径、git://… 或文件夹")
            )
        case .cancelled:
            return (Text(en: "cancelled", zh: "已取消"), Text(en: "nothing is lost", zh: "改动都保存在本机"))
        default:
            let words = error.words.isEmpty ? error.url : error.words
            return (Text(en: "\(host): \(words)", zh: "\(host)：\(words)"), nil)
        }
    }
}

/// What people must type to reach the host by hand.
private struct Remote {
    let isSSH: Bool
    /// `git.example.com`, as it is shown.
    let host: String
    /// Arguments of ssh: `-p 2222 git@git.example.com`.
    let login: String
    /// As known_hosts names it: `[git.example.com]:2222`.
    let keyName: String

    init(_ url: String) {
        var rest = url[...]
        var scheme: Substring?
        if let mark = url.range(of: "://") {
            scheme = url[..<mark.lowerBound]
            rest = url[mark.upperBound...]
        }
        isSSH = scheme == "ssh" || scheme == "git+ssh" || (scheme == nil && rest.contains(":"))
        var place = rest.prefix { $0 != "/" }
        if scheme == nil, let colon = place.firstIndex(of: ":") { place = place[..<colon] }
        let user = place.lastIndex(of: "@").map { place[..<$0] }
        if let sign = place.lastIndex(of: "@") { place = place[place.index(after: sign)...] }
        var port: Substring?
        if scheme != nil, let colon = place.lastIndex(of: ":"), !place[colon...].contains("]") {
            port = place[place.index(after: colon)...]
            place = place[..<colon]
        }
        let name = String(place)
        host = name.isEmpty ? url : name
        let named = (user.map { $0.prefix { $0 != ":" } + "@" } ?? "") + name
        login = port.map { "-p \($0) \(named)" } ?? named
        keyName = port.map { "[\(name)]:\($0)" } ?? name
    }
}

extension String {
    /// Where `part` first stands, byte for byte.
    fileprivate func range(of part: String) -> Range<Index>? {
        var start = startIndex
        while let found = self[start...].firstIndex(of: part.first ?? " ") {
            if self[found...].utf8.starts(with: part.utf8) {
                return found..<index(found, offsetBy: part.count)
            }
            start = index(after: found)
        }
        return nil
    }
}
