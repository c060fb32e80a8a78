import Foundation

/// A program started in a process group of its own. Not Foundation's `Process`: on Linux that takes a server which closes its
/// inherited descriptors (sshd) for ended, and then waits for it in the thread that watches all others.
package final class StartedProgram {
    private var id = pid_t()
    private var status: Int32?

    /// - Parameter output: a file for standard output and error.
    package convenience init(
        _ program: String, _ arguments: [String], _ environment: [String], output: String = "/dev/null"
    ) {
        let channel = open(output, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        defer { close(channel) }
        self.init(program, arguments, environment, standard: channel)
    }

    /// - Parameter channel: what becomes standard input, output and error.
    init(_ program: String, _ arguments: [String], _ environment: [String], standard channel: Int32) {
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #else
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        for standard in Int32(0)...2 { posix_spawn_file_actions_adddup2(&actions, channel, standard) }
        // The threads of a test block signals, which would be inherited.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGMASK))
        let argumentList = ([program] + arguments).map { strdup($0) } + [nil]
        let environmentList = environment.map { strdup($0) } + [nil]
        if posix_spawn(&id, program, &actions, &attributes, argumentList, environmentList) != 0 { status = 127 }
        for text in argumentList + environmentList { free(text) }
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
    }

    /// The exit status once it ended; 128 and more for a signal.
    ///
    /// - Parameter limit: seconds after which it is ended.
    package func wait(limit: Double = 120) -> Int32 {
        let end = Date(timeIntervalSinceNow: limit)
        while status == nil, !collect(WNOHANG), Date() < end { usleep(1000) }
        stop()
        return status ?? 127
    }

    /// Whether it has ended by now.
    var hasEnded: Bool { status != nil || collect(WNOHANG) }

    func signal(_ number: Int32) { kill(id, number) }

    /// Ends it and its children.
    package func stop() {
        guard status == nil else { return }
        kill(-id, SIGKILL)
        while !collect(0) {}
    }

    /// - Returns: whether it ended.
    private func collect(_ flags: Int32) -> Bool {
        var raw: Int32 = 0
        let ended = waitpid(id, &raw, flags)
        if ended == 0 || (ended < 0 && errno == EINTR) { return false }
        status = ended < 0 ? 127 : raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + (raw & 0x7F)
        return true
    }
}
