import Git
import LosslessYAML
import Records

/// Merges two commits in memory: records by their ids and by fields, other files by lines. Where both changed the same field, the
/// team's value stays and ours goes into a conflict record, unless the settings say to ask.
struct CommitMerge {
    /// The merged tree.
    let tree: ObjectID
    /// Files that were merged from both sides, sorted by path.
    let merged: [RecordPath]
    let opened: [OpenedConflict]
    let keptBeside: [KeptBeside]
    let renumbered: [RenumberedRecord]

    /// - Throws: `SyncFailure.conflict` with everything that waits for a person, `.invalidTogether`; nothing but objects was
    ///   written then.
    init(_ request: SyncRequest, base: MergeBase, ours: ObjectID, theirs: ObjectID) throws {
        let merge = try RecordsMerge(request, base: base.version, ours: ours, theirs: theirs)
        if !merge.waiting.isEmpty { throw SyncFailure(.conflict(merge.waiting)) }
        if !merge.broken.isEmpty { throw SyncFailure(.invalidTogether(merge.broken)) }
        var tree = MergedTree(request, ours: ours, theirs: theirs)
        for outcome in merge.outcomes { try tree.place(outcome) }
        var noted: [NotedFile] = []
        var kept: [KeptBeside] = []
        for outcome in merge.outcomes {
            guard let path = outcome.path, let recordPath = RecordPath(path.string) else { continue }
            var sorts = outcome.result.notes
            if let entry = outcome.result.beside {
                let place = try tree.placeBeside(path, entry)
                kept.append(KeptBeside(path: recordPath, beside: place))
                sorts.append(.beside(place))
            }
            if sorts.isEmpty { continue }
            let record = try merge.records.record(path, outcome.result.entry)
            noted += sorts.map { sort in
                NotedFile(
                    record: record, path: recordPath, ours: outcome.item.ours?.path ?? outcome.item.base?.path ?? path,
                    theirs: outcome.item.theirs?.path ?? outcome.item.base?.path ?? path, sort: sort)
            }
        }
        var opened: [OpenedConflict] = []
        if !noted.isEmpty, let kind = merge.ground.kinds["conflict"] {
            let writer = ConflictRecordWriter(
                repository: request.repository, request: request, bases: base.commits, ours: ours, theirs: theirs,
                members: try FolderReading(request.folder, kinds: ["member"]).records)
            for file in noted {
                for (conflict, bytes) in try writer.write(file, kind: kind, isTaken: { try tree.isTaken($0) }) {
                    opened.append(conflict)
                    try tree.add(conflict.path, bytes)
                }
            }
        }
        self.opened = opened
        keptBeside = kept
        renumbered = merge.renumbered
        merged = merge.outcomes.compactMap { outcome in
            outcome.result.isMerged && outcome.result.entry != outcome.item.ours?.entry
                && outcome.result.entry != outcome.item.theirs?.entry
                ? outcome.path.flatMap { RecordPath($0.string) } : nil
        }.sorted()
        self.tree = try tree.write()
    }
}

/// The merged tree as a list of differences from ours.
struct MergedTree {
    private let request: SyncRequest
    private let repository: Repository
    private let ours: ObjectID
    private let theirs: ObjectID
    private var gone: Set<RepositoryPath> = []
    private var placed: [RepositoryPath: TreeEntry] = [:]
    /// Where something of ours is that stays where it was.
    private var staying: Set<RepositoryPath> = []

    init(_ request: SyncRequest, ours: ObjectID, theirs: ObjectID) {
        self.request = request
        repository = request.repository
        self.ours = ours
        self.theirs = theirs
    }

    mutating func place(_ outcome: MergeOutcome) throws {
        if let ours = outcome.item.ours, ours.path != outcome.path { gone.insert(ours.path) }
        guard let path = outcome.path, let entry = outcome.result.entry else { return }
        if staying.contains(path) || placed[path] != nil {
            // No file is ever laid over another, whatever led here.
            placed[RepositoryPath(try free(path, suffix: "2").text)] = entry
        } else if outcome.item.ours == Placed(path: path, entry: entry) {
            staying.insert(path)
        } else {
            placed[path] = entry
        }
    }

    mutating func add(_ path: RecordPath, _ bytes: [UInt8]) throws {
        placed[RepositoryPath(path.text)] = TreeEntry(id: try repository.writeBlob(bytes), mode: .file)
    }

    /// Ours under a clear name: `offer.wang-2026-11-03.pdf`.
    mutating func placeBeside(_ path: RepositoryPath, _ entry: TreeEntry) throws -> RecordPath {
        let day = Instant(secondsSinceEpoch: Int(request.author.time), offset: request.author.offset * 60).date
        let who = slug(request.memberHandle ?? request.author.name)
        let place = try free(path, suffix: (who.isEmpty ? "" : who + "-") + day.description, joint: ".")
        placed[RepositoryPath(place.text)] = entry
        return place
    }

    private func free(_ path: RepositoryPath, suffix: String, joint: String = "-") throws -> RecordPath {
        let (stem, ending) = path.stemAndEnding
        for number in 1...9999 {
            let name = stem + joint + suffix + (number == 1 ? "" : "-\(number)") + ending
            guard let place = RecordPath(path.folder.appending(name).string) else { break }
            if try !isTaken(place) { return place }
        }
        throw SyncFailure(.other("no free name for \(path)"))
    }

    func isTaken(_ path: RecordPath) throws -> Bool {
        let path = RepositoryPath(path.text)
        if placed[path] != nil || staying.contains(path) { return true }
        if try repository.entry(at: path, in: ours) != nil { return true }
        if try repository.entry(at: path, in: theirs) != nil { return true }
        return try LocalFile.at(path, in: request.folder.root, hashesContent: false) != .absent
    }

    func write() throws -> ObjectID {
        var edits: [RepositoryPath: TreeEntry?] = [:]
        for path in gone where !staying.contains(path) { edits[path] = .some(nil) }
        for (path, entry) in placed { edits[path] = entry }
        let tree = try repository.tree(of: ours)
        return edits.isEmpty ? tree : try repository.editTree(tree, edits)
    }
}
