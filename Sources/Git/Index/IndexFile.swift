import CLibGit2  // Shares C structures with Glibc: which of the two a member belongs to depends on who was loaded first.

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Git's index, read for looking only (gitformat-index(5), versions 2, 3 and 4): a fifth of the time the library takes,
/// and it keeps the tree cache, which tells which folders are as in a tree without comparing their files.
struct IndexFile {
    /// All entries, sorted by path bytes, then stage.
    private(set) var entries: [IndexEntry] = []
    /// The bytes of all paths, one after the other.
    private(set) var paths: [UInt8] = []
    /// The root of the tree cache, if the index has one.
    private(set) var cache: CachedTree?
    /// When the file was written: an entry modified at that time or later may be older than its file.
    private(set) var written = FileTime(seconds: 0, nanoseconds: 0)

    /// An index without entries, as in a fresh repository.
    init() {}

    /// - Throws: `GitError.unsupported` for a split or sparse index, `.library` when it is damaged.
    init(reading path: String) throws {
        let file = Descriptor(open(path, O_RDONLY | O_CLOEXEC))
        guard file.number >= 0 else {
            if errno == ENOENT { return }
            throw GitError.fileSystem(operation: "open", path: path, code: errno)
        }
        var info = stat()
        guard fstat(file.number, &info) == 0, let bytes = file.readAll(expecting: Int(info.st_size)) else {
            throw GitError.fileSystem(operation: "read", path: path, code: errno)
        }
        written = FileStat(info).modified
        var reader = ByteReader(bytes, path: path)
        try readEntries(&reader)
        try readExtensions(&reader)
    }

    func path(of entry: IndexEntry) -> ArraySlice<UInt8> {
        paths[entry.pathStart..<entry.pathStart + entry.pathCount]
    }

    /// The position of the first entry that does not come before these path bytes.
    func position(of path: some Collection<UInt8>, in range: Range<Int>? = nil) -> Int {
        var low = range?.lowerBound ?? 0
        var high = range?.upperBound ?? entries.count
        while low < high {
            let middle = (low + high) / 2
            if self.path(of: entries[middle]).lexicographicallyPrecedes(path) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private mutating func readEntries(_ reader: inout ByteReader) throws {
        guard try reader.number() == 0x4449_5243 else { throw reader.damaged("no index") }
        let version = try reader.number()
        guard (2...4).contains(version) else { throw reader.damaged("index version \(version)") }
        let count = Int(try reader.number())
        // An entry takes 62 bytes at least; a larger count is a lie that must not reserve memory.
        entries.reserveCapacity(min(count, reader.count / 62))
        var previous = 0..<0
        for _ in 0..<count {
            let start = reader.position
            var entry = try IndexEntry(&reader)
            entry.pathStart = paths.count
            if version == 4 {
                let drop = try reader.variableNumber()
                guard drop <= previous.count else { throw reader.damaged("prefix") }
                paths.append(contentsOf: paths[previous.dropLast(drop)])
                paths.append(contentsOf: try reader.untilNull())
            } else {
                paths.append(contentsOf: try reader.untilNull())
                // Entries are padded with 1–8 NUL bytes to a multiple of eight.
                reader.position = start + (reader.position - 1 - start + 8) & ~7
            }
            entry.pathCount = paths.count - entry.pathStart
            previous = entry.pathStart..<paths.count
            entries.append(entry)
        }
    }

    /// Extensions whose signature begins with a small letter must be understood; the others may be skipped.
    private mutating func readExtensions(_ reader: inout ByteReader) throws {
        while reader.position + 28 <= reader.count {
            let signature = try reader.number()
            let length = Int(try reader.number())
            let end = reader.position + length
            guard length >= 0, end <= reader.count else { throw reader.damaged("extension") }
            switch signature {
            case 0x5452_4545: cache = try CachedTree(&reader, depth: 0)
            case 0x6C69_6E6B: throw GitError.unsupported(.splitIndex, path: reader.path)
            case 0x7364_6972: throw GitError.unsupported(.sparseIndex, path: reader.path)
            case let other where other >> 24 >= 0x61:
                throw GitError.unsupported(.otherExtension, path: reader.path)
            default: break
            }
            reader.position = end
        }
    }
}

/// One entry of the index, with the stat data of the file when it was last known to be the same.
struct IndexEntry {
    let changed: FileTime
    let modified: FileTime
    let device: UInt32
    let inode: UInt32
    let mode: UInt32
    let user: UInt32
    let group: UInt32
    let size: UInt32
    let id: ObjectID
    /// 0, or 1–3 for base, ours and theirs of an unfinished merge.
    let stage: Int
    /// `git update-index --assume-unchanged`.
    let isAssumedUnchanged: Bool
    /// Outside a sparse checkout: no file is expected.
    let isSkipped: Bool
    /// `git add --intent-to-add`: not really in the index yet.
    let isIntended: Bool
    var pathStart = 0
    var pathCount = 0

    init(_ reader: inout ByteReader) throws {
        changed = FileTime(seconds: try reader.number(), nanoseconds: try reader.number())
        modified = FileTime(seconds: try reader.number(), nanoseconds: try reader.number())
        device = try reader.number()
        inode = try reader.number()
        mode = try reader.number()
        user = try reader.number()
        group = try reader.number()
        size = try reader.number()
        id = try reader.objectID()
        let flags = try reader.half()
        stage = Int(flags >> 12 & 3)
        isAssumedUnchanged = flags & 0x8000 != 0
        let more = flags & 0x4000 != 0 ? try reader.half() : 0
        isSkipped = more & 0x4000 != 0
        isIntended = more & 0x2000 != 0
    }
}

/// A folder in the index's tree cache.
struct CachedTree {
    /// The tree that holds exactly the index's entries of this folder; `nil` when some changed since.
    let tree: ObjectID?
    let name: [UInt8]
    let folders: [CachedTree]

    init(_ reader: inout ByteReader, depth: Int) throws {
        // A path has at most 4,096 bytes, so no honest cache is deeper.
        guard depth < 2048 else { throw reader.damaged("tree cache") }
        name = Array(try reader.untilNull())
        let count = try reader.decimal(endedBy: UInt8(ascii: " "))
        let folderCount = try reader.decimal(endedBy: UInt8(ascii: "\n"))
        tree = count < 0 ? nil : try reader.objectID()
        var folders: [CachedTree] = []
        for _ in 0..<max(folderCount, 0) { folders.append(try CachedTree(&reader, depth: depth + 1)) }
        self.folders = folders
    }

    func folder(_ name: some Collection<UInt8>) -> CachedTree? {
        folders.first { $0.name.elementsEqual(name) }
    }
}
