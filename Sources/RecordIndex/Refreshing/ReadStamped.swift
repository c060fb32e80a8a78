import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of a file with its stamp, taken before the first byte was read.
///
/// - Parameters:
///   - root: the open folder of the repository.
///   - rootPath: for messages.
///   - start: time of the file system when this refresh began.
func readStamped(
    _ root: Int32, _ rootPath: String, _ path: String, start: Int64
) -> (bytes: Result<[UInt8], FileProblem>, stamp: FileStamp) {
    let limit = 1 << 24
    let descriptor = openat(root, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    var status = stat()
    func failed(_ code: Int32) -> (Result<[UInt8], FileProblem>, FileStamp) {
        if fstatat(root, path, &status, AT_SYMLINK_NOFOLLOW) != 0 { status = stat() }
        let problem = FileProblem(path: rootPath + "/" + path, operation: .read, code: code)
        return (.failure(problem), FileStamp(status).trusted(before: start))
    }
    guard descriptor >= 0 else { return failed(errno) }
    defer { close(descriptor) }
    guard fstat(descriptor, &status) == 0 else { return failed(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
        return failed(status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
    guard status.st_size <= limit else { return failed(FileProblem.tooLarge) }
    let stamp = FileStamp(status)
    let (bytes, failure) = readBytes(descriptor, size: Int(status.st_size))
    guard failure == 0 else { return failed(failure) }
    // Longer or shorter than the stamp says: it is being written right now.
    let isWhole = bytes.count == Int(status.st_size)
    return (.success(bytes), isWhole ? stamp.trusted(before: start) : .unknown)
}
