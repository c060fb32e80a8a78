import CLibGit2  // Shares C structures with Glibc: which of the two a member belongs to depends on who was loaded first.

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Folders that held exactly what git's index has of them, with their stat data at that time: `.git/crm/folders`. While both are as they
/// were, nothing that git does not know can be in the folder, and it need not be read (git's own untracked cache rests on the same).
///
/// A cache: one that is missing, damaged or of no use costs time only.
struct KnownFolders {
    /// When a folder was changed last, as far as the system tells.
    struct Stamp: Hashable {
        let modified: FileTime
        let changed: FileTime
        let inode: UInt32
        /// Of the names that the index has in the folder.
        let names: UInt64

        init(_ stat: FileStat, names: UInt64) {
            modified = stat.modified
            changed = stat.changed
            inode = stat.inode
            self.names = names
        }

        fileprivate init(_ words: ArraySlice<UInt64>) {
            let first = words.startIndex
            func moment(_ word: UInt64) -> FileTime {
                FileTime(
                    seconds: UInt32(truncatingIfNeeded: word >> 32), nanoseconds: UInt32(truncatingIfNeeded: word))
            }
            names = words[first]
            modified = moment(words[first + 1])
            changed = moment(words[first + 2])
            inode = UInt32(truncatingIfNeeded: words[first + 3])
        }

        fileprivate var words: [UInt64] {
            [
                names, UInt64(modified.seconds) << 32 | UInt64(modified.nanoseconds),
                UInt64(changed.seconds) << 32 | UInt64(changed.nanoseconds), UInt64(inode),
            ]
        }
    }

    private var stamps: [UInt64: Stamp] = [:]

    static let none = KnownFolders()

    private init() {}

    private static let magic: UInt64 = 0x6372_6D66_6F6C_3031
    /// Words of one folder in the file: its path, and the stamp.
    private static let width = 5
    private static let largest = 256 << 20

    init(reading path: String) {
        let file = Descriptor(open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC))
        var info = stat()
        guard file.number >= 0, fstat(file.number, &info) == 0, info.st_size <= Self.largest,
            let bytes = file.readAll(expecting: Int(info.st_size)), bytes.count % 8 == 0
        else { return }
        let words = bytes.withUnsafeBytes { raw in
            (0..<bytes.count / 8).map { raw.load(fromByteOffset: $0 * 8, as: UInt64.self) }
        }
        guard words.count >= 2, words[0] == Self.magic, (words.count - 2) % Self.width == 0,
            words.last == Self.sum(words.dropLast())
        else { return }
        stamps.reserveCapacity(words.count / Self.width)
        for start in stride(from: 1, to: words.count - 1, by: Self.width) {
            stamps[words[start]] = Stamp(words[start + 1..<start + Self.width])
        }
    }

    /// Whether a folder is as it was.
    func holds(_ folder: UInt64, _ stamp: Stamp) -> Bool { stamps[folder] == stamp }

    /// A file to note folders in, made before they are read: one that was changed within the last second of that may be changed once
    /// more without its time showing it, and is not noted.
    final class Draft {
        fileprivate let path: String
        fileprivate let descriptor: Int32
        private let start: FileTime

        /// nil where nothing can be written.
        init?(beside path: String) {
            guard let end = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
            let draft = String(path[..<end]) + "/.crm-folders-\(getpid()).tmp"
            let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
            guard descriptor >= 0, let stat = FileStat.of(descriptor) else {
                close(descriptor)
                return nil
            }
            self.path = draft
            self.descriptor = descriptor
            start = stat.modified
        }

        deinit {
            close(descriptor)
            // Gone already where it has become the file.
            unlink(path)
        }

        /// nil for a stamp that may not be relied on.
        func noted(_ stamp: Stamp?) -> Stamp? {
            guard let stamp, stamp.modified.seconds &+ 1 < start.seconds, stamp.changed.seconds &+ 1 < start.seconds
            else { return nil }
            return stamp
        }
    }

    /// Writes what was found, if it differs enough from what was known to be worth it.
    ///
    /// - Parameters:
    ///   - read: folders that had to be read, with their stamps where they may be noted.
    ///   - standing: how many folders were as they were.
    func note(_ read: [(folder: UInt64, stamp: Stamp?)], standing: Int, in draft: Draft, at path: String) {
        let new = read.filter { $0.stamp != nil }.count
        guard new > 64 + standing / 20 else { return }
        var all = stamps
        for (folder, stamp) in read { all[folder] = stamp }
        var words: [UInt64] = [Self.magic]
        words.reserveCapacity(all.count * Self.width + 2)
        for (folder, stamp) in all {
            words.append(folder)
            words += stamp.words
        }
        words.append(Self.sum(words[...]))
        let isWritten = words.withUnsafeBytes { raw in
            var sent = 0
            while sent < raw.count {
                let count = write(draft.descriptor, raw.baseAddress.map { $0 + sent }, raw.count - sent)
                if count <= 0 { return false }
                sent += count
            }
            return true
        }
        if isWritten { _ = rename(draft.path, path) }
    }

    private static func sum(_ words: ArraySlice<UInt64>) -> UInt64 {
        words.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ $1) &* 0x100_0000_01B3 &+ ($0 >> 29) }
    }

    /// Of the bytes of a path or name (FNV-1a).
    static func hash(_ bytes: some Sequence<UInt8>, _ start: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
        bytes.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// Of the names that the index has in a folder.
    static func hash(_ children: [IndexFile.Child]) -> UInt64 {
        children.reduce(0xCBF2_9CE4_8422_2325) {
            hash(CollectionOfOne<UInt8>($1.isFolder ? 0x2F : 0), hash($1.name, $0))
        }
    }
}
