import Dispatch

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Walks the work tree beside the index: every folder is read once, every known file asked for its stat data once, no symbolic
/// link is followed. Level by level, each on all cores: nearly all of the time is spent in the system.
struct WorkTreeWalk {
    private let index: IndexFile
    private let options: StatusOptions
    private let includeUntracked: Bool
    private let known: KnownFolders
    /// Folders that were read and hold what the index has, with their stamps.
    private(set) var read: [(folder: UInt64, stamp: KnownFolders.Stamp?)] = []
    /// How many folders were not read, as nothing in them can have changed.
    private(set) var standing = 0

    /// Folders that one core takes at a time.
    private static let share = 64

    init(index: IndexFile, options: StatusOptions, includeUntracked: Bool, known: KnownFolders) {
        self.index = index
        self.options = options
        self.includeUntracked = includeUntracked
        self.known = known
    }

    mutating func run(into changes: inout StatusChanges) throws {
        var level = [WalkedFolder(path: "", known: 0..<index.entries.count, ignored: options.ignored)]
        while !level.isEmpty {
            let visits = visit(level)
            level = []
            for visit in visits {
                if let error = visit.error { throw error }
                changes.add(visit.changes)
                level += visit.pending
                read += visit.read
                standing += visit.standing
            }
        }
    }

