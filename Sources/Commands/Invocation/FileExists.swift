import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Something stands at the path, a dangling link included.
func fileExists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
}

/// A folder that holds nothing, or nothing at all.
func isEmptyOrAbsent(_ path: String) -> Bool {
    guard let stream = opendir(path) else { return !fileExists(path) }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
        let first = entry.pointee.d_name.0
        let second = entry.pointee.d_name.1
        let third = entry.pointee.d_name.2
        let dot = CChar(bitPattern: 0x2E)
        if first == dot, second == 0 || (second == dot && third == 0) { continue }
        return false
    }
    return true
}

/// An ordinary file that this user may run.
func isExecutable(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
}

/// The ordinary files in a folder of the repository and below.
func filesBeneath(_ path: String, _ folder: CRMFolder) throws -> [FolderListing.File] {
    do throws(FileProblem) {
        return try walkFolder(folder.root, beneath: [path]).files
    } catch {
        throw CommandFailure(error.message)
    }
}
