import Foundation

/// A program with a terminal for standard input, output and error, as a person sees it; what it says is kept.
package final class ProgramOnTerminal {
    private let ours: Int32
    private var id = pid_t()
    private var status: Int32?
    /// Everything it has said so far.
    package private(set) var said = ""
    private var bytes: [UInt8] = []

    /// nil where there are no terminals.
    package init?(_ command: [String], in folder: String, _ environment: [String: String]) {
        var (ours, theirs) = (Int32(-1), Int32(-1))
        guard openpty(&ours, &theirs, nil, nil, nil) == 0 else { return nil }
        self.ours = ours
        defer { close(theirs) }
        var size = winsize(ws_row: 40, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(theirs, UInt(TIOCSWINSZ), &size)
        _ = fcntl(ours, F_SETFL, fcntl(ours, F_GETFL) | O_NONBLOCK)
        _ = fcntl(ours, F_SETFD, FD_CLOEXEC)
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #else
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        for standard in Int32(0)...2 { posix_spawn_file_actions_adddup2(&actions, theirs, standard) }
        posix_spawn_file_actions_addclose(&actions, theirs)
        posix_spawnattr_setpgroup(&attributes, 0)
        // The threads of a test block signals, which would be inherited.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGMASK))
        let arguments = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder] + command
        let list = arguments.map { strdup($0) } + [nil]
        let variables = environment.map { strdup($0.key + "=" + $0.value) } + [nil]
        if posix_spawn(&id, "/bin/sh", &actions, &attributes, list, variables) != 0 { status = 127 }
        for text in list + variables { free(text) }
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
    }

    deinit {
        if status == nil {
            kill(-id, SIGKILL)
            while !collect(0) {}
        }
        close(ours)
    }

    /// Waits until it has said this, or `isDone` holds.
    ///
    /// - Parameter limit: seconds.
    package func wait(for text: String = "\u{0}", limit: Double = 60, or isDone: () -> Bool = { false }) -> Bool {
        let end = Date(timeIntervalSinceNow: limit)
        while Date() < end {
            listen()
            if said.contains(text) || isDone() { return true }
            usleep(20_000)
        }
        return false
    }

    /// Types something.
    package func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(ours, bytes, bytes.count)
    }

    package func signal(_ number: Int32) { kill(id, number) }

    /// The exit status; 128 and more for a signal.
    package func end(limit: Double = 60) -> Int32 {
        let end = Date(timeIntervalSinceNow: limit)
        while status == nil, !collect(WNOHANG), Date() < end {
            listen()
            usleep(10_000)
        }
        listen()
        if status == nil {
            kill(-id, SIGKILL)
            while !collect(0) {}
        }
        return status ?? 127
    }

    private func listen() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(ours, &buffer, buffer.count)
            if count <= 0 { break }
            bytes += buffer.prefix(count)
        }
        said = String(decoding: bytes, as: UTF8.self)
    }

    private func collect(_ flags: Int32) -> Bool {
        var raw: Int32 = 0
        let ended = waitpid(id, &raw, flags)
        if ended == 0 || (ended < 0 && errno == EINTR) { return false }
        status = ended < 0 ? 127 : raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + (raw & 0x7F)
        return true
    }
}
