import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of a file with its stamp, taken before the first byte was read.
///
/// - Parameters:
///   - folder: an open folder.
///   - path: from there.
///   - shown: the whole path, for messages.
///   - start: time of the file system when this refresh began.
func readStamped(
    _ folder: Int32, _ path: String, shown: @autoclosure () -> String, start: Int64
) -> (bytes: Result<[UInt8], FileProblem>, stamp: FileStamp) {
    let limit = 1 << 24
    let descriptor = openat(folder, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    var status = stat()
    func failed(_ code: Int32) -> (Result<[UInt8], FileProblem>, FileStamp) {
        if fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) != 0 { status = stat() }
        let problem = FileProblem(path: shown(), operation: .read, code: code)
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
