import CLibGit2

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Two connected local sockets, closed on exec, numbered 3 or higher so that they can be laid over 0, 1 and 2. Not pipes: sending on
/// a socket can be kept from raising SIGPIPE.
struct SocketPair {
    let ours: Int32
    let theirs: Int32

    /// - Returns: `nil` with `errno` set.
    init?() {
        var made: [Int32] = [-1, -1]
        #if canImport(Glibc)
            let type = Int32(SOCK_STREAM.rawValue)
        #else
            let type = SOCK_STREAM
        #endif
        guard socketpair(AF_UNIX, type, 0, &made) == 0 else { return nil }
        ours = fcntl(made[0], F_DUPFD_CLOEXEC, 3)
        theirs = fcntl(made[1], F_DUPFD_CLOEXEC, 3)
        let code = errno
        for end in made { close(end) }
        if ours < 0 || theirs < 0 {
            for end in [ours, theirs] where end >= 0 { close(end) }
            errno = code
            return nil
        }
        #if !canImport(Glibc)
            var on: Int32 = 1
            for end in [ours, theirs] {
                setsockopt(end, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
            }
        #endif
    }
}

/// Starts a program with `channel` as its standard input and output and `errors` as its standard error, with default treatment of
/// SIGPIPE and no signals blocked.
///
/// - Parameter inOwnGroup: it leads a process group of its own, so that it can be ended together with its children (and gets
///   no signals from the terminal).
/// - Returns: its id, and 0 or an error number.
func spawn(
    _ program: String, _ arguments: [String], environment: [String], channel: Int32, errors: Int32, inOwnGroup: Bool
) -> (pid_t, Int32) {
    #if canImport(Glibc)
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
    #else
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawn_file_actions_adddup2(&actions, channel, 0)
    posix_spawn_file_actions_adddup2(&actions, channel, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var none = sigset_t()
    var broken = sigset_t()
    sigemptyset(&none)
    sigemptyset(&broken)
    sigaddset(&broken, SIGPIPE)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &broken)
    var flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
    if inOwnGroup {
        flags |= Int32(POSIX_SPAWN_SETPGROUP)
        posix_spawnattr_setpgroup(&attributes, 0)
    }
    #if !canImport(Glibc)
        flags |= Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)
    #endif
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var process = pid_t()
    var argumentList = CStringList([program] + arguments)
    var environmentList = CStringList(environment)
    defer {
        argumentList.free()
        environmentList.free()
    }
    let code = posix_spawn(&process, program, &actions, &attributes, argumentList.pointers, environmentList.pointers)
    return (process, code)
}

/// C strings, ended by a null pointer, as `exec` takes them.
private struct CStringList {
    private(set) var pointers: [UnsafeMutablePointer<CChar>?]

    init(_ strings: [String]) {
        pointers = strings.map { strdup($0) } + [nil]
    }

    mutating func free() {
        for pointer in pointers { systemFree(pointer) }
        pointers = [nil]
    }
}

private func systemFree(_ pointer: UnsafeMutableRawPointer?) {
    free(pointer)
}

#if canImport(Glibc)
    typealias ThreadStart = @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?
#else
    typealias ThreadStart = @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer?
#endif

/// Starts a thread that nobody waits for.
func startDetachedThread(_ run: @escaping ThreadStart, _ argument: UnsafeMutableRawPointer) -> Bool {
    #if canImport(Glibc)
        var thread = pthread_t()
        guard pthread_create(&thread, nil, run, argument) == 0 else { return false }
        pthread_detach(thread)
    #else
        var thread: pthread_t?
        guard pthread_create(&thread, nil, run, argument) == 0, let thread else { return false }
        pthread_detach(thread)
    #endif
    return true
}
