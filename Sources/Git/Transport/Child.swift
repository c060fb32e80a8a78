import CLibGit2

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program of the user's system (`ssh`, `git`) that we started and talk to. It is always reaped, and ended when it does not end by
/// itself.
final class Child {
    private let step: NetworkStep
    private let process: pid_t
    private let hasOwnGroup: Bool
    /// Its standard input and output.
    private var channel: Int32
    private var errors: Int32
    private var isReaped = false
    /// How it ended, as `waitpid` says; `nil` while it runs.
    private(set) var status: Int32?
    /// Bytes came from it: from then on the idle timeout holds, before that the one for people.
    private var hasAnswered = false

    /// - Parameters:
    ///   - program: full path.
    ///   - mayAsk: it may talk to the person at the terminal, so it stays in our process group and has five minutes.
    /// - Returns: `nil` when it cannot be started; the step then knows why.
    init?(_ program: String, _ arguments: [String], mayAsk: Bool, in step: NetworkStep) {
        self.step = step
        guard let ends = SocketPair() else {
            step.fail(.other, "socketpair: error \(errno)")
            return nil
        }
        guard let errorEnds = SocketPair() else {
            step.fail(.other, "socketpair: error \(errno)")
            close(ends.ours)
            close(ends.theirs)
            return nil
        }
        hasOwnGroup = !mayAsk
        let environment = step.options.programs.environment.filter { !Self.isLocalToARepository($0) }
        let (process, code) = spawn(
            program, arguments, environment: environment, channel: ends.theirs, errors: errorEnds.theirs,
            inOwnGroup: !mayAsk)
        close(ends.theirs)
        close(errorEnds.theirs)
        self.process = process
        channel = ends.ours
        errors = errorEnds.ours
        if code != 0 {
            isReaped = true
            close(channel)
            close(errors)
            let reason = "cannot start \(program): \(String(cString: strerror(code)))"
            step.fail(code == ENOENT ? .programMissing(program) : .other, reason)
            return nil
        }
        for descriptor in [channel, errors] { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) }
    }

    deinit { end(grace: 0) }

    /// Variables that tie git to one repository must not reach a git that works in another (as git itself clears them), and
    /// newer versions of the protocol are not spoken by libgit2.
    private static func isLocalToARepository(_ variable: String) -> Bool {
        [
            "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE", "GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT",
            "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_QUARANTINE_PATH", "GIT_PROTOCOL",
        ].contains { variable.hasPrefix($0 + "=") }
    }

    /// The number of bytes, 0 at the end, -1 after a failure.
    func read(_ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
        while step.mayGoOn(), channel >= 0 {
            let got = recv(channel, bytes, count, 0)
            if got > 0 { hasAnswered = true }
            if got >= 0 { return got }
            let code = errno
            if code == EAGAIN || code == EWOULDBLOCK {
                if !wait(Int32(POLLIN)) { return -1 }
            } else if code == ECONNRESET {
                return 0
            } else if code != EINTR {
                step.fail(.other, "read from a program: \(String(cString: strerror(code)))")
            }
        }
        return -1
    }

    /// Sends all of it; `false` after a failure, also when the program is gone.
    func write(_ bytes: UnsafeRawPointer?, _ count: Int) -> Bool {
        var sent = 0
        while sent < count {
            guard step.mayGoOn(), channel >= 0, let bytes else { return false }
            let now = sendQuietly(channel, bytes + sent, count - sent)
            if now >= 0 {
                sent += now
                continue
            }
            let code = errno
            if code == EAGAIN || code == EWOULDBLOCK {
                if !wait(Int32(POLLOUT)) { return false }
            } else if code != EINTR {
                return false
            }
        }
        return true
    }

    /// Says that nothing more will be written.
    func finishWriting() {
        shutdown(channel, Int32(SHUT_WR))
    }

    /// Waits for the channel, taking in what is said on standard error meanwhile.
    private func wait(_ events: Int32) -> Bool {
        let limit = step.options.isInteractive && !hasAnswered ? max(300, step.options.idleTimeout) : nil
        while true {
            var descriptors = [pollfd(fd: channel, events: Int16(events), revents: 0)]
            if errors >= 0 { descriptors.append(pollfd(fd: errors, events: Int16(POLLIN), revents: 0)) }
            guard step.wait(for: &descriptors, limit: limit) else { return false }
            if descriptors.count > 1, descriptors[1].revents != 0 { hearErrors() }
            if descriptors[0].revents != 0 { return true }
        }
    }

    /// Takes in what is there on standard error, without waiting.
    private func hearErrors() {
        while errors >= 0 {
            var got = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, filled in
                got = recv(errors, buffer.baseAddress, buffer.count, 0)
                filled = max(got, 0)
            }
            if got > 0 {
                step.hear(bytes)
                step.options.message?(String(decoding: bytes, as: UTF8.self))
            } else if got == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
                close(errors)
                errors = -1
            } else {
                return
            }
        }
    }

    /// Closes the channel, lets the program end by itself for `grace` seconds, then ends it; takes in its last words.
    func end(grace: Double) {
        if channel >= 0, step.failure == nil, grace > 0 { drain(within: grace) }
        if channel >= 0 { close(channel) }
        channel = -1
        if !isReaped {
            if !reap(within: step.failure == nil ? grace : min(grace, 0.1)) {
                signal(SIGTERM)
                if !reap(within: 0.5) {
                    signal(SIGKILL)
                    _ = reap(within: 5)
                }
            }
        }
        hearErrors()
        if errors >= 0 { close(errors) }
        errors = -1
    }

    /// Says goodbye and reads what is left, so that a hook that still talks is not cut off in the middle.
    private func drain(within seconds: Double) {
        finishWriting()
        let end = NetworkStep.now() + seconds
        var bytes = [UInt8](repeating: 0, count: 4096)
        while NetworkStep.now() < end {
            let got = recv(channel, &bytes, bytes.count, 0)
            if got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) { return }
            if got < 0 {
                hearErrors()
                guard step.wait(for: channel, Int32(POLLIN), limit: end - NetworkStep.now(), failsAfterLimit: false)
                else { return }
            }
        }
    }

    /// After the end of its output: waits until it is gone, so that its last words are complete.
    func endOfOutput() {
        _ = reap(within: 2)
        hearErrors()
    }

    private func signal(_ number: Int32) {
        _ = kill(hasOwnGroup ? -process : process, number)
    }

    private func reap(within seconds: Double) -> Bool {
        let end = NetworkStep.now() + seconds
        var pause: UInt32 = 500
        while !isReaped {
            var status: Int32 = 0
            let result = waitpid(process, &status, WNOHANG)
            if result == process || (result < 0 && errno != EINTR) {
                isReaped = true
                self.status = result == process ? status : -1
                break
            }
            if NetworkStep.now() >= end { return false }
            hearErrors()
            usleep(pause)
            pause = min(pause * 2, 20_000)
        }
        return true
    }
}
