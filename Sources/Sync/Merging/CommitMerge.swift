import Git
import Records

/// Merges two commits in memory: files whole where one side changed them, records by fields where both did.
struct CommitMerge {
    /// The merged tree.
    let tree: ObjectID
    /// Records that were merged by fields, sorted by path.
    let merged: [RecordPath]

    /// - Throws: `SyncFailure.conflict` with everything that could not be merged; nothing but objects was written then.
    init(
        _ repository: Repository, base: ObjectID, ours: ObjectID, theirs: ObjectID, kinds: KindSet,
        settlements: [Settlement]
    ) throws {
        var files = FileMerge(repository: repository, kinds: kinds, settlements: settlements)
        let merge = try repository.mergeTrees(base: base, ours: ours, theirs: theirs) { path in
            try files.resolve(path)
        }
        guard files.conflicts.isEmpty, merge.conflicts.isEmpty else {
            throw SyncFailure(.conflict(files.conflicts.sorted { $0.path < $1.path }))
        }
        tree = merge.tree
        merged = files.merged.sorted()
    }
}

/// What becomes of a file that both sides changed.
private struct FileMerge {
    let repository: Repository
    let kinds: KindSet
    let settlements: [Settlement]
    private(set) var conflicts: [ConflictingFile] = []
    private(set) var merged: [RecordPath] = []

    init(repository: Repository, kinds: KindSet, settlements: [Settlement]) {
        self.repository = repository
        self.kinds = kinds
        self.settlements = settlements
    }

    mutating func resolve(_ path: MergePath) throws -> MergeResolution {
        guard let recordPath = RecordPath(path.path.string) else {
            throw SyncFailure(.refusedIncoming(path: path.path.string, reason: .unsafePath(path.path.problem ?? .dots)))
        }
        switch settlements.first(where: { $0.path == recordPath && $0.field == nil })?.side {
        case .ours: return .entry(path.ours)
        case .theirs: return .entry(path.theirs)
        case nil: break
        }
        guard let ours = path.ours, let theirs = path.theirs else {
            return try conflict(recordPath, path.ours == nil ? .deletedHere : .deletedThere, path)
        }
        guard let mode = Self.mode(path.base, ours, theirs) else { return try conflict(recordPath, .bothChanged, path) }
        if ours.id == theirs.id || path.base?.id == theirs.id { return .entry(TreeEntry(id: ours.id, mode: mode)) }
        if path.base?.id == ours.id { return .entry(TreeEntry(id: theirs.id, mode: mode)) }
        guard let kind = kinds.kind(at: recordPath) else { return try conflict(recordPath, .bothChanged, path) }
        return try mergeRecord(recordPath, kind, path, ours, theirs, mode)
    }

    private mutating func mergeRecord(
        _ recordPath: RecordPath, _ kind: Kind, _ path: MergePath, _ ours: TreeEntry, _ theirs: TreeEntry,
        _ mode: FileMode
    ) throws -> MergeResolution {
        func bytes(_ entry: TreeEntry) throws -> [UInt8]? {
            try repository.blob(entry.id, upTo: LocalChanges.largestRecord)
        }
        guard let ourBytes = try bytes(ours), let theirBytes = try bytes(theirs) else {
            return try conflict(recordPath, .unreadable, path)
        }
        var baseBytes: [UInt8]?
        if let base = path.base, base.mode == .file || base.mode == .executable {
            baseBytes = try bytes(base)
            if baseBytes == nil { return try conflict(recordPath, .unreadable, path) }
        }
        let choices = settlements.filter { $0.path == recordPath }
        let result = mergeFields(base: baseBytes, ours: ourBytes, theirs: theirBytes, kind: kind) { key in
            choices.first { $0.field == key }?.side
        }
        switch result {
        case .merged(let bytes):
            merged.append(recordPath)
            return .entry(TreeEntry(id: try repository.writeBlob(bytes), mode: mode))
        case .conflicts(let fields): return try conflict(recordPath, .fields(fields), path)
        case .unreadable: return try conflict(recordPath, .unreadable, path)
        }
    }

    private mutating func conflict(
        _ recordPath: RecordPath, _ reason: ConflictingFile.Reason, _ path: MergePath
    ) throws -> MergeResolution {
        var title: String?
        if let kind = kinds.kind(at: recordPath), let entry = path.ours ?? path.theirs, entry.mode == .file,
            let bytes = try repository.blob(entry.id, upTo: LocalChanges.largestRecord)
        {
            title = ParsedFile(path: recordPath, bytes: bytes).text.map {
                Record(path: recordPath, kind: kind, text: $0).title
            }
        }
        conflicts.append(ConflictingFile(path: recordPath, reason: reason, title: title))
        return .conflict
    }

    /// The mode both sides together want; nil when one of them is no ordinary file.
    private static func mode(_ base: TreeEntry?, _ ours: TreeEntry, _ theirs: TreeEntry) -> FileMode? {
        let ordinary: [FileMode] = [.file, .executable]
        guard ordinary.contains(ours.mode), ordinary.contains(theirs.mode) else { return nil }
        return ours.mode == base?.mode ? theirs.mode : ours.mode
    }
}
