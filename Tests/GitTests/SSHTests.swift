import Foundation
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

/// An ssh server run by the current user, with keys made for the occasion.
final class SSHServer {
    static var isInstalled: Bool { ["ssh", "sshd", "ssh-keygen"].allSatisfy { Shell.find($0) != nil } }

    private let scratch = Scratch()
    private let server: LoopbackServer
    var port: Int { server.port }
    private var folder: String { scratch.path }
    /// The public half of a key that the server does not have.
    let otherKey: String

    init(keys kind: String) throws {
        let folder = scratch.path
        for name in ["host", "user", "other"] {
            try Shell.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-f", folder + "/" + name])
        }
        otherKey = try String(contentsOfFile: folder + "/other.pub", encoding: .utf8)
        if getuid() == 0 {
            try FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
        }
        server = try LoopbackServer(Shell.find("sshd") ?? "sshd") { port in
            let configuration = """
                Port \(port)
                ListenAddress 127.0.0.1
                HostKey \(folder)/host
                AuthorizedKeysFile \(folder)/authorized
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                PermitRootLogin yes
                AcceptEnv GIT_*
                """
            try? configuration.write(toFile: folder + "/sshd_config", atomically: false, encoding: .utf8)
            return ["-D", "-e", "-f", folder + "/sshd_config"]
        }
        try Shell.run(["cp", folder + "/user.pub", folder + "/authorized"])
        try trustHost()
        let client = """
            Host alias
              HostName 127.0.0.1
              Port \(server.port)
            Host *
              IdentityFile \(folder)/user
              IdentitiesOnly yes
              UserKnownHostsFile \(folder)/known
              GlobalKnownHostsFile /dev/null
              ControlPath none
            """
        try client.write(toFile: folder + "/config", atomically: false, encoding: .utf8)
    }

    var options: NetworkOptions {
        var options = NetworkOptions.test()
        options.programs.sshCommand = "\(Shell.find("ssh") ?? "ssh") -F \(folder)/config"
        return options
    }

    func trustHost() throws {
        try writeKnownHosts(
            "[127.0.0.1]:\(server.port) " + String(contentsOfFile: folder + "/host.pub", encoding: .utf8))
    }

    func writeKnownHosts(_ text: String) throws {
        try text.write(toFile: folder + "/known", atomically: false, encoding: .utf8)
    }

    func authorizeNobody() throws {
        try "".write(toFile: folder + "/authorized", atomically: false, encoding: .utf8)
    }
}
