import TestServers
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
