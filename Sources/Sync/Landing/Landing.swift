import Git
import Records

/// Lays a commit over the work tree and moves the branch to it, so that a process killed at any instant can be followed by one that
/// finishes the work: pending ref, files, git's index, branch, pending ref away. No file that anybody edited is touched.
struct Landing {
    let repository: Repository
    let root: String
    /// Full name.
    let branch: String
    let old: ObjectID?
    let target: ObjectID
    let changes: [PathChange]
    private let removed: Set<RepositoryPath>
    /// Blobs of files with edits that `target` includes although they are not committed: these may be written over.
    private let replacing: [RepositoryPath: ObjectID]
    /// Files that become something other than what `target` has: edits that are not committed, merged with it.
    var edits: [RepositoryPath: LocalWrite]
    /// New files that stay away from the work tree, and where they lie now; see ``movedSince()``.
    var moved: [RepositoryPath: RepositoryPath] = [:]
    /// What goes elsewhere, since folders were renamed.
    var followed = FollowedFolders.none

    init(
        _ repository: Repository, branch: String, from old: ObjectID?, to target: ObjectID,
        replacing: [RepositoryPath: ObjectID] = [:], edits: [RepositoryPath: LocalWrite] = [:]
    ) throws {
        guard let root = repository.workTree else { throw GitError.noWorkTree }
        self.repository = repository
        self.root = root
        self.branch = branch
        self.old = old
        self.target = target
        self.replacing = replacing
        self.edits = edits
        let changes = try repository.changes(from: old, to: target)
        // Removals first: a file may become a folder.
        self.changes = changes.filter { $0.new == nil } + changes.filter { $0.new != nil }
        removed = Set(changes.filter { $0.new == nil }.map(\.path))
    }

    /// What keeps the landing from beginning, and the files with edits that are not committed and have to be merged first.
    ///
    /// - Returns: `gone`: what arrives changed and was deleted or moved away here, which is not committed; it stays away, and is put
    ///   together with what arrives where it lies now, or comes back.
    func obstacles() throws -> (blocking: [RepositoryPath], edited: [PathChange], gone: [RepositoryPath: ObjectID?]) {
        var blocking: Set<RepositoryPath> = []
        var gone: [RepositoryPath: ObjectID?] = [:]
        var edited: [PathChange] = []
        for change in changes where followed.writes[change.path] == nil {
            let local = try LocalFile.at(change.path, in: root)
            if local.isSame(as: change.new) { continue }
            switch local {
            case .beneath(let above) where change.new != nil:
                // A link is never written through, even if the merge removes it.
                if !removed.contains(above) { blocking.insert(above) }
            case .folder where change.new != nil:
                let files = filesBeneath(change.path, in: root, limit: 100_000)
                blocking.formUnion(files.filter { !removed.contains($0) })
            default:
                if local.isSame(as: change.old) { continue }
                if case .file = local {
                    edited.append(change)
                } else if local == .absent, let old = change.old {
                    gone[change.path] = .some(old.id)
                } else {
                    blocking.insert(change.path)
                }
            }
        }
        return (blocking.sorted(), edited, gone)
    }

    /// Files that were edited, moved away or deleted since the commit point, with the version they are based on; they arrive changed.
    func editedSince() throws -> [RepositoryPath: ObjectID?] {
        var edited: [RepositoryPath: ObjectID?] = [:]
        for change in changes where change.new != nil && followed.writes[change.path] == nil {
            let local = try LocalFile.at(change.path, in: root)
            if local.isSame(as: change.new) || local.isSame(as: change.old) || isReplaced(local, change.path) {
                continue
            }
            if let edit = edits[change.path] {
                if case .file(let id, _) = local, id == edit.expected || id == edit.new { continue }
                if local == .absent, edit.expected == nil || edit.new == nil { continue }
            }
            switch local {
            case .file: edited[change.path] = .some(change.old?.id)
            case .absent where change.old != nil: edited[change.path] = .some(change.old?.id)
            default: continue
            }
        }
        return edited
    }

    /// New files that had arrived when the process was killed, and were moved to another place since: they must not arrive again, or
    /// one record would be there twice.
    func movedSince() throws -> [RepositoryPath: RepositoryPath] {
        var arrivals: [ArraySlice<UInt8>: [RepositoryPath]] = [:]
        for change in changes where change.old == nil && isRecord(change.path) {
            guard let new = change.new, try LocalFile.at(change.path, in: root) == .absent,
                let id = idLine(try repository.blob(new.id))
            else { continue }
            arrivals[id, default: []].append(change.path)
        }
        if arrivals.isEmpty { return [:] }
        var moved: [RepositoryPath: RepositoryPath] = [:]
        for file in try repository.status() where file.isUntracked && isRecord(file.path) {
            guard case .file = try LocalFile.at(file.path, in: root, hashesContent: false),
                let id = bytesOnDisk(root + "/" + file.path.string).flatMap({ idLine($0) })
            else { continue }
            for arrival in arrivals[id] ?? [] { moved[arrival] = file.path }
        }
        return moved
    }

    private func isRecord(_ path: RepositoryPath) -> Bool { path.string.hasSuffix(".yaml") }

