import TestServers
import Testing

@Suite(.enabled(if: HTTPServer.python != nil && TestAuthority.isPossible, "needs python3 and openssl"))
struct HTTPSRefusalTests {
    private let remote: TeamRemote
    private let authority: TestAuthority
    private let server: LoopbackServer
    private let wang: Colleague
    private var base: String { "https://localhost:\(server.port)" }

    init() throws {
        remote = try TeamRemote()
        authority = try TestAuthority()
        server = try HTTPServer.start(root: remote.root, certificate: authority.server)
        wang = try .wang(gitSettings: "[credential]\n\thelper = store\n")
        wang.extra["GIT_SSL_CAINFO"] = authority.authority
    }

    @Test func wrongPassword() throws {
        let refusal = Refusal(
            url: base + "/auth/team.git", message: "localhost does not accept who you are",
            remedy: "check the user name and the password or token; "
                + "they come from git's credential helper or from ~/.netrc")
        try refusal.expectOfClone(by: wang)
        try wang.write("home/.netrc", "machine localhost\nlogin u\npassword secret-but-wrong\n")
        try refusal.expectOfSync(by: wang, thenOver: base + "/plain/team.git")
        // The password that is put right is used.
        try wang.write("home/.netrc", "machine localhost\nlogin u\npassword p\n")
        _ = try wang.git("remote", "set-url", "origin", refusal.url)
        try wang.expect("sync")
    }

    /// A password that a server refuses is asked for again the next time: the helper forgets it.
    @Test func storedPasswordThatIsNoLongerRight() throws {
        try wang.write("home/.git-credentials", "https://u:old@localhost%3a\(server.port)\n")
        let clone = try wang.crm("clone", base + "/auth/team.git", "crm")
        #expect(clone.status == 1)
        #expect(try Shell.run(["cat", wang.home + "/.git-credentials"]).output == "")
    }

    @Test func certificateOfAnUnknownAuthority() throws {
        wang.extra["GIT_SSL_CAINFO"] = nil
        let refusal = Refusal(
            url: base + "/plain/team.git", message: "the certificate of localhost is not trusted",
            remedy: "check the date of this computer; the certificate of a company's own authority must be installed "
                + "in the system, or named: git config --global http.sslCAInfo <file>")
        try refusal.expectOfClone(by: wang)
        try refusal.expectOfSync(by: wang, thenOver: remote.path)
    }

    @Test func noSuchRepository() throws {
        let url = base + "/plain/missing.git"
        let refusal = Refusal(
            url: url, message: "\(url): there is no such repository, or you may not see it",
            remedy: "check the address with: git remote -v; ask for access if it is right")
        try refusal.expectOfClone(by: wang, remedy: "check the address; ask for access if it is right")
        try refusal.expectOfSync(by: wang, thenOver: remote.path)
    }

    @Test func loginPage() throws {
        let refusal = Refusal(
            url: base + "/login/team.git",
            message: "what came from localhost is not git: perhaps a login page or a proxy",
            remedy: "open the address in a browser; a hotel or company network may ask you to log in first")
        try refusal.expectOfClone(by: wang)
        try refusal.expectOfSync(by: wang, thenOver: remote.path)
    }

    @Test func declinedByAHook() throws {
        try Declined(remote: remote, person: wang).expect(over: base + "/plain/team.git")
    }
}
