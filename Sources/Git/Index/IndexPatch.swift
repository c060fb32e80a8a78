import Crypto

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Changes a few entries of git's index by splicing its bytes (gitformat-index(5), versions 2 and 3): the library makes an object of
/// every entry, sorts them and writes all anew, which is most of the time of a commit of one file among 100,000.
///
/// Entries that are not named stay byte for byte. Of the extensions the tree cache stays, without the folders that change, and what
/// git needs to take back resolved conflicts; the others are caches and are left out, as the library does.
struct IndexPatch {
    private let path: String
    private let bytes: [UInt8]
    /// Where each entry begins, and where the last one ends.
    private var starts: [Int] = []
    private var splices: [IndexSplice] = []
    private var countChange = 0
    private var changedPaths: [[UInt8]] = []

    /// - Returns: nil for an index that must be left to the library: none, of version 4, or with an extension that must be understood.
    /// - Throws: `GitError.fileSystem`, `.library` for a damaged one.
    init?(reading path: String) throws {
        self.path = path
        let file = Descriptor(open(path, O_RDONLY | O_CLOEXEC))
        guard file.number >= 0 else {
            if errno == ENOENT { return nil }
            throw GitError.fileSystem(operation: "open", path: path, code: errno)
        }
        var info = stat()
        guard fstat(file.number, &info) == 0, let bytes = file.readAll(expecting: Int(info.st_size)) else {
            throw GitError.fileSystem(operation: "read", path: path, code: errno)
        }
        self.bytes = bytes
        var reader = ByteReader(bytes, path: path)
        guard try reader.number() == 0x4449_5243 else { throw reader.damaged("no index") }
        let version = try reader.number()
        let count = Int(try reader.number())
        guard version == 2 || version == 3, bytes.count >= 32 else { return nil }
        guard let starts = Self.starts(bytes, count: count) else { throw reader.damaged("entries") }
        self.starts = starts
        for (signature, _) in try extensions() where signature >> 24 >= 0x61 { return nil }
    }

    /// Where each entry begins, and where the last one ends; nil when they do not fit into the bytes.
    private static func starts(_ bytes: [UInt8], count: Int) -> [Int]? {
        let end = bytes.count - checksumLength
        var starts: [Int] = []
        starts.reserveCapacity(min(count, bytes.count / 62) + 1)
        return bytes.withUnsafeBytes { raw in
            var position = 12
            for _ in 0..<count {
                starts.append(position)
                guard position + fixedLength <= end else { return nil }
                let high = raw[position + 60]
                let named = position + fixedLength + (high & 0x40 != 0 ? 2 : 0)
                var length = Int(high & 0x0F) << 8 | Int(raw[position + 61])
                if length == 0xFFF {
                    // Longer than the field can say: it ends with the first NUL.
                    while named + length < end, raw[named + length] != 0 { length += 1 }
                }
                position += (named + length - position + 8) & ~7
                guard position <= end, named + length < end, raw[named + length] == 0 else { return nil }
            }
            starts.append(position)
            return starts
        }
    }

    private var entryCount: Int { starts.count - 1 }

    private func name(_ index: Int) -> ArraySlice<UInt8> {
        let named = starts[index] + Self.fixedLength + (bytes[starts[index] + 60] & 0x40 != 0 ? 2 : 0)
        var end = named
        while bytes[end] != 0 { end += 1 }
        return bytes[named..<end]
    }

