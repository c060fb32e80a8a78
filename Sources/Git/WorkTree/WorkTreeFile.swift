import CLibGit2  // Shares C structures with Glibc: which of the two a member belongs to depends on who was loaded first.

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file of the work tree, read: its bytes (a symbolic link's are its target), and the stat data from *before* reading, so that
/// a change during the reading shows up as a change later.
struct WorkTreeFile {
    let bytes: [UInt8]
    let mode: FileMode
    let stat: FileStat
}

extension Repository {
    /// Reads a file without following any symbolic link on the way: below a linked folder git knows no files.
    ///
    /// - Returns: `nil` if there is no file, or no regular one, of this path.
    /// - Throws: `GitError.unsafePath`, `.fileSystem`, `.noWorkTree`.
    func workTreeFile(_ path: RepositoryPath) throws -> WorkTreeFile? {
        if let problem = path.problem { throw GitError.unsafePath(path, problem) }
        guard let folder = try openFolder(of: path) else { return nil }
        guard let stat = FileStat.of(path.name, in: folder.number) else { return nil }
        switch stat.mode {
        case .symbolicLink:
            return WorkTreeFile(bytes: try linkTarget(path, in: folder), mode: .symbolicLink, stat: stat)
        case .file, .executable:
            let file = Descriptor(openat(folder.number, path.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
            guard file.number >= 0 else {
                if errno == ENOENT { return nil }
                throw GitError.fileSystem(operation: "open", path: path.string, code: errno)
            }
            guard let bytes = file.readAll(expecting: Int(stat.size)) else {
                throw GitError.fileSystem(operation: "read", path: path.string, code: errno)
            }
            return WorkTreeFile(bytes: bytes, mode: stat.mode ?? .file, stat: stat)
        default:
            return nil
        }
    }

    /// Opens the folder that a path lies in, name by name from the root of the work tree, through no symbolic link.
    ///
    /// - Returns: `nil` when some name on the way is missing or no folder.
    func openFolder(of path: RepositoryPath) throws -> Descriptor? {
        guard let workTree else { throw GitError.noWorkTree }
        var folder = systemOpen(workTree, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw GitError.fileSystem(operation: "open", path: workTree, code: errno) }
        for name in path.names.dropLast() {
            let next = openat(folder, String(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            close(folder)
            guard next >= 0 else { return nil }
            folder = next
        }
        return Descriptor(folder)
    }

    private func linkTarget(_ path: RepositoryPath, in folder: borrowing Descriptor) throws -> [UInt8] {
        let number = folder.number
        let name = path.name
        var length = 0
        let target = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, filled in
            length = buffer.withMemoryRebound(to: CChar.self) { text in
                text.baseAddress.map { readlinkat(number, name, $0, text.count) } ?? -1
            }
            filled = max(length, 0)
        }
        guard length >= 0 else { throw GitError.fileSystem(operation: "read link", path: path.string, code: errno) }
        return target
    }
}

/// `open(2)`; inside `Repository` that name means opening a repository.
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 {
    open(path, flags)
}
