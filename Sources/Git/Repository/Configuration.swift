import CLibGit2

extension Repository {
    /// A value of git's configuration, all levels considered (the repository's own wins), or `nil`.
    package func setting(_ name: String) throws -> String? {
        let configuration = try Owned(git_config_free, "read the configuration") {
            git_repository_config_snapshot(&$0, pointer)
        }
        return try configuration.text(of: name)
    }

    /// The value of a setting of this person and this computer, for steps before there is a repository; `nil` if not set.
    package static func userSetting(_ name: String) throws -> String? {
        try LibGit2.start()
        let all = try Owned(git_config_free, "open the configuration") { git_config_open_default(&$0) }
        let configuration = try Owned(git_config_free, "read the configuration") {
            git_config_snapshot(&$0, all.pointer)
        }
        return try configuration.text(of: name)
    }

    /// All settings whose name begins with a text, in the order of the files. Not by a pattern: matching one against a name
    /// that does not match leaks 20 KB in libgit2 1.5.1 (seen with the address sanitizer).
    ///
    /// - Parameter prefix: section and variable in small letters, as git normalises them, e.g. `remote.`.
    package func settings(under prefix: String) throws -> [(name: String, value: String)] {
        let configuration = try Owned(git_config_free, "read the configuration") {
            git_repository_config_snapshot(&$0, pointer)
        }
        let iterator = try Owned(git_config_iterator_free, "read the configuration") {
            git_config_iterator_new(&$0, configuration.pointer)
        }
        var settings: [(name: String, value: String)] = []
        var entry: UnsafeMutablePointer<git_config_entry>?
        while git_config_next(&entry, iterator.pointer) == 0, let entry {
            let name = entry.pointee.name.map { String(cString: $0) } ?? ""
            guard name.utf8.starts(with: prefix.utf8) else { continue }
            settings.append((name, entry.pointee.value.map { String(cString: $0) } ?? ""))
        }
        return settings
    }

    /// Sets a value in the repository's own configuration.
    package func set(_ name: String, to value: String) throws {
        let local = try localConfiguration()
        try check(retryingWhileLocked { git_config_set_string(local.pointer, name, value) }, "set \(name)")
    }

    /// Removes a value from the repository's own configuration; absent is fine.
    package func unset(_ name: String) throws {
        let local = try localConfiguration()
        _ = try found(retryingWhileLocked { git_config_delete_entry(local.pointer, name) }, "unset \(name)")
    }

    /// `user.name` and `user.email`.
    ///
    /// - Throws: `GitError.noIdentity` when one is missing or empty.
    package func identity() throws -> (name: String, email: String) {
        guard let name = try setting("user.name"), !name.isEmpty, let email = try setting("user.email"), !email.isEmpty
        else { throw GitError.noIdentity }
        return (name, email)
    }

    private func localConfiguration() throws -> Owned {
        let all = try Owned(git_config_free, "open the configuration") { git_repository_config(&$0, pointer) }
        return try Owned(git_config_free, "open the repository's configuration") {
            git_config_open_level(&$0, all.pointer, GIT_CONFIG_LEVEL_LOCAL)
        }
    }
}

extension Owned {
    /// The value of a setting in a snapshot of the configuration.
    fileprivate borrowing func text(of name: String) throws -> String? {
        var value: UnsafePointer<CChar>?
        guard try found(git_config_get_string(&value, pointer, name), "read \(name)"), let value else { return nil }
        return String(cString: value)
    }
}
