import Foundation

/// An ssh server run by the current user, with keys made for the occasion.
package final class SSHServer {
    package static var isInstalled: Bool { ["ssh", "sshd", "ssh-keygen"].allSatisfy { Shell.find($0) != nil } }

    private let scratch = Scratch()
    private let server: LoopbackServer
    package var port: Int { server.port }
    private var folder: String { scratch.path }
    /// The public half of a key that the server does not have.
    package let otherKey: String

    package init(keys kind: String) throws {
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

    /// The command line of an ssh that knows the key and the host, and a host named `alias`.
    package var command: String { "\(Shell.find("ssh") ?? "ssh") -F \(folder)/config" }

    /// Adds a key for one person, whose pushes run with a variable set that only the server can set.
    ///
    /// - Returns: the command line of an ssh with that key.
    package func addPerson(_ name: String, environment: String) throws -> String {
        try Shell.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder + "/" + name])
        let key = try String(contentsOfFile: folder + "/" + name + ".pub", encoding: .utf8)
        let line = "restrict,command=\"\(environment) git-shell -c \\\"$SSH_ORIGINAL_COMMAND\\\"\" \(key)"
        let file = folder + "/authorized"
        try (String(contentsOfFile: file, encoding: .utf8) + line).write(
            toFile: file, atomically: true, encoding: .utf8)
        let client = try String(contentsOfFile: folder + "/config", encoding: .utf8)
            .replacingOccurrences(of: folder + "/user", with: folder + "/" + name)
        try client.write(toFile: folder + "/config-" + name, atomically: false, encoding: .utf8)
        return "\(Shell.find("ssh") ?? "ssh") -F \(folder)/config-\(name)"
    }

    /// What ssh has stored about hosts says the right key.
    package func trustHost() throws {
        try writeKnownHosts(
            "[127.0.0.1]:\(server.port) " + String(contentsOfFile: folder + "/host.pub", encoding: .utf8))
    }

    /// The whole of what ssh has stored about hosts.
    package func writeKnownHosts(_ text: String) throws {
        try text.write(toFile: folder + "/known", atomically: false, encoding: .utf8)
    }

    /// From now on no key is accepted.
    package func authorizeNobody() throws {
        try "".write(toFile: folder + "/authorized", atomically: false, encoding: .utf8)
    }
}
