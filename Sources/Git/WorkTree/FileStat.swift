import CLibGit2  // Shares C structures with Glibc: which of the two a member belongs to depends on who was loaded first.

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The stat data that git's index keeps of a file, cut to 32 bits as git does.
struct FileStat: Hashable {
    /// Type and permissions as the system has them.
    let systemMode: UInt32
    let size: Int64
    let modified: FileTime
    let changed: FileTime
    let device: UInt32
    let inode: UInt32
    let user: UInt32
    let group: UInt32

    init(_ info: stat) {
        systemMode = UInt32(info.st_mode)
        size = Int64(info.st_size)
        #if canImport(Glibc)
            modified = FileTime(info.st_mtim)
            changed = FileTime(info.st_ctim)
        #else
            modified = FileTime(info.st_mtimespec)
            changed = FileTime(info.st_ctimespec)
        #endif
        device = UInt32(truncatingIfNeeded: info.st_dev)
        inode = UInt32(truncatingIfNeeded: info.st_ino)
        user = info.st_uid
        group = info.st_gid
    }

    /// What git would call it; `nil` for sockets, devices and the like.
    var mode: FileMode? {
        switch systemMode & UInt32(S_IFMT) {
        case UInt32(S_IFREG): systemMode & 0o100 != 0 ? .executable : .file
        case UInt32(S_IFLNK): .symbolicLink
        case UInt32(S_IFDIR): .tree
        default: nil
        }
    }

    /// The stat data of a path with a NUL at its end, counted from an open folder; a link at its end is not followed.
    static func of(_ path: [UInt8], beneath folder: Int32) -> FileStat? {
        var info = stat()
        let status = path.withUnsafeBytes { raw in
            raw.baseAddress.map {
                fstatat(folder, $0.assumingMemoryBound(to: CChar.self), &info, AT_SYMLINK_NOFOLLOW)
            } ?? -1
        }
        return status == 0 ? FileStat(info) : nil
    }

    /// The stat data of something open.
    static func of(_ descriptor: Int32) -> FileStat? {
        var info = stat()
        return fstat(descriptor, &info) == 0 ? FileStat(info) : nil
    }

    /// The stat data of one name in an open folder, links not followed; `nil` if there is none.
    static func of(_ name: String, in folder: Int32) -> FileStat? {
        var info = stat()
        guard fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        return FileStat(info)
    }
}

/// A time of the file system.
struct FileTime: Hashable, Comparable {
    let seconds: UInt32
    let nanoseconds: UInt32

    init(seconds: UInt32, nanoseconds: UInt32) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    init(_ time: timespec) {
        seconds = UInt32(truncatingIfNeeded: time.tv_sec)
        nanoseconds = UInt32(truncatingIfNeeded: time.tv_nsec)
    }

    static func < (left: FileTime, right: FileTime) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}

extension FileStat {
    /// The stat data of a file by its full path, links followed; `nil` if there is none.
    static func ofFile(_ path: String) -> FileStat? {
        var info = stat()
        guard stat(path, &info) == 0 else { return nil }
        return FileStat(info)
    }
}
