import Git
import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What stands at a path of the work tree, no symbolic link followed.
enum LocalFile: Hashable {
    case absent
    case file(ObjectID, isExecutable: Bool)
    /// A symbolic link; the blob of its target.
    case link(ObjectID)
    case folder
    /// A socket, device or the like.
    case special
    /// Something above it is no folder: a file, or a link that must not be written through.
    case beneath(RepositoryPath)

    /// - Parameter hashesContent: false gives `.file` with an id of zeros, to see only what sort of thing it is.
    static func at(_ path: RepositoryPath, in root: String, hashesContent: Bool = true) throws -> LocalFile {
        var above = RepositoryPath("")
        for name in path.names.dropLast() {
            above = above.appending(name)
            var status = stat()
            guard lstat(root + "/" + above.string, &status) == 0 else {
                if errno == ENOENT { return .absent }
                throw FileProblem(path: root + "/" + above.string, operation: .read, code: errno)
            }
            if status.st_mode & S_IFMT != S_IFDIR { return .beneath(above) }
        }
        let full = root + "/" + path.string
        var status = stat()
        guard lstat(full, &status) == 0 else {
            if errno == ENOENT { return .absent }
            throw FileProblem(path: full, operation: .read, code: errno)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            let id = hashesContent ? try Repository.blobID(of: try readFile(full)) : .zero
            return .file(id, isExecutable: status.st_mode & 0o100 != 0)
        case S_IFLNK: return .link(hashesContent ? try Repository.blobID(of: try target(full)) : .zero)
        case S_IFDIR: return .folder
        default: return .special
        }
    }

    /// Whether this is what a tree says; a folder in the place of a file counts as no file.
    func isSame(as entry: TreeEntry?) -> Bool {
        guard let entry else {
            switch self {
            case .absent, .beneath, .folder: return true
            case .file, .link, .special: return false
            }
        }
        switch (self, entry.mode) {
        case (.file(let id, _), .file), (.file(let id, _), .executable): return id == entry.id
        case (.link(let id), .symbolicLink): return id == entry.id
        // What lies in a submodule is its own repository's business.
        case (.folder, .submodule), (.absent, .submodule): return true
        default: return false
        }
    }

    private static func target(_ path: String) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let length = buffer.withUnsafeMutableBytes { raw in
            raw.baseAddress.map { readlink(path, $0.assumingMemoryBound(to: CChar.self), raw.count) } ?? -1
        }
        guard length >= 0 else { throw FileProblem(path: path, operation: .read, code: errno) }
        return Array(buffer.prefix(length))
    }
}

/// Sets or clears the permission to execute, for those who may read.
func setExecutable(_ path: String, _ isExecutable: Bool) throws(FileProblem) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    let mode = status.st_mode & 0o777
    let wanted = isExecutable ? mode | (mode & 0o444) >> 2 : mode & ~0o111
    if wanted != mode, chmod(path, wanted) != 0 { throw FileProblem(path: path, operation: .write, code: errno) }
}

/// Removes the folders that a removed file leaves empty, up to the root.
func removeEmptyFolders(above path: RepositoryPath, in root: String) {
    var folder = path.folder
    while !folder.isRoot, rmdir(root + "/" + folder.string) == 0 { folder = folder.folder }
}

/// All files beneath a folder of the work tree, hidden ones too; stops soon after `limit`.
func filesBeneath(_ folder: RepositoryPath, in root: String, limit: Int) -> [RepositoryPath] {
    contents(of: folder, in: root, limit: limit).files
}

/// All folders beneath a folder, the deepest first.
func foldersBeneath(_ folder: RepositoryPath, in root: String) -> [RepositoryPath] {
    contents(of: folder, in: root, limit: .max).folders.sorted { $0.names.count > $1.names.count }
}

private func contents(
    of folder: RepositoryPath, in root: String, limit: Int
) -> (files: [RepositoryPath], folders: [RepositoryPath]) {
    var files: [RepositoryPath] = []
    var folders: [RepositoryPath] = []
    var pending = [folder]
    while let folder = pending.popLast(), files.count < limit {
        guard let stream = opendir(root + "/" + folder.string) else { continue }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            let path = folder.appending(name)
            var status = stat()
            guard lstat(root + "/" + path.string, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                pending.append(path)
                folders.append(path)
            } else {
                files.append(path)
            }
        }
    }
    return (files, folders)
}
