import Git
import LosslessYAML
import Records

/// Merges two commits in memory: files whole where one side changed them, records by fields where both did. Where both changed the
/// same field, the team's value stays and ours goes into a conflict record, unless the settings say to ask.
struct CommitMerge {
    /// The merged tree.
    let tree: ObjectID
    /// Records that were merged by fields, sorted by path.
    let merged: [RecordPath]
    let opened: [OpenedConflict]

    /// - Parameters:
    ///   - members: the team, to name the writers of values.
    ///   - whole: records that must stay as the team has them, since their merged form breaks a rule.
    /// - Throws: `SyncFailure.conflict` with everything that could not be merged; nothing but objects was written then.
    init(
        _ request: SyncRequest, base: ObjectID, ours: ObjectID, theirs: ObjectID, members: [Record],
        whole: [RecordPath: Rule] = [:]
    ) throws {
        let repository = request.repository
        var files = FileMerge(request: request, whole: whole)
        let merge = try repository.mergeTrees(base: base, ours: ours, theirs: theirs) { path in
            try files.resolve(path)
        }
        guard files.conflicts.isEmpty, merge.conflicts.isEmpty else {
            throw SyncFailure(.conflict(files.conflicts.sorted { $0.path < $1.path }))
        }
        merged = files.merged.sorted()
        var edits: [RepositoryPath: TreeEntry?] = [:]
        var opened: [OpenedConflict] = []
        func isTaken(_ path: RecordPath) throws -> Bool {
            let path = RepositoryPath(path.text)
            if edits[path] != nil { return true }
            if try repository.entry(at: path, inTree: merge.tree) != nil { return true }
            return try LocalFile.at(path, in: request.folder.root, hashesContent: false) != .absent
        }
        for moved in files.moved {
            guard let place = try moved.freePlace(isTaken) else { continue }
            edits[place] = moved.entry
        }
        if let kind = request.folder.kinds["conflict"] {
            let writer = ConflictRecordWriter(
                repository: repository, request: request, base: base, ours: ours, theirs: theirs, members: members)
            for file in files.noted {
                for (conflict, bytes) in try writer.write(file, kind: kind, isTaken: isTaken) {
                    opened.append(conflict)
                    edits[RepositoryPath(conflict.path.text)] = TreeEntry(
                        id: try repository.writeBlob(bytes), mode: .file)
                }
            }
        }
        self.opened = opened
        tree = edits.isEmpty ? merge.tree : try repository.editTree(merge.tree, edits)
    }
}

/// A new record of ours whose file name the team took for another new record.
private struct MovedFile {
    let path: RecordPath
    let entry: TreeEntry

    /// `line-2.yaml` for `line.yaml`.
    func freePlace(_ isTaken: (RecordPath) throws -> Bool) throws -> RepositoryPath? {
        for number in 2...999 {
            let folder = path.folder.isEmpty ? "" : path.folder + "/"
            guard let place = RecordPath("\(folder)\(path.stem)-\(number).yaml") else { return nil }
            if try !isTaken(place) { return RepositoryPath(place.text) }
        }
        return nil
    }
}

/// What becomes of a file that both sides changed.
private struct FileMerge {
    private let request: SyncRequest
    private let repository: Repository
    private let policy: ConflictPolicy
    private let whole: [RecordPath: Rule]
    private(set) var conflicts: [ConflictingFile] = []
    private(set) var merged: [RecordPath] = []
    private(set) var noted: [NotedFile] = []
    private(set) var moved: [MovedFile] = []

    init(request: SyncRequest, whole: [RecordPath: Rule]) {
        self.request = request
        repository = request.repository
        policy = ConflictPolicy(request.folder.settings, request.folder.kinds)
        self.whole = whole
    }

    mutating func resolve(_ path: MergePath) throws -> MergeResolution {
        guard let recordPath = RecordPath(path.path.string) else {
            throw SyncFailure(.refusedIncoming(path: path.path.string, reason: .unsafePath(path.path.problem ?? .dots)))
        }
        switch request.settlements.first(where: { $0.path == recordPath && $0.field == nil })?.side {
        case .ours: return .entry(path.ours)
        case .theirs: return .entry(path.theirs)
        case nil: break
        }
        let kind = request.folder.kinds.kind(at: recordPath)
        guard let ours = path.ours, let theirs = path.theirs else {
            return try resolveDeletion(recordPath, kind, path)
        }
        guard let mode = Self.mode(path.base, ours, theirs) else { return try conflict(recordPath, .bothChanged, path) }
        if ours.id == theirs.id || path.base?.id == theirs.id { return .entry(TreeEntry(id: ours.id, mode: mode)) }
        if path.base?.id == ours.id { return .entry(TreeEntry(id: theirs.id, mode: mode)) }
        guard let kind else { return try conflict(recordPath, .bothChanged, path) }
        return try mergeRecord(recordPath, kind, path, ours, theirs, mode)
    }

