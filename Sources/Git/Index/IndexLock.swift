import CLibGit2

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Git's lock on its index: the file `index.lock`, held from before reading until the new index takes its place, so that no
/// `git add` in between is lost. (libgit2 locks only while writing.)
final class IndexLock {
    private let index: String
    private let lock: String
    /// Where the new index is made; a name of our own, so that libgit2 can lock *that*.
    let draft: String
    private var isPublished = false

    /// - Throws: `GitError.locked` after about a second of retries.
    init(index: String) throws {
        try Self.take(index + ".lock")
        self.index = index
        lock = index + ".lock"
        draft = "\(index).crm-\(getpid())"
    }

    /// The lock says from its first moment on whose it is, so that one left by a killed process can be told from that of a living
    /// one: it is made under another name, and linked into its place.
    private static func take(_ lock: String) throws {
        let note = lock.dropLast(".lock".count) + ".crm-\(getpid()).note"
        let made = Descriptor(open(String(note), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666))
        let text = Array("crm \(getpid())\n".utf8)
        guard made.number >= 0, text.withUnsafeBytes({ write(made.number, $0.baseAddress, $0.count) }) == text.count
        else {
            let code = errno
            unlink(String(note))
            throw GitError.fileSystem(operation: "create", path: lock, code: code)
        }
        defer { unlink(String(note)) }
        var code: Int32 = 0
        let status = retryingWhileLocked {
            if link(String(note), lock) == 0 { return 0 }
            code = errno
            if code == EEXIST { return GIT_ELOCKED.rawValue }
            // Some file systems know no hard links.
            let plain = open(lock, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            code = errno
            if plain >= 0 { close(plain) }
            return plain >= 0 ? 0 : code == EEXIST ? GIT_ELOCKED.rawValue : GIT_ERROR.rawValue
        }
        if status == GIT_ELOCKED.rawValue { throw GitError.locked(file: lock) }
        if status < 0 { throw GitError.fileSystem(operation: "create", path: lock, code: code) }
    }

    /// Puts a copy of the index at `draft`: a second name for the same file, which libgit2 replaces and never changes in place.
    func makeDraft() throws {
        unlink(draft)
        if link(index, draft) == 0 || errno == ENOENT { return }
        // Some file systems know no hard links.
        let old = Descriptor(open(index, O_RDONLY | O_CLOEXEC))
        guard let bytes = old.readAll(expecting: 0) else {
            throw GitError.fileSystem(operation: "read", path: index, code: errno)
        }
        let new = Descriptor(open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666))
        let written = bytes.withUnsafeBytes { write(new.number, $0.baseAddress, $0.count) }
        guard written == bytes.count else { throw GitError.fileSystem(operation: "write", path: draft, code: errno) }
    }

    /// Syncs the draft and lets it take the place of the index, which ends the lock.
    func publish() throws {
        let file = Descriptor(open(draft, O_RDONLY | O_CLOEXEC))
        guard file.number >= 0, fsync(file.number) == 0 else {
            throw GitError.fileSystem(operation: "sync", path: draft, code: errno)
        }
        guard rename(draft, index) == 0 else {
            throw GitError.fileSystem(operation: "rename", path: index, code: errno)
        }
        // The branch moves after this: an index that a power cut takes back would stage the reverse of what was committed.
        let place = index.lastIndex(of: "/").map { String(index[..<$0]) } ?? "."
        let folder = Descriptor(open(place, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        if folder.number >= 0 { _ = fsync(folder.number) }
        // Last: until here the lock said whose it is.
        unlink(lock)
        isPublished = true
    }

    deinit {
        if isPublished { return }
        unlink(draft)
        unlink(lock)
    }
}
