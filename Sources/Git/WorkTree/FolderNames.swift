import CLibGit2  // Shares C structures with Glibc: which of the two a member belongs to depends on who was loaded first.

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The names in one folder, with the folder kept open for asking about them.
final class FolderNames {
    struct Name {
        let bytes: [UInt8]
        /// A real folder, not a link to one.
        let isFolder: Bool
        /// A regular file or a symbolic link: what git can hold.
        let isFileOrLink: Bool

        var text: String { String(decoding: bytes, as: UTF8.self) }

        /// `.git`, in any case.
        var isGitFolder: Bool {
            bytes.count == 4 && bytes[0] == UInt8(ascii: ".") && (bytes[1] | 0x20) == UInt8(ascii: "g")
                && (bytes[2] | 0x20) == UInt8(ascii: "i") && (bytes[3] | 0x20) == UInt8(ascii: "t")
        }
    }

    private(set) var list: [Name] = []
    var descriptor: Int32 { dirfd(folder) }

    #if canImport(Glibc)
        private let folder: OpaquePointer
    #else
        private let folder: UnsafeMutablePointer<DIR>
    #endif

    /// - Parameter number: an open folder; closed at the end, also after a failure.
    /// - Throws: `GitError.fileSystem`; `errno` stays set.
    init(taking number: Int32) throws {
        guard let folder = fdopendir(number) else {
            let code = errno
            close(number)
            errno = code
            throw GitError.fileSystem(operation: "read folder", path: "", code: code)
        }
        self.folder = folder
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { start in
                start.withMemoryRebound(to: CChar.self, capacity: 1) { text in
                    let bytes = UnsafeRawBufferPointer(start: text, count: strlen(text))
                    return Array(bytes)
                }
            }
            if name == [0x2E] || name == [0x2E, 0x2E] { continue }
            list.append(self.name(name, type: Int32(entry.pointee.d_type)))
        }
    }

    deinit { closedir(folder) }

    private func name(_ bytes: [UInt8], type: Int32) -> Name {
        var type = type
        if type == Int32(DT_UNKNOWN) {
            let mode = FileStat.of(String(decoding: bytes, as: UTF8.self), in: descriptor)?.mode
            switch mode {
            case .tree: type = Int32(DT_DIR)
            case .symbolicLink: type = Int32(DT_LNK)
            case .file, .executable: type = Int32(DT_REG)
            default: break
            }
        }
        return Name(
            bytes: bytes, isFolder: type == Int32(DT_DIR),
            isFileOrLink: type == Int32(DT_REG) || type == Int32(DT_LNK))
    }
}

/// The bytes of a small file such as `.gitignore`, links not followed; `nil` if it is missing, no file or above 1 MB.
func readSmallFile(_ name: String, in folder: Int32 = AT_FDCWD) -> [UInt8]? {
    let file = Descriptor(openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
    var info = stat()
    guard file.number >= 0, fstat(file.number, &info) == 0,
        FileStat(info).systemMode & UInt32(S_IFMT) == UInt32(S_IFREG),
        info.st_size < 1 << 20
    else { return nil }
    return file.readAll(expecting: Int(info.st_size))
}
