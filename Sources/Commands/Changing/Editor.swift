import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The editor of the person: `VISUAL`, `EDITOR`, git's `core.editor`; on a terminal else `vi` or `nano`.
struct Editor {
    /// Opens a file and waits until the editor is closed.
    func open(_ path: String) throws {
        let command = try command()
        let status = Self.run(["/bin/sh", "-c", command + " \"$1\"", "crm", path])
        guard status == 0 else {
            throw CommandFailure(
                Text(
                    en: "the editor (\(command)) ended with status \(status); nothing was written",
                    zh: "编辑器（\(command)）以状态 \(status) 退出，没有写入"))
        }
    }

    private func command() throws -> String {
        let environment = Invocation.current.environment
        for name in ["VISUAL", "EDITOR"] {
            if let command = environment[name], !command.isEmpty { return command }
        }
        if Invocation.current.terminal.canAsk {
            let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
            for program in ["vi", "nano", "vim"] where folders.contains(where: { isExecutable("\($0)/\(program)") }) {
                return program
            }
        }
        throw CommandFailure(
            .wrongUsage, Text(en: "no editor is set", zh: "没有设置编辑器"),
            remedy: Text(
                en: "export EDITOR=nano (or vim, \"code --wait\"), or use crm set and crm new field=value",
                zh: "请设置 export EDITOR=nano（或 vim、\"code --wait\"），或改用 crm set 和 crm new 字段=值"))
    }

    /// Runs a program with this process's own streams; -1 when it cannot be started.
    static func run(_ arguments: [String]) -> Int32 {
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        pointers.append(nil)
        defer { for pointer in pointers { free(pointer) } }
        // The child decides for itself what a closed pipe or Ctrl-C means.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var child = pid_t()
        guard posix_spawn(&child, arguments[0], nil, &attributes, pointers, environ) == 0 else { return -1 }
        // Ctrl-C in the editor is for the editor.
        let interrupt = signal(SIGINT, SIG_IGN)
        defer { signal(SIGINT, interrupt) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            if errno != EINTR { return -1 }
        }
        let signalled = status & 0x7F
        return signalled == 0 ? (status >> 8) & 0xFF : 128 + signalled
    }
}
