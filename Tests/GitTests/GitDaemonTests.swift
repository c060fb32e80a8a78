import Foundation
import Testing

@testable import Git

@Suite(.enabled(if: GitDaemon.isInstalled, "needs git daemon")) struct GitDaemonTests {
    @Test func scenario() throws {
        let remote = try BareRemote()
        let server = try GitDaemon.start(root: remote.root)
        let base = "git://127.0.0.1:\(server.port)"
        let scenario = RemoteScenario(remote: remote, url: base + "/remote.git", options: .test())
        try scenario.run()
        try scenario.expectNoClone(base + "/missing.git", .repositoryNotFound)
    }
}

enum GitDaemon {
    static var isInstalled: Bool {
        guard let folder = try? Shell.run(["git", "--exec-path"]).output.dropLast() else { return false }
        return FileManager.default.isExecutableFile(atPath: folder + "/git-daemon")
    }

    static func start(root: String) throws -> LoopbackServer {
        let folder = try Shell.run(["git", "--exec-path"]).output.dropLast()
        return try LoopbackServer(folder + "/git-daemon") { port in
            [
                "--listen=127.0.0.1", "--port=\(port)", "--base-path=" + root, "--export-all", "--enable=receive-pack",
                "--reuseaddr", root,
            ]
        }
    }
}
