import TestServers
import Testing

/// Nobody answers, in three ways. What was changed waits.
@Suite struct UnreachableTests {
    private static let schemes = ["https", "git"] + (Shell.find("ssh") == nil ? [] : ["ssh"])
    private let remote: TeamRemote
    private let wang: Colleague

    init() throws {
        remote = try TeamRemote()
        wang = try .wang()
        wang.extra["CRM_NETWORK_TIMEOUT"] = "2"
        wang.extra["GIT_SSH_COMMAND"] = "ssh -F /dev/null"
    }

    @Test(arguments: schemes) func serverThatStaysSilent(scheme: String) throws {
        let server = try SilentServer()
        let refusal = Refusal(
            url: "\(scheme)://127.0.0.1:\(server.port)/team.git", message: "127.0.0.1 does not answer",
            remedy: "nothing is lost; run crm sync again later")
        let clock = ContinuousClock()
        let time = try clock.measure {
            try refusal.expectOfClone(by: wang, remedy: "check the address, or try again later")
        }
        #expect(time > .seconds(1.9) && time < .seconds(15))
        try refusal.expectOfSync(by: wang, thenOver: remote.path)
    }

    @Test(arguments: schemes) func connectionRefused(scheme: String) throws {
        let refusal = Refusal(
            url: "\(scheme)://127.0.0.1:\(try LoopbackServer.freePort())/team.git",
            message: "127.0.0.1 refuses the connection",
            remedy: "the server may be down, or a firewall in between; check the address with: git remote -v")
        try refusal.expectOfClone(
            by: wang, remedy: "check the address; the server may be down, or a firewall in between")
        if scheme == "https" { try refusal.expectOfSync(by: wang, thenOver: remote.path) }
    }

    @Test(arguments: schemes) func unknownHost(scheme: String) throws {
        let refusal = Refusal(
            url: "\(scheme)://nowhere.invalid/team.git",
            message: "cannot reach nowhere.invalid: no network, or the name is not known",
            remedy: "nothing is lost; run crm sync again when you are online")
        try refusal.expectOfClone(
            by: wang, remedy: "check the address; if it is right, run the command again when you are online")
        if scheme == "https" { try refusal.expectOfSync(by: wang, thenOver: remote.path) }
    }
}
