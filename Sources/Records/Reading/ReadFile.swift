#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// As ``readFile(_:limit:)``; nil when there is no such file. What is there and cannot be read is never taken for nothing.
package func readFileIfThere(_ path: String, limit: Int = .max) throws(FileProblem) -> [UInt8]? {
    do throws(FileProblem) {
        return try readFile(path, limit: limit)
    } catch {
        guard error.isAbsence else { throw error }
        return nil
    }
}

/// The bytes of an ordinary file. A symbolic link as the last name is refused, so is a file of more than `limit` bytes.
package func readFile(_ path: String, limit: Int = .max) throws(FileProblem) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileProblem(path: path, operation: .read, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileProblem(path: path, operation: .read, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
        throw FileProblem(path: path, operation: .read, code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
    guard status.st_size <= limit else { throw FileProblem(path: path, operation: .read, code: EFBIG) }
    let (bytes, failure) = readBytes(descriptor, size: Int(status.st_size))
    guard failure == 0 else { throw FileProblem(path: path, operation: .read, code: failure) }
    return bytes
}

/// Reads an open file to its end, at most one byte beyond the size that it had a moment ago.
///
/// - Returns: `failure` is the system's error number, 0 when there was none.
package func readBytes(_ descriptor: Int32, size: Int) -> (bytes: [UInt8], failure: Int32) {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
        while count < buffer.count {
            let got = read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
            if got < 0, errno == EINTR { continue }
            if got < 0 { failure = errno }
            if got <= 0 { break }
            count += got
            // One byte more was asked for and there was none: the end, without asking again.
            if count == size { break }
        }
    }
    return (bytes, failure)
}