    /// Deleted against changed: the changed record stays.
    private mutating func resolveDeletion(
        _ recordPath: RecordPath, _ kind: Kind?, _ path: MergePath
    ) throws -> MergeResolution {
        let isDeletedHere = path.ours == nil
        guard let kind, policy.keepsPublished(kind, nil), let entry = path.ours ?? path.theirs,
            entry.mode == .file || entry.mode == .executable, let record = try record(recordPath, kind, entry)
        else { return try conflict(recordPath, isDeletedHere ? .deletedHere : .deletedThere, path) }
        noted.append(NotedFile(record: record, sort: .deleted(here: isDeletedHere)))
        return .entry(entry)
    }

    private mutating func mergeRecord(
        _ recordPath: RecordPath, _ kind: Kind, _ path: MergePath, _ ours: TreeEntry, _ theirs: TreeEntry,
        _ mode: FileMode
    ) throws -> MergeResolution {
        guard let ourRecord = try record(recordPath, kind, ours), let theirRecord = try record(recordPath, kind, theirs)
        else { return try conflict(recordPath, .unreadable, path) }
        var baseRecord: Record?
        if let base = path.base, base.mode == .file || base.mode == .executable {
            baseRecord = try record(recordPath, kind, base)
            if baseRecord == nil { return try conflict(recordPath, .unreadable, path) }
        }
        if let rule = whole[recordPath] {
            let changed = baseRecord.map { ourRecord.fieldsChanged(since: $0) } ?? []
            let values = changed.compactMap { key in ourRecord.value(key).map { RecordValue.Member(key, $0) } }
            noted.append(NotedFile(record: theirRecord, sort: .rule(rule, ours: .map(values))))
            return .entry(theirs)
        }
        if baseRecord == nil, case .generated = kind.identity, ourRecord.id != theirRecord.id, !ourRecord.isFolderRecord
        {
            // Two new records that happen to have the same file name.
            moved.append(MovedFile(path: recordPath, entry: ours))
            return .entry(theirs)
        }
        let settlements = request.settlements.filter { $0.path == recordPath }
        let policy = policy
        let (result, aside) = mergeFields(
            base: baseRecord?.tree.bytes, ours: ourRecord.tree.bytes, theirs: theirRecord.tree.bytes, kind: kind,
            choices: MergeChoices(
                settled: { key in settlements.first { $0.field == key }?.side },
                keepsPublished: { policy.keepsPublished(kind, $0) }))
        switch result {
        case .merged(let bytes):
            merged.append(recordPath)
            if !aside.isEmpty {
                let text = ParsedFile(path: recordPath, bytes: bytes).text
                let record = text.map { Record(path: recordPath, kind: kind, text: $0) }
                noted.append(NotedFile(record: record ?? theirRecord, sort: .fields(aside)))
            }
            return .entry(TreeEntry(id: try repository.writeBlob(bytes), mode: mode))
        case .conflicts(let fields): return try conflict(recordPath, .fields(fields), path)
        case .unreadable: return try conflict(recordPath, .unreadable, path)
        }
    }

    /// nil when the text is no readable record.
    private func record(_ path: RecordPath, _ kind: Kind, _ entry: TreeEntry) throws -> Record? {
        guard let bytes = try repository.blob(entry.id, upTo: LocalChanges.largestRecord) else { return nil }
        return ParsedFile(path: path, bytes: bytes).text.map { Record(path: path, kind: kind, text: $0) }
    }

    private mutating func conflict(
        _ recordPath: RecordPath, _ reason: ConflictingFile.Reason, _ path: MergePath
    ) throws -> MergeResolution {
        var title: String?
        if let kind = request.folder.kinds.kind(at: recordPath), let entry = path.ours ?? path.theirs,
            entry.mode == .file
        {
            title = try record(recordPath, kind, entry)?.title
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