    /// The whole way, from the commit point on. Ask `obstacles` first.
    func land(message: String, afterStep: (SyncStep) throws -> Void) throws {
        let journal = Journal(
            target: target, branch: branch, old: old, gitFolder: repository.gitFolder, replacing: uncommitted,
            edits: edits)
        try journal.write(repository)
        try repository.moveRef(Journal.ref, from: nil, to: target, message: message)
        try afterStep(.pendingWritten)
        _ = try rollForward(message: message, afterStep: afterStep)
    }

    /// Everything after the commit point; also what a later process does to finish it.
    ///
    /// - Returns: files edited since, which stay as they are.
    func rollForward(message: String, afterStep: (SyncStep) throws -> Void) throws -> [RepositoryPath] {
        var kept: [RepositoryPath] = []
        try followed.carryOutRenames(root: root)
        var batch = FileBatch()
        for change in changes where change.new == nil {
            if try !write(change, &batch) { kept.append(change.path) }
            try afterStep(.fileWritten(change.path))
        }
        do {
            for change in changes where change.new != nil {
                if try !write(change, &batch) { kept.append(change.path) }
            }
            try batch.finish { path in
                try afterStep(.fileWritten(RepositoryPath(String(path.dropFirst(root.count + 1)))))
            }
        } catch {
            batch.discard()
            throw error
        }
        let left = Set(kept)
        for change in changes where !left.contains(change.path) && edits[change.path] == nil {
            if let new = change.new, new.mode == .file || new.mode == .executable, change.old?.mode != new.mode {
                try setExecutable(root + "/" + change.path.string, new.mode == .executable)
            }
        }
        let writes = edits.sorted { $0.key < $1.key } + followed.writes.sorted { $0.key < $1.key }
        for (path, edit) in writes {
            if try !edit.carryOut(path, root: root, repository) { kept.append(path) }
            try afterStep(.fileWritten(path))
        }
        try repository.updateIndex(
            Dictionary(changes.map { ($0.path, $0.new) }, uniquingKeysWith: { first, _ in first }))
        try afterStep(.indexWritten)
        try repository.moveRef(branch, from: old, to: target, message: message)
        try afterStep(.branchMoved)
        try repository.deleteRef(Journal.ref, from: target)
        try Journal.remove(repository)
        try afterStep(.pendingDeleted)
        return kept
    }

    /// - Returns: false when the file is neither the old nor the new one, and was left alone.
    private func write(_ change: PathChange, _ batch: inout FileBatch) throws -> Bool {
        if edits[change.path] != nil || followed.writes[change.path] != nil { return true }
        if moved[change.path] != nil { return false }
        let full = root + "/" + change.path.string
        let local = try LocalFile.at(change.path, in: root)
        if !local.isSame(as: change.new) {
            guard local.isSame(as: change.old) || local == .folder || isReplaced(local, change.path),
                change.path.problem == nil
            else { return false }
            guard let new = change.new else {
                try batch.remove(full)
                removeEmptyFolders(above: change.path, in: root)
                return true
            }
            if case .beneath = local { return false }
            // A folder here holds nothing any more but folders, or the file cannot take its place.
            if local == .folder, !filesBeneath(change.path, in: root, limit: 1).isEmpty { return false }
            guard new.mode == .file || new.mode == .executable else { return false }
            if local == .folder { removeFolders(change.path) }
            try batch.add(try repository.blob(new.id), to: full)
        }
        return true
    }

    func isReplaced(_ local: LocalFile, _ path: RepositoryPath) -> Bool {
        guard case .file(let id, _) = local else { return false }
        return replacing[path] == id
    }

    /// What the journal has to say of `replacing`: only the files that differ from their committed version.
    private var uncommitted: [RepositoryPath: ObjectID] {
        let old = Dictionary(changes.map { ($0.path, $0.old?.id) }, uniquingKeysWith: { first, _ in first })
        return replacing.filter { path, id in old[path].map { $0 != id } ?? false }
    }

    /// Temporary files of the process that was killed while it wrote.
    func removeLeftTemporaryFiles() {
        for folder in Set(changes.map(\.path.folder) + edits.keys.map(\.folder) + followed.writes.keys.map(\.folder)) {
            removeTemporaryFiles(in: folder.isRoot ? root : root + "/" + folder.string)
        }
    }

    /// Takes the commit point back, for a caller that has put the files back.
    ///
    /// - Parameter restoringIndex: false when git's index was not reached; then what is staged stays staged.
    func forget(restoringIndex: Bool) throws {
        if restoringIndex {
            try repository.updateIndex(
                Dictionary(changes.map { ($0.path, $0.old) }, uniquingKeysWith: { first, _ in first }))
        }
        try removeNotes()
    }

    /// The pending ref and the note beside it.
    func removeNotes() throws {
        try repository.deleteRef(Journal.ref, from: target)
        try Journal.remove(repository)
    }

    /// Removes a tree of empty folders.
    private func removeFolders(_ folder: RepositoryPath) {
        for inner in foldersBeneath(folder, in: root) + [folder] {
            removeEmptyFolders(above: inner.appending("x"), in: root)
        }
    }
}
