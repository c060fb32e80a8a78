#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Replaces or creates the file at `path` so that a reader, or a machine that loses power, sees the old content or the
/// new one and nothing between: temporary file beside it, fsync, rename, fsync of the folder.
///
/// Missing folders are made. A symbolic link in the last place is replaced, not followed. The permissions of a file that
/// was there are kept.
package func writeFileAtomically(_ bytes: [UInt8], to path: String) throws(FileProblem) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    try makeFolders(folder)
    let temporary = try writeDraft(bytes, for: path, in: folder, syncs: true)
    guard rename(temporary, path) == 0 else {
        let failure = errno
        unlink(temporary)
        throw FileProblem(path: path, operation: .write, code: failure)
    }
    try syncFolder(folder)
}

/// Writes the bytes to a new file beside `path`, with the permissions of the file that is there.
///
/// - Parameter syncs: also asks the machine to keep them.
/// - Returns: the path of the new file. After a failure there is none.
func writeDraft(
    _ bytes: [UInt8], for path: String, in folder: String, syncs: Bool = false
) throws(FileProblem) -> String {
    var mode = mode_t(0o644)
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG { mode = status.st_mode & 0o777 }
    let temporary = "\(folder)/.crm-\(getpid())-\(UInt64.random(in: 0 ... .max)).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileProblem(path: path, operation: .write, code: errno) }
    var failure = writeAll(bytes, to: descriptor)
    if failure == 0, fchmod(descriptor, mode) != 0 { failure = errno }
    if failure == 0, syncs, fsync(descriptor) != 0 { failure = errno }
    if close(descriptor) != 0, failure == 0 { failure = errno }
    guard failure == 0 else {
        unlink(temporary)
        throw FileProblem(path: path, operation: .write, code: failure)
    }
    return temporary
}

/// Removes a file and makes its absence durable. Removing what is not there is no error.
package func removeFileDurably(_ path: String) throws(FileProblem) {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileProblem(path: path, operation: .remove, code: errno) }
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    try syncFolder(folder)
}

/// Moves a file or a folder to a place where nothing is, and makes both ends durable.
package func moveDurably(_ path: String, to new: String) throws(FileProblem) {
    let folder = new.lastIndex(of: "/").map { String(new[..<$0]) } ?? "."
    try makeFolders(folder)
    guard rename(path, new) == 0 else { throw FileProblem(path: new, operation: .write, code: errno) }
    try syncFolder(folder)
    try syncFolder(path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ".")
}

/// Makes the folder and all that are missing above it.
package func makeFolders(_ path: String) throws(FileProblem) {
    guard !path.isEmpty, mkdir(path, 0o755) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
        throw FileProblem(path: path, operation: .write, code: errno)
    }
    try makeFolders(String(path[..<slash]))
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
        throw FileProblem(path: path, operation: .write, code: errno)
    }
}

private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
        var done = 0
        while done < buffer.count {
            let wrote = write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
            if wrote < 0 {
                if errno == EINTR { continue }
                return errno
            }
            done += wrote
        }
        return 0
    }
}

private func syncFolder(_ path: String) throws(FileProblem) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // Some file systems cannot sync a folder and say EINVAL; that is all they can do.
    if fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP {
        throw FileProblem(path: path, operation: .write, code: errno)
    }
}
