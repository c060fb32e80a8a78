import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A lock that other processes respect as well (flock); let go when the value is released or the process ends.
final class FileLock {
    private let descriptor: Int32

    /// Opens the file of the lock, making it where it is missing; nil when that is not possible.
    init?(_ path: String) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    /// - Parameter milliseconds: how long to wait for others at most.
    func take(exclusive: Bool, waiting milliseconds: Int) -> Bool {
        var waited = 0
        while flock(descriptor, (exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR, waited < milliseconds else { return false }
            usleep(5_000)
            waited += 5
        }
        return true
    }

    func release() { flock(descriptor, LOCK_UN) }

    /// What the file system gives for now, by a write to the file of the lock; nil when it cannot be written.
    func now() -> Int64? {
        var byte: UInt8 = 0x0A
        var status = stat()
        guard pwrite(descriptor, &byte, 1, 0) == 1, fstat(descriptor, &status) == 0 else { return nil }
        return FileStamp(status).mtime
    }
}
