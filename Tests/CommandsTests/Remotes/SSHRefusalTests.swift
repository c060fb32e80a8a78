import TestServers
import Testing

@Suite(.enabled(if: SSHServer.isInstalled, "needs ssh, sshd and ssh-keygen")) struct SSHRefusalTests {
    private let remote: TeamRemote
    private let server: SSHServer
    private let wang: Colleague
    private var address: String { "ssh://127.0.0.1:\(server.port)\(remote.path)" }
    private var login: String { "ssh -p \(server.port) 127.0.0.1" }

    init() throws {
        remote = try TeamRemote()
        server = try SSHServer(keys: "ed25519")
        wang = try .wang()
        wang.extra["GIT_SSH_COMMAND"] = server.command
    }

    @Test func hostKeyUnknown() throws {
        try server.writeKnownHosts("")
        let refusal = Refusal(
            url: address, message: "ssh does not know the server 127.0.0.1 yet",
            remedy: "run `\(login)` once and compare the fingerprint it shows with the one your administrator gives you"
        )
        try refusal.expectOfClone(by: wang)
        try refusal.expectOfSync(by: wang, thenOver: remote.path)
    }

    @Test func hostKeyChanged() throws {
        try server.writeKnownHosts("[127.0.0.1]:\(server.port) " + server.otherKey)
        let refusal = Refusal(
            url: address,
            message:
                "the server 127.0.0.1 shows another key than before: it was set up anew, or somebody is in between",
            remedy: "ask the administrator first; only if the change is real: "
                + "`ssh-keygen -R [127.0.0.1]:\(server.port)`, then `\(login)`")
        try refusal.expectOfClone(by: wang)
        try refusal.expectOfSync(by: wang, thenOver: remote.path)
    }

    @Test func keyNotAccepted() throws {
        try server.authorizeNobody()
        let refusal = Refusal(
            url: address, message: "127.0.0.1 does not accept who you are",
            remedy: "is your key at the server, and in the agent? test it with: ssh -T -p \(server.port) 127.0.0.1")
        try refusal.expectOfClone(by: wang)
        try refusal.expectOfSync(by: wang, thenOver: remote.path)
    }

    @Test func noSuchRepository() throws {
        let refusal = Refusal(
            url: address + "-missing",
            message: "\(address)-missing: there is no such repository, or you may not see it",
            remedy: "check the address with: git remote -v; ask for access if it is right")
        try refusal.expectOfClone(by: wang, remedy: "check the address; ask for access if it is right")
        try refusal.expectOfSync(by: wang, thenOver: address)
    }

    @Test func declinedByAHook() throws {
        try Declined(remote: remote, person: wang).expect(over: address)
    }
}