    /// The first entry that does not come before this path.
    private func position(of path: some Collection<UInt8>) -> Int {
        var (low, high) = (0, entryCount)
        while low < high {
            let middle = (low + high) / 2
            if name(middle).lexicographicallyPrecedes(path) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Lets a path have this entry, with the stat data of its file if that is known, or none; all stages of a conflict go.
    ///
    /// - Returns: false when a file and a folder of one name would meet: that is left to the library.
    mutating func set(_ path: RepositoryPath, to entry: TreeEntry?, stat: FileStat?) -> Bool {
        let bytes = Array(path.string.utf8)
        let first = position(of: bytes)
        var next = first
        while next < entryCount, name(next).elementsEqual(bytes) { next += 1 }
        if entry != nil {
            let inside = bytes + [UInt8(ascii: "/")]
            let below = position(of: inside)
            if below < entryCount, name(below).starts(with: inside) { return false }
            for end in bytes.indices where bytes[end] == UInt8(ascii: "/") {
                let parent = bytes[..<end]
                let place = position(of: parent)
                if place < entryCount, name(place).elementsEqual(parent) { return false }
            }
        }
        let new = entry.map { Self.entry($0, bytes, stat) } ?? []
        splices.append(IndexSplice(range: starts[first]..<starts[next], path: bytes, bytes: new))
        countChange += (entry == nil ? 0 : 1) - (next - first)
        changedPaths.append(bytes)
        return true
    }

    /// The files whose entries were written in the same second as the index itself or later, which may stand for a file that changed in
    /// that instant: the place for `smudge`, the path, and the blob.
    func racyEntries(written: FileTime) -> [(index: Int, path: RepositoryPath, id: ObjectID)] {
        bytes.withUnsafeBytes { raw in
            (0..<entryCount).filter { index in
                let start = starts[index]
                return number(raw, start + 8) >= written.seconds && number(raw, start + 36) > 0
                    && number(raw, start + 24) != FileMode.submodule.rawValue
            }
        }.compactMap { index in
            ObjectID(bytes: bytes[(starts[index] + 40)..<(starts[index] + 60)]).map {
                (index, RepositoryPath(String(decoding: name(index), as: UTF8.self)), $0)
            }
        }
    }

    /// Gives an entry the size 0, which makes git compare its file.
    mutating func smudge(_ index: Int) {
        let size = starts[index] + 36
        splices.append(IndexSplice(range: size..<size + 4, path: [], bytes: [0, 0, 0, 0]))
    }

    /// Writes the changed index to a new file.
    func write(to draft: String) throws {
        let file = Descriptor(open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666))
        guard file.number >= 0 else { throw GitError.fileSystem(operation: "create", path: draft, code: errno) }
        var hash = Insecure.SHA1()
        func put(_ piece: UnsafeRawBufferPointer) throws {
            var rest = piece
            while !rest.isEmpty {
                let written = writeOnce(file.number, rest)
                if written < 0 {
                    if errno == EINTR { continue }
                    throw GitError.fileSystem(operation: "write", path: draft, code: errno)
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[written...])
            }
        }
        func add(_ piece: UnsafeRawBufferPointer) throws {
            hash.update(bufferPointer: piece)
            try put(piece)
        }
        let tail = try keptExtensions()
        try bytes.withUnsafeBytes { raw in
            var header = Array(bytes[..<8])
            header += Self.bytes(UInt32(entryCount + countChange))
            try header.withUnsafeBytes(add)
            var position = 12
            for splice in splices.sorted() {
                // Only in an index that is not sorted.
                guard position <= splice.range.lowerBound else {
                    throw ByteReader(bytes, path: path).damaged("order of entries")
                }
                try add(UnsafeRawBufferPointer(rebasing: raw[position..<splice.range.lowerBound]))
                try splice.bytes.withUnsafeBytes(add)
                position = splice.range.upperBound
            }
            try add(UnsafeRawBufferPointer(rebasing: raw[position..<starts[entryCount]]))
        }
        try tail.withUnsafeBytes(add)
        // `index.skipHash`: git writes no checksum, and expects none.
        let isUnhashed = bytes.suffix(Self.checksumLength).allSatisfy { $0 == 0 }
        let checksum = isUnhashed ? [UInt8](repeating: 0, count: Self.checksumLength) : Array(hash.finalize())
        try checksum.withUnsafeBytes(put)
    }

    // MARK: - Extensions

    private func extensions() throws -> [(signature: UInt32, content: Range<Int>)] {
        var found: [(signature: UInt32, content: Range<Int>)] = []
        var reader = ByteReader(bytes, path: path)
        reader.position = starts[entryCount]
        let end = bytes.count - Self.checksumLength
        while reader.position + 8 <= end {
            let signature = try reader.number()
            let length = Int(try reader.number())
            guard reader.position + length <= end else { throw reader.damaged("extension") }
            found.append((signature, reader.position..<reader.position + length))
            reader.position += length
        }
        return found
    }

    private func keptExtensions() throws -> [UInt8] {
        var kept: [UInt8] = []
        func add(_ signature: UInt32, _ content: [UInt8]) {
            kept += Self.bytes(signature) + Self.bytes(UInt32(content.count)) + content
        }
        for (signature, content) in try extensions() {
            switch signature {
            case 0x5452_4545:  // TREE
                let patched = bytes.withUnsafeBytes { raw in
                    TreeCachePatch(UnsafeRawBufferPointer(rebasing: raw[content]), changed: changedPaths)?.bytes
                }
                if let patched { add(signature, patched) }
            case 0x5245_5543:  // REUC, git's memory of resolved conflicts
                add(signature, Array(bytes[content]))
            default: break
            }
        }
        return kept
    }

    // MARK: - Bytes

    /// Up to the name, without the second half of the flags.
    private static let fixedLength = 62
    private static let checksumLength = 20

    private static func entry(_ entry: TreeEntry, _ path: [UInt8], _ stat: FileStat?) -> [UInt8] {
        var new: [UInt8] = []
        for number in [
            stat?.changed.seconds, stat?.changed.nanoseconds, stat?.modified.seconds, stat?.modified.nanoseconds,
            stat?.device, stat?.inode, entry.mode.rawValue, stat?.user, stat?.group,
            stat.map { UInt32(truncatingIfNeeded: $0.size) },
        ] {
            new += bytes(number ?? 0)
        }
        new += entry.id.bytes
        let length = min(path.count, 0xFFF)
        new += [UInt8(length >> 8), UInt8(length & 0xFF)]
        new += path
        return new + [UInt8](repeating: 0, count: (new.count + 8) & ~7 - new.count)
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private func number(_ raw: UnsafeRawBufferPointer, _ position: Int) -> UInt32 {
        UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt32.self))
    }
}

/// What takes the place of some bytes of the index.
private struct IndexSplice: Comparable {
    /// Empty where an entry is new.
    let range: Range<Int>
    /// Of the entry, to order those that come at the same place.
    let path: [UInt8]
    let bytes: [UInt8]

    static func < (one: IndexSplice, other: IndexSplice) -> Bool {
        let (left, right) = (one.range, other.range)
        if left != right { return (left.lowerBound, left.upperBound) < (right.lowerBound, right.upperBound) }
        return one.path.lexicographicallyPrecedes(other.path)
    }
}

/// `write(2)`; inside `IndexPatch` that name means writing the index.
private func writeOnce(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
