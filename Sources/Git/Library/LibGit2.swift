import CLibGit2
import CLibGit2Lazy

/// The one start of libgit2 in this process.
package enum LibGit2 {
    /// Where git's configuration files are looked for. `nil` leaves the library's own places (`$HOME`, `/etc`).
    package struct ConfigurationFolders: Sendable, Hashable {
        package var system: String?
        package var xdg: String?
        package var global: String?

        package init(system: String? = nil, xdg: String? = nil, global: String? = nil) {
            self.system = system
            self.xdg = xdg
            self.global = global
        }
    }

    /// Starts the library on first use (4 ms, so that commands without a repository do not pay), with everything it writes
    /// below `.git` synced to disk, which it does not do by itself.
    private static let started: Int32 = {
        guard libgit2_load() == nil else { return -1 }
        let count = git_libgit2_init()
        _ = shim_option_enable(Int32(GIT_OPT_ENABLE_FSYNC_GITDIR.rawValue), 1)
        _ = shim_stream_register(SocketStream.create)
        return count
    }()

    /// - Throws: `GitError.library` when the library refuses to start.
    static func start() throws {
        guard started > 0 else {
            let reason = libgit2_load().map { String(cString: $0) } ?? "cannot start"
            throw GitError.library(operation: "start libgit2", code: started, kind: 0, message: reason)
        }
    }

    /// Sets where configuration is looked for, for the whole process; call it before a repository is opened. An empty text
    /// means nowhere.
    package static func use(_ folders: ConfigurationFolders) throws {
        try start()
        let levels = [
            (GIT_CONFIG_LEVEL_SYSTEM, folders.system), (GIT_CONFIG_LEVEL_XDG, folders.xdg),
            (GIT_CONFIG_LEVEL_GLOBAL, folders.global),
        ]
        for (level, folder) in levels {
            guard let folder else { continue }
            try check(shim_option_search_path(level.rawValue, folder), "set the configuration folder")
        }
    }

    /// The library's version, e.g. `1.5.1`.
    package static var version: String {
        var major: Int32 = 0
        var minor: Int32 = 0
        var patch: Int32 = 0
        git_libgit2_version(&major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }
}
