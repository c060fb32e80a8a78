import Git
import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Keeps two crm processes from changing one repository at the same time: `.git/crm/lock`, held with flock(2), which the
/// system gives up by itself when its holder dies. The file names the holder while it works; a name found in a lock that nobody
/// holds is that of a process that was killed, and what it left behind is cleared away.
final class RepositoryLock {
    private let descriptor: Int32

    private static let patience = 20.0
    private static let pause = 0.1

    /// - Throws: `SyncFailure.busy` after 20 seconds.
    init(_ repository: Repository, sleep: (Double) -> Void) throws {
        let folder = repository.commonFolder + "/crm"
        try makeFolders(folder)
        let path = folder + "/lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw FileProblem(path: path, operation: .write, code: errno) }
        var waited = 0.0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            if code == EINTR { continue }
            // A file system that cannot lock: git's own locks and compare-and-swap are what is left.
            if code == ENOLCK || code == EOPNOTSUPP || code == ENOSYS { break }
            guard code == EWOULDBLOCK else { throw FileProblem(path: path, operation: .write, code: code) }
            guard waited < Self.patience else { throw SyncFailure(.busy(process: Self.holder(descriptor))) }
            sleep(Self.pause)
            waited += Self.pause
        }
        if let dead = Self.holder(descriptor) { removeLeftovers(of: dead, in: repository) }
        ftruncate(descriptor, 0)
        let note = Array("\(getpid())\n".utf8)
        _ = note.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    private static func holder(_ descriptor: Int32) -> Int? {
        var buffer = [UInt8](repeating: 0, count: 32)
        let count = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        return Int(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).split(separator: "\n").first ?? "")
    }

    deinit {
        ftruncate(descriptor, 0)
        close(descriptor)
    }
}

/// Runs `body` while no other crm changes this repository.
func locked<Result>(
    _ repository: Repository, sleep: (Double) -> Void, _ body: () throws -> Result
) throws -> Result {
    let lock = try RepositoryLock(repository, sleep: sleep)
    return try withExtendedLifetime(lock) { try body() }
}