    private func visit(_ folders: [WalkedFolder]) -> [FolderVisit] {
        let root = Descriptor(open(options.root, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        let empty = FolderVisit(
            index: index, options: options, includeUntracked: includeUntracked, known: known, root: root.number)
        let count = (folders.count + Self.share - 1) / Self.share
        var visits = [FolderVisit](repeating: empty, count: count)
        if count == 1 {
            visits[0].visit(folders[...])
            return visits
        }
        visits.withUnsafeMutableBufferPointer { buffer in
            // Each turn writes its own element; what the options call reads files and hashes, and may run on several threads.
            nonisolated(unsafe) let results = buffer
            DispatchQueue.concurrentPerform(iterations: count) { turn in
                let start = turn * Self.share
                results[turn].visit(folders[start..<min(folders.count, start + Self.share)])
            }
        }
        return visits
    }
}

/// A folder that is to be read.
private struct WalkedFolder {
    let path: RepositoryPath
    /// The index's entries below it.
    let known: Range<Int>
    let ignored: IgnoreRules
}

/// What some folders hold.
private struct FolderVisit {
    let index: IndexFile
    let options: StatusOptions
    let includeUntracked: Bool
    let known: KnownFolders
    /// The folder of the work tree, opened.
    let root: Int32
    private(set) var read: [(folder: UInt64, stamp: KnownFolders.Stamp?)] = []
    private(set) var standing = 0
    /// The folders in them.
    private(set) var pending: [WalkedFolder] = []
    private(set) var changes = StatusChanges()
    private(set) var error: (any Error)?

    init(index: IndexFile, options: StatusOptions, includeUntracked: Bool, known: KnownFolders, root: Int32) {
        self.index = index
        self.options = options
        self.includeUntracked = includeUntracked
        self.known = known
        self.root = root
    }

    mutating func visit(_ folders: ArraySlice<WalkedFolder>) {
        do {
            for folder in folders { try visit(folder) }
        } catch {
            self.error = error
        }
    }

    private mutating func visit(_ folder: WalkedFolder) throws {
        let children = index.children(of: folder.known, below: folder.path)
        let hash = KnownFolders.hash(folder.path.string.utf8)
        let namesHash = includeUntracked ? KnownFolders.hash(children) : 0
        if includeUntracked, !folder.path.isRoot, try stands(folder, children, hash, namesHash) { return }
        let path = folder.path.isRoot ? options.root : options.root + "/" + folder.path.string
        let number = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard number >= 0, let names = try? FolderNames(taking: number) else {
            // Gone, or no folder any more: all that was known below it is deleted. Anything else must not look like that.
            let code = errno
            guard [ENOENT, ENOTDIR, ELOOP].contains(code) || folder.known.isEmpty else {
                throw GitError.fileSystem(operation: "read", path: path, code: code)
            }
            return try noteMissing(children)
        }
        var known: [ArraySlice<UInt8>: IndexFile.Child] = [:]
        for child in children { known[child.name] = child }
        if includeUntracked, !folder.path.isRoot { note(names.list, known, children, number, hash, namesHash) }
        var ignored = folder.ignored
        if includeUntracked, names.list.contains(where: { $0.bytes.elementsEqual(".gitignore".utf8) }),
            let bytes = readSmallFile(".gitignore", in: names.descriptor)
        {
            let base = folder.path.isRoot ? [] : Array(folder.path.string.utf8) + [UInt8(ascii: "/")]
            ignored.add(bytes, base: base, foldsCase: options.foldsCase)
        }
        if includeUntracked, folder.known.isEmpty, !folder.path.isRoot, names.list.contains(where: \.isGitFolder) {
            return
        }
        for name in names.list where !name.isGitFolder {
            let path = folder.path.appending(String(decoding: name.bytes, as: UTF8.self))
            let child = known.removeValue(forKey: name.bytes[...])
            try visit(name, child, at: path, in: names.descriptor, ignored)
        }
        try noteMissing(known.values)
    }

    /// A folder whose stamp is as it was when it held exactly what the index has: only the files in it are asked for their stat data.
    private mutating func stands(
        _ folder: WalkedFolder, _ children: [IndexFile.Child], _ hash: UInt64, _ names: UInt64
    ) throws -> Bool {
        var path: [UInt8] = []
        func stat(_ bytes: some Sequence<UInt8>) -> FileStat? {
            path.removeAll(keepingCapacity: true)
            path += bytes
            path.append(0)
            return FileStat.of(path, beneath: root)
        }
        guard let here = stat(folder.path.string.utf8), here.mode == .tree,
            known.holds(hash, KnownFolders.Stamp(here, names: names))
        else { return false }
        standing += 1
        for child in children {
            let entry = index.entries[child.range.lowerBound]
            if child.isFolder {
                let place = folder.path.appending(String(decoding: child.name, as: UTF8.self))
                let isIgnored = folder.ignored.ignores(Array(place.string.utf8), isFolder: true)
                var rules = folder.ignored
                if isIgnored { rules.ignoreAll() }
                pending.append(WalkedFolder(path: place, known: child.range, ignored: rules))
                continue
            }
            let bytes = index.path(of: entry)
            let info = stat(bytes)
            if let info, entry.isPlainFile, info.mode?.rawValue == entry.mode,
                entry.isCertainlySame(as: info, writtenAt: index.written)
            {
                continue
            }
            try changes.noteUnstaged(
                RepositoryPath(String(decoding: bytes, as: UTF8.self)), entry, info, writtenAt: index.written, options)
        }
        return true
    }

    /// Notes a folder that holds exactly what the index has.
    private mutating func note(
        _ names: [FolderNames.Name], _ known: [ArraySlice<UInt8>: IndexFile.Child], _ children: [IndexFile.Child],
        _ descriptor: Int32, _ hash: UInt64, _ namesHash: UInt64
    ) {
        let isKnown =
            names.count == children.count
            && names.allSatisfy { name in
                // Its rules are needed for what lies beneath.
                if name.bytes.elementsEqual(".gitignore".utf8) { return false }
                guard let child = known[name.bytes[...]], child.isFolder == name.isFolder else { return false }
                return child.isFolder || child.range.count == 1
            }
        let stat = isKnown ? FileStat.of(descriptor) : nil
        read.append((hash, stat.map { KnownFolders.Stamp($0, names: namesHash) }))
    }

    private mutating func visit(
        _ name: FolderNames.Name, _ child: IndexFile.Child?, at path: RepositoryPath, in folder: Int32,
        _ ignored: IgnoreRules
    ) throws {
        if let child, !child.isFolder {
            let entry = index.entries[child.range.lowerBound]
            let stat = FileStat.of(name.text, in: folder)
            try changes.noteUnstaged(path, entry, stat, writtenAt: index.written, options)
            guard stat?.mode == .tree, entry.mode != FileMode.submodule.rawValue else { return }
        }
        guard name.isFolder else {
            if let child, child.isFolder { try noteMissing([child]) }
            if child?.isFolder ?? true, includeUntracked, name.isFileOrLink,
                !ignored.ignores(Array(path.string.utf8), isFolder: false)
            {
                changes.noteUntracked(path)
            }
            return
        }
        let range = child.flatMap { $0.isFolder ? $0.range : nil } ?? 0..<0
        if range.isEmpty, !includeUntracked { return }
        // What git knows is never ignored, but below an ignored folder everything else is.
        let isIgnored = includeUntracked && ignored.ignores(Array(path.string.utf8), isFolder: true)
        if range.isEmpty, isIgnored { return }
        var rules = ignored
        if isIgnored { rules.ignoreAll() }
        pending.append(WalkedFolder(path: path, known: range, ignored: rules))
    }

    /// Everything known in these ranges has no file.
    private mutating func noteMissing(_ children: some Sequence<IndexFile.Child>) throws {
        for child in children {
            for position in child.range {
                let entry = index.entries[position]
                let path = RepositoryPath(String(decoding: index.path(of: entry), as: UTF8.self))
                try changes.noteUnstaged(path, entry, nil, writtenAt: index.written, options)
            }
        }
    }
}
