import Foundation

/// The server of `git://` addresses that comes with git.
package enum GitDaemon {
    package static var isInstalled: Bool {
        guard let folder = try? Shell.run(["git", "--exec-path"]).output.dropLast() else { return false }
        return FileManager.default.isExecutableFile(atPath: folder + "/git-daemon")
    }

    /// - Parameter root: the folder of bare repositories; everybody may push.
    package static func start(root: String) throws -> LoopbackServer {
        let folder = try Shell.run(["git", "--exec-path"]).output.dropLast()
        return try LoopbackServer(folder + "/git-daemon") { port in
            [
                "--listen=127.0.0.1", "--port=\(port)", "--base-path=" + root, "--export-all", "--enable=receive-pack",
                "--reuseaddr", root,
            ]
        }
    }
}
