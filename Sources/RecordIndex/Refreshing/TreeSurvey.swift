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

    var listed: [Listed] = []
    /// Files to read again.
    var changedFiles: [KnownTree.File] = []
    var removedFiles: [KnownTree.File] = []
    var removedFolders: [KnownTree.Folder] = []

    var isEmpty: Bool {
        listed.isEmpty && changedFiles.isEmpty && removedFiles.isEmpty && removedFolders.isEmpty
    }
}

/// Compares the work tree with what the index knows of it: by the stamps of all files and folders, and by listing the folders
/// whose stamps have changed.
struct TreeSurvey {
    private let root: Int32
    private let known: KnownTree
    private(set) var changes = TreeChanges()
    /// Paths of the known folders by their numbers.
    let paths: [Int64: String]

    /// - Parameter root: the open folder of the repository.
    init(_ root: Int32, _ known: KnownTree) {
        self.root = root
        self.known = known
        paths = Dictionary(known.folders.map { ($0.num, $0.path) }, uniquingKeysWith: { first, _ in first })
        compare()
    }

    /// Whether something that decides how all files are read is among the changes.
    var touchesSchemas: Bool {
        func decides(_ folder: String, _ name: String) -> Bool {
            folder.isEmpty && name == "crm.yaml" || folder == "schemas" && isSchema("schemas/" + name)
        }
        return changes.listed.contains { listed in listed.newFiles.contains { decides(listed.path, $0) } }
            || (changes.changedFiles + changes.removedFiles).contains { decides(paths[$0.folder] ?? "", $0.name) }
    }

    private mutating func compare() {
        var gone: Set<Int64> = []
        var changed: [Int64: KnownTree.Folder] = [:]
        for folder in known.folders {
            guard let stamp = folderStamp(folder.path) else {
                gone.insert(folder.num)
                changes.removedFolders.append(folder)
                continue
            }
            if stamp != folder.stamp { changed[folder.num] = folder }
        }
        if known.folders.isEmpty { list("", num: nil, depth: 0, knownFiles: [], knownFolders: []) }
        var filesOfChanged: [Int64: Set<String>] = [:]
        for file in known.files {
            guard let folder = paths[file.folder], !gone.contains(file.folder), let stamp = stamp(folder, file.name)
            else {
                changes.removedFiles.append(file)
                continue
            }
            if changed[file.folder] != nil { filesOfChanged[file.folder, default: []].insert(file.name) }
            if stamp != file.stamp { changes.changedFiles.append(file) }
        }
        guard !changed.isEmpty else { return }
        let changedPaths = Set(changed.values.map(\.path))
        var foldersOfChanged: [String: Set<String>] = [:]
        for folder in known.folders where !folder.path.isEmpty && !gone.contains(folder.num) {
            let (parent, name) = split(folder.path)
            if changedPaths.contains(parent) { foldersOfChanged[parent, default: []].insert(name) }
        }
        for folder in changed.values.sorted(by: { $0.num < $1.num }) {
            list(
                folder.path, num: folder.num, depth: depth(of: folder.path),
                knownFiles: filesOfChanged[folder.num] ?? [], knownFolders: foldersOfChanged[folder.path] ?? [])
        }
    }

    private mutating func list(
        _ path: String, num: Int64?, depth: Int, knownFiles: Set<String>, knownFolders: Set<String>
    ) {
        guard let stamp = folderStamp(path) else { return }
        var listed = TreeChanges.Listed(num: num, path: path, stamp: stamp)
        let descriptor =
            depth > deepestFolder
            ? -1 : openat(root, path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            listed.findings = [unreadableFolder(path, depth: depth, code: errno)]
            changes.listed.append(listed)
            if num != nil { removeEverything(beneath: path) }
            return
        }
        let prefix = path.isEmpty ? "" : path + "/"
        let contents = FolderContents.reading(closing: descriptor, prefix: prefix) { $0 }
        listed.findings = contents.findings
        listed.newFiles = contents.files.filter {
            isWatched(prefix + $0) && !knownFiles.contains($0)
        }.sorted()
        changes.listed.append(listed)
        for name in contents.folders.sorted() where !knownFolders.contains(name) {
            list(prefix + name, num: nil, depth: depth + 1, knownFiles: [], knownFolders: [])
        }
    }

    /// For a folder that can no longer be read: nobody sees what is in it.
    private mutating func removeEverything(beneath path: String) {
        let inside = Set(
            known.folders.filter { $0.path == path || $0.path.utf8.starts(with: (path + "/").utf8) }.map(\.num))
        let removed = Set(changes.removedFiles.map(\.num))
        changes.removedFiles += known.files.filter { inside.contains($0.folder) && !removed.contains($0.num) }
        changes.changedFiles.removeAll { inside.contains($0.folder) }
        let removedFolders = Set(changes.removedFolders.map(\.num))
        changes.removedFolders += known.folders.filter {
            inside.contains($0.num) && $0.path != path && !removedFolders.contains($0.num)
        }
    }

    private func folderStamp(_ path: String) -> FileStamp? {
        var status = stat()
        guard fstatat(root, path.isEmpty ? "." : path, &status, AT_SYMLINK_NOFOLLOW) == 0,
            status.st_mode & S_IFMT == S_IFDIR
        else { return nil }
        return FileStamp(folder: status)
    }

    private func stamp(_ folder: String, _ name: String) -> FileStamp? {
        var status = stat()
        guard fstatat(root, folder.isEmpty ? name : folder + "/" + name, &status, AT_SYMLINK_NOFOLLOW) == 0,
            status.st_mode & S_IFMT == S_IFREG
        else { return nil }
        return FileStamp(status)
    }
}

/// Files that the index reads, or that decide what it reads: YAML where records may lie, the schemas.
func isWatched(_ path: String) -> Bool {
    FolderReading.looksLikeRecord(RecordPath(walked: path)) || isSchema(path)
}

/// A file that decides how all others are read.
func isSchema(_ path: String) -> Bool {
    path.utf8.starts(with: "schemas/".utf8) && path.hasSuffix(".schema.json")
}

/// The folder and the name of a path: `customers/acme` and `customer.yaml`.
func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
    return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
}

private func depth(of path: String) -> Int {
    path.isEmpty ? 0 : path.utf8.reduce(1) { $0 + ($1 == UInt8(ascii: "/") ? 1 : 0) }
}
