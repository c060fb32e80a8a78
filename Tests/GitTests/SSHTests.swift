import Foundation
import TestServers
import Testing

@testable import Git

@Suite(.enabled(if: SSHServer.isInstalled, "needs ssh, sshd and ssh-keygen"), .serialized) struct SSHTests {
    @Test(arguments: ["rsa", "ed25519"]) func scenario(kind: String) throws {
        let remote = try BareRemote()
        let server = try SSHServer(keys: kind)
        let url = "ssh://127.0.0.1:\(server.port)\(remote.path)"
        let scenario = RemoteScenario(remote: remote, url: url, options: server.options)
        try scenario.run()
        try scenario.expectNoClone(url + "-missing", .repositoryNotFound)
    }

    @Test func aliasOfTheUsersConfiguration() throws {
        let remote = try BareRemote()
        let server = try SSHServer(keys: "rsa")
        try RemoteScenario(remote: remote, url: "alias:" + remote.path, options: server.options).run()
    }

    @Test func pathWithEverythingAShellWouldTake() throws {
        let remote = try BareRemote()
        let server = try SSHServer(keys: "ed25519")
        let odd = remote.root + "/it's $(touch pwned); a `b` \"c\" !d 客户.git"
        try FileManager.default.moveItem(atPath: remote.path, toPath: odd)
        let scratch = Scratch()
        _ = try Repository.clone("alias:" + odd, to: scratch.path + "/c", options: server.options)
    }

    @Test func failuresAreToldApart() throws {
        let remote = try BareRemote()
        let server = try SSHServer(keys: "ed25519")
        let url = "alias:" + remote.path
        let scenario = RemoteScenario(remote: remote, url: url, options: server.options)
        try server.writeKnownHosts("")
        try scenario.expectNoClone(url, .hostKeyUnknown)
        try server.writeKnownHosts("[127.0.0.1]:\(server.port) " + server.otherKey)
        try scenario.expectNoClone(url, .hostKeyChanged)
        try server.trustHost()
        try server.authorizeNobody()
        try scenario.expectNoClone(url, .authenticationFailed)
        try scenario.expectNoClone("ssh://127.0.0.1:\(try LoopbackServer.freePort())/x", .connectionRefused)
        try scenario.expectNoClone("ssh://nowhere.invalid/x", .offline)
        let none = RemoteScenario(remote: remote, url: url, options: .test())
        try none.expectNoClone(url, .programMissing("ssh"))
    }
}

extension SSHServer {
    /// Everything a step over the network needs to get in.
    fileprivate var options: NetworkOptions {
        var options = NetworkOptions.test()
        options.programs.sshCommand = command
        return options
    }
}
