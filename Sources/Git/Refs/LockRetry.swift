import CLibGit2

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Repeats a call that another git program's lock file stopped: git itself (and every editor's git panel) holds locks for
/// milliseconds. Waits 10, 20, 40 … ms, about 1.3 seconds in all, then hands the refusal back.
func retryingWhileLocked(_ call: () throws -> Int32) rethrows -> Int32 {
    var wait: UInt32 = 10_000
    while true {
        let status = try call()
        guard status == GIT_ELOCKED.rawValue, wait <= 640_000 else { return status }
        usleep(wait)
        wait *= 2
    }
}
