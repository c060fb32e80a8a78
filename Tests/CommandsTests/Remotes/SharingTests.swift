import Foundation
import TestServers
import Testing

/// Two people, two clones, one remote, over every way to reach one.
@Suite struct SharingTests {
    @Test func folder() throws {
        let remote = try TeamRemote()
        try TwoColleagues(remote, wang: .wang(), li: .li()).share(over: remote.path)
    }

    @Test func fileAddress() throws {
        let remote = try TeamRemote()
        try TwoColleagues(remote, wang: .wang(), li: .li()).share(over: "file://" + remote.path)
    }

    @Test(.enabled(if: GitDaemon.isInstalled, "needs git daemon")) func gitDaemon() throws {
        let remote = try TeamRemote()
        let server = try GitDaemon.start(root: remote.root)
        try TwoColleagues(remote, wang: .wang(), li: .li()).share(over: "git://127.0.0.1:\(server.port)/team.git")
    }

    /// One has the command line of ssh in the environment, the other in git's settings.
    @Test(.enabled(if: SSHServer.isInstalled, "needs ssh, sshd and ssh-keygen")) func ssh() throws {
        let remote = try TeamRemote()
        let server = try SSHServer(keys: "ed25519")
        let wang = try Colleague.wang()
        wang.extra["GIT_SSH_COMMAND"] = server.command
        let li = try Colleague.li(gitSettings: "[core]\n\tsshCommand = \(server.command)\n")
        try TwoColleagues(remote, wang: wang, li: li).share(over: "ssh://127.0.0.1:\(server.port)\(remote.path)")
    }

    /// One has the password in git's own store and the company's certificate in the environment, the other the password in
    /// ~/.netrc and the certificate in git's settings.
    @Test(.enabled(if: HTTPServer.python != nil && TestAuthority.isPossible, "needs python3 and openssl"))
    func https() throws {
        let remote = try TeamRemote()
        let authority = try TestAuthority()
        let server = try HTTPServer.start(root: remote.root, certificate: authority.server)
        let wang = try Colleague.wang(gitSettings: "[credential]\n\thelper = store\n")
        try wang.write("home/.git-credentials", "https://u:p@localhost%3a\(server.port)\n")
        wang.extra["GIT_SSL_CAINFO"] = authority.authority
        let li = try Colleague.li(gitSettings: "[http]\n\tsslCAInfo = ~/company.pem\n")
        try li.write("home/company.pem", String(contentsOfFile: authority.authority, encoding: .utf8))
        try li.write("home/.netrc", "machine localhost\nlogin u\npassword p\n")
        try TwoColleagues(remote, wang: wang, li: li).share(over: "https://localhost:\(server.port)/auth/team.git")
    }
}
