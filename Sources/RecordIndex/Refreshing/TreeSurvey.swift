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
        let num: Int64
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
    private let db: Database
    private let root: Int32
    private let folders: KnownFolders
    private(set) var changes = TreeChanges()

    /// - Parameter root: the open folder of the repository.
    init(_ db: Database, root: Int32) throws {
        self.db = db
        self.root = root
        folders = try KnownFolders(db)
        try compare()
    }

    private mutating func compare() throws {
        guard folders.count > 0 else { return list("", num: nil, depth: 0, knownFiles: [], knownFolders: []) }
        let outcome = try StampComparison.run(db, root, folders)
        // What lies in a folder that is gone is gone, even if a link has taken its place through which it seems to be there.
        let gone = folders.beneath(Set(outcome.goneFolders.map { folders.path($0) }))
        var removed = outcome.goneFiles
        try remove(gone, &removed)
        var changed = outcome.changedFiles
        let goneNums = Set(gone.map { folders.nums[$0] })
        changed.removeAll { goneNums.contains($0.folder) }
        let relisted = outcome.changedFolders.filter { !goneNums.contains(folders.nums[$0]) }
        if !relisted.isEmpty { try list(relisted, goneNums, &removed, &changed) }
        changes.changedFiles = changed.map { file($0) }
        changes.removedFiles = removed.map { file($0) }
    }

    /// Takes out folders with the files in them.
    private mutating func remove(_ places: [Int], _ removed: inout [KnownFile]) throws {
        if places.isEmpty { return }
        var seen = Set(removed.map(\.num))
        for place in places {
            changes.removedFolders.append(folders.folder(place))
            removed += try files(in: folders.nums[place]).filter { seen.insert($0.num).inserted }
        }
    }

    private mutating func list(
        _ places: [Int], _ gone: Set<Int64>, _ removed: inout [KnownFile], _ changed: inout [KnownFile]
    ) throws {
        let paths = Set(places.map { folders.path($0) })
        var children: [String: Set<String>] = [:]
        for place in 0..<folders.count where !gone.contains(folders.nums[place]) {
            let path = folders.path(place)
            let (parent, name) = split(path)
            if !path.isEmpty, paths.contains(parent) { children[parent, default: []].insert(name) }
        }
        let missing = Set(removed.map(\.num))
        for place in places.sorted() {
            let (num, path) = (folders.nums[place], folders.path(place))
            let known = try files(in: num).filter { !missing.contains($0.num) }.map(\.name)
            list(
                path, num: num, depth: depth(of: path), knownFiles: Set(known), knownFolders: children[path] ?? [])
            guard changes.listed.last?.isUnreadable == true else { continue }
            // Nobody sees any longer what is in it.
            let inside = folders.beneath([path]).filter { !gone.contains(folders.nums[$0]) && $0 != place }
            let nums = Set(inside.map { folders.nums[$0] } + [num])
            var seen = Set(removed.map(\.num))
            removed += try files(in: num).filter { seen.insert($0.num).inserted }
            try remove(inside, &removed)
            changed.removeAll { nums.contains($0.folder) }
        }
    }

    private mutating func list(
        _ path: String, num: Int64?, depth: Int, knownFiles: Set<String>, knownFolders: Set<String>
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
        listed.newFiles = contents.files.filter { isWatched(joined(path, $0)) && !knownFiles.contains($0) }.sorted()
        changes.listed.append(listed)
        for name in contents.folders.sorted() where !knownFolders.contains(name) {
            list(joined(path, name), num: nil, depth: depth + 1, knownFiles: [], knownFolders: [])
        }
    }

    private func files(in folder: Int64) throws -> [KnownFile] {
        var files = KnownFiles()
        let sql = "SELECT num, folder, name, stamp FROM files WHERE folder = \(folder)"
        try RowStatement(db, sql).rows { files.append($0) }
        return (0..<files.count).map { files.file($0) }
    }

    private func file(_ file: KnownFile) -> TreeChanges.File {
        let folder = folders.index(of: file.folder).map { folders.path($0) } ?? ""
        return TreeChanges.File(num: file.num, path: joined(folder, file.name))
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
