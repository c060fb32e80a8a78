import Git
import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Clears away what a crm that was killed left in `.git`: git's lock files, which would stop every later command, and drafts of
/// the index. Call it under the lock of the repository.
///
/// A lock of git's index says who took it; only one of the dead process goes. Lock files of refs say nothing, but are held for
/// less than a millisecond: one that still is the same after a tenth of a second is nobody's.
func removeLeftovers(of process: Int, in repository: Repository) {
    let folder = repository.gitFolder
    let index = folder + "/index.lock"
    // Empty: the power went before its text was kept, or a `git add` of somebody is at work, which holds an empty one to its end.
    if let bytes = try? readFile(index, limit: 64),
        bytes.isEmpty ? isNobodys(index) : bytes.starts(with: "crm \(process)\n".utf8)
    {
        unlink(index)
    }
    for name in names(in: folder) where name.hasPrefix("index.crm-") { unlink(folder + "/" + name) }
    let common = repository.commonFolder
    for name in names(in: common + "/crm") where name.hasPrefix(".crm-") { unlink(common + "/crm/" + name) }
    removeStale(Array(lockFiles(of: repository).dropFirst()))
}

/// Clears away the locks that a sync left when it was killed in the middle of a fetch or push, which is done without the lock of the
/// repository: those of the remote's branches, of our own refs, of git's configuration.
func removeLeftoversOfNetwork(_ repository: Repository) {
    let common = repository.commonFolder
    var locks = [common + "/config.lock", common + "/packed-refs.lock", common + "/shallow.lock"]
    locks.append(repository.gitFolder + "/FETCH_HEAD.lock")
    var pending = [common + "/refs/remotes", common + "/refs/crm"]
    while let folder = pending.popLast() {
        for name in names(in: folder) where name != "." && name != ".." {
            if name.hasSuffix(".lock") {
                locks.append(folder + "/" + name)
            } else {
                pending.append(folder + "/" + name)
            }
        }
    }
    removeStale(locks)
}

/// Removes those of these lock files that still are the same after a tenth of a second.
private func removeStale(_ locks: [String]) {
    let seen = locks.compactMap { path in identity(path).map { (path, $0) } }
    if seen.isEmpty { return }
    usleep(100_000)
    for (path, before) in seen where identity(path) == before { unlink(path) }
}

/// The lock files that a change of records takes: git's index first, then refs.
func lockFiles(of repository: Repository) -> [String] {
    let refs = [Journal.ref, (try? repository.head().branch) ?? nil].compactMap { $0 }
    return [repository.gitFolder + "/index.lock", repository.gitFolder + "/HEAD.lock"]
        + [repository.commonFolder + "/packed-refs.lock"]
        + refs.map { repository.commonFolder + "/" + $0 + ".lock" }
}

/// Whether no process of this machine has a file open. Where the system does not tell (there is no /proc), it may be somebody's.
private func isNobodys(_ path: String) -> Bool {
    guard let real = realpath(path, nil) else { return true }
    defer { free(real) }
    let wanted = String(cString: real)
    let processes = names(in: "/proc").filter { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    guard processes.contains(String(getpid())) else { return false }
    var buffer = [CChar](repeating: 0, count: 4096)
    for process in processes {
        let folder = "/proc/" + process + "/fd"
        for name in names(in: folder) where name != "." && name != ".." {
            let count = readlink(folder + "/" + name, &buffer, buffer.count - 1)
            guard count > 0 else { continue }
            let target = buffer.prefix(count).map { UInt8(bitPattern: $0) }
            if wanted.utf8.elementsEqual(target) { return false }
        }
    }
    return true
}

/// Inode and time of a file, to see whether it still is the same one.
private func identity(_ path: String) -> [Int]? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    #if canImport(Glibc)
        return [Int(status.st_ino), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
    #else
        return [Int(status.st_ino), status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec]
    #endif
}

/// The names in a folder, `.` and `..` too; none when it cannot be read.
func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
        names.append(
            withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            })
    }
    return names
}

/// Removes the temporary files of interrupted writes (`writeFileAtomically`) from a folder of the work tree.
func removeTemporaryFiles(in folder: String) {
    for name in names(in: folder) where name.hasPrefix(".crm-") && name.hasSuffix(".tmp") {
        unlink(folder + "/" + name)
    }
}

/// Removes the temporary files of interrupted writes from the whole work tree.
///
/// - Returns: how many there were.
package func removeLeftTemporaryFiles(_ root: String, dryRun: Bool) -> Int {
    var count = 0
    var pending = [root]
    while let folder = pending.popLast() {
        for name in names(in: folder) where name != "." && name != ".." && name != ".git" {
            let path = folder + "/" + name
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                pending.append(path)
            } else if name.hasPrefix(".crm-"), name.hasSuffix(".tmp") {
                count += 1
                if !dryRun { unlink(path) }
            }
        }
    }
    return count
}
