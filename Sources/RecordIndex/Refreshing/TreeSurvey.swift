import GRDB
import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What has changed in the work tree since the index was written.
struct TreeChanges: Sendable {
    /// A folder whose listing is new.
    struct Listed: Sendable {
        /// nil for a folder that the index did not know.
        let num: Int64?
        let path: String
        let stamp: FileStamp
        var newFiles: [String] = []
        var findings: [WalkFinding] = []
    }

    /// A file that the index knows.
    struct File: Sendable {
        /// Of its rows; 0 when it gave none.
        let num: Int64
        /// Number of its folder.
        let folder: Int64
        let name: String
        let path: String
    }

    var listed: [Listed] = []
    /// Files to read again.
    var changedFiles: [File] = []
    var removedFiles: [File] = []
    var removedFolders: [KnownFolder] = []

    var isEmpty: Bool {
        listed.isEmpty && changedFiles.isEmpty && removedFiles.isEmpty && removedFolders.isEmpty
    }

    /// Whether something that decides how all files are read is among the changes.
    var touchesSchemas: Bool {
        func decides(_ path: String) -> Bool { path == "crm.yaml" || isSchema(path) }
        return (changedFiles + removedFiles).contains { decides($0.path) }
            || listed.contains { listed in listed.newFiles.contains { decides(joined(listed.path, $0)) } }
    }
}

/// Compares the work tree with what the index knows of it: by the stamps of all files and folders, and by listing the folders
/// whose stamps have changed.
struct TreeSurvey {
    private let root: Int32
    private let tree: KnownTree
    private(set) var changes = TreeChanges()

    /// - Parameter root: the open folder of the repository.
    init(_ db: Database, root: Int32) throws {
        self.root = root
        let (tree, outcome) = try StampComparison.run(db, root)
        self.tree = tree
        try settle(outcome)
    }

    private mutating func settle(_ outcome: StampComparison.Outcome) throws {
        if tree.isEmpty { return list("", num: nil, depth: 0, knownFiles: [], knownFolders: []) }
        // What lies in a folder that is gone is gone, even if a link has taken its place through which it seems to be there.
        let gone = tree.beneath(Set(outcome.goneFolders.map { RecordPath(walked: tree.path($0)) }))
        var removed = outcome.goneFiles
        try remove(gone, &removed)
        var changed = outcome.changedFiles
        let goneFolders = Set(gone)
        changed.removeAll { goneFolders.contains($0.folder) }
        let relisted = outcome.changedFolders.filter { !goneFolders.contains($0) }
        if !relisted.isEmpty { try list(relisted, goneFolders, &removed, &changed) }
        changes.changedFiles = changed.map { file($0) }
        changes.removedFiles = removed.map { file($0) }
    }

    /// Takes out folders with the files in them.
    private mutating func remove(_ places: [KnownTree.Place], _ removed: inout [KnownFile]) throws {
        if places.isEmpty { return }
        var seen = Set(removed)
        for place in places {
            changes.removedFolders.append(tree.folder(place))
            removed += try tree.files(place).filter { seen.insert($0).inserted }
        }
    }

    private mutating func list(
        _ places: [KnownTree.Place], _ gone: Set<KnownTree.Place>, _ removed: inout [KnownFile],
        _ changed: inout [KnownFile]
    ) throws {
        let paths = Set(places.map { RecordPath(walked: tree.path($0)) })
        var children: [RecordPath: Set<RecordPath>] = [:]
        for place in tree.places where !gone.contains(place) {
            let path = tree.path(place)
            let (parent, name) = split(path)
            if path.isEmpty { continue }
            let folder = RecordPath(walked: parent)
            if paths.contains(folder) { children[folder, default: []].insert(RecordPath(walked: name)) }
        }
        let missing = Set(removed)
        let ordered = places.map { (place: $0, path: RecordPath(walked: tree.path($0))) }.sorted { $0.path < $1.path }
        for (place, folder) in ordered {
            let path = folder.text
            let known = try tree.files(place).filter { !missing.contains($0) }.map(\.name)
            list(
                path, num: tree.num(place), depth: depth(of: path), knownFiles: Set(known),
                knownFolders: children[folder] ?? [])
            guard changes.listed.last?.isUnreadable == true else { continue }
            // Nobody sees any longer what is in it.
            let inside = tree.beneath([folder]).filter { !gone.contains($0) && $0 != place }
            let unseen = Set(inside + [place])
            var seen = Set(removed)
            removed += try tree.files(place).filter { seen.insert($0).inserted }
            try remove(inside, &removed)
            changed.removeAll { unseen.contains($0.folder) }
        }
    }

    private mutating func list(
        _ path: String, num: Int64?, depth: Int, knownFiles: Set<RecordPath>, knownFolders: Set<RecordPath>
    ) {
        var status = stat()
        guard fstatat(root, path.isEmpty ? "." : path, &status, AT_SYMLINK_NOFOLLOW) == 0,
            status.st_mode & S_IFMT == S_IFDIR
        else { return }
        var listed = TreeChanges.Listed(num: num, path: path, stamp: FileStamp(folder: status))
        let descriptor =
            depth > deepestFolder
            ? -1 : openat(root, path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            listed.findings = [unreadableFolder(path, depth: depth, code: errno)]
            changes.listed.append(listed)
            return
        }
        let contents = FolderContents.reading(closing: descriptor, prefix: path.isEmpty ? "" : path + "/") { $0 }
        listed.findings = contents.findings
        listed.newFiles = contents.files.filter {
            isWatched(joined(path, $0)) && !knownFiles.contains(RecordPath(walked: $0))
        }.sorted()
        changes.listed.append(listed)
        for name in contents.folders.sorted() where !knownFolders.contains(RecordPath(walked: name)) {
            list(joined(path, name), num: nil, depth: depth + 1, knownFiles: [], knownFolders: [])
        }
    }

    private func file(_ file: KnownFile) -> TreeChanges.File {
        TreeChanges.File(
            num: file.num, folder: tree.num(file.folder), name: file.name.text,
            path: joined(tree.path(file.folder), file.name.text))
    }
}

extension TreeChanges.Listed {
    /// The folder itself could not be listed.
    fileprivate var isUnreadable: Bool {
        findings.contains { finding in
            if case .unreadableFolder(let path, _) = finding { return path.text == self.path }
            return false
        }
    }
}

/// Files that the index reads, or that decide what it reads: YAML where records may lie, the schemas.
func isWatched(_ path: String) -> Bool {
    FolderReading.looksLikeRecord(RecordPath(walked: path)) || isSchema(path)
}

/// A file that decides how all others are read.
func isSchema(_ path: String) -> Bool {
    path.utf8.starts(with: "schemas/".utf8) && path.utf8.suffix(12).elementsEqual(".schema.json".utf8)
}

/// A name in a folder, which is empty at the top.
func joined(_ folder: String, _ name: String) -> String { folder.isEmpty ? name : folder + "/" + name }

/// The folder and the name of a path: `customers/acme` and `customer.yaml`.
func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
    return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
}

private func depth(of path: String) -> Int {
    path.isEmpty ? 0 : path.utf8.reduce(1) { $0 + ($1 == UInt8(ascii: "/") ? 1 : 0) }
}
