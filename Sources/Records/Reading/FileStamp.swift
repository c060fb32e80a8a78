#if canImport(Glibc)
    package import Glibc
#else
    package import Darwin
#endif

/// What the file system says about a file or folder without opening it: as long as this is the same, the content is.
package struct FileStamp: Sendable, Hashable {
    /// In bytes; -1 for what was too young to be trusted when it was read, so that it is read again.
    package var size: Int64
    /// Nanoseconds since 1970.
    package var mtime: Int64
    package var ctime: Int64
    package var inode: Int64

    /// A folder: its size says nothing.
    package init(folder status: stat) {
        self.init(status)
        size = 0
    }

    /// Never equal to what a file system says.
    package static let unknown = FileStamp(size: -1, mtime: -1, ctime: -1, inode: -1)

    package init(size: Int64, mtime: Int64, ctime: Int64, inode: Int64) {
        self.size = size
        self.mtime = mtime
        self.ctime = ctime
        self.inode = inode
    }

    package init(_ status: stat) {
        size = Int64(status.st_size)
        #if canImport(Glibc)
            mtime = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
            ctime = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
        #else
            mtime = Int64(status.st_mtimespec.tv_sec) * 1_000_000_000 + Int64(status.st_mtimespec.tv_nsec)
            ctime = Int64(status.st_ctimespec.tv_sec) * 1_000_000_000 + Int64(status.st_ctimespec.tv_nsec)
        #endif
        inode = Int64(truncatingIfNeeded: status.st_ino)
    }

    /// One number for all of it: what is stored, since only equality counts. Not 0, which stands for ``unknown``.
    package var fingerprint: Int64 {
        if self == .unknown { return 0 }
        var sum: UInt64 = 0x9E37_79B9_7F4A_7C15
        for part in [size, mtime, ctime, inode] {
            sum = (sum ^ UInt64(bitPattern: part)) &* 0xBF58_476D_1CE4_E5B9
            sum ^= sum >> 31
        }
        return sum == 0 ? 1 : Int64(bitPattern: sum)
    }

    /// Git's racy rule: what was changed in the moment of the reading, or later, may change once more without its times
    /// showing it. It is kept as unknown and read again next time.
    package func trusted(before start: Int64) -> FileStamp {
        mtime < start && ctime < start ? self : .unknown
    }
}
