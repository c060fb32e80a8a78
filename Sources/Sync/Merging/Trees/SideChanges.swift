import Git
import Records

/// What one side of a merge did since the common ancestor, with what it moved: a record is the same one wherever its file lies, and
/// what lies in a customer's folder goes with the customer.
struct SideChanges {
    let commit: ObjectID
    /// By the path of the common ancestor, or the new path of what is new.
    private(set) var changes: [RepositoryPath: PathChange] = [:]
    /// Old path to new path.
    private(set) var moves: [RepositoryPath: RepositoryPath] = [:]
    /// Folders of records that moved, the innermost first.
    private(set) var folderMoves: [FolderMove] = []
    /// New paths of what moved here.
    private(set) var arrivals: Set<RepositoryPath> = []

    struct FolderMove: Hashable {
        let from: RepositoryPath
        let to: RepositoryPath
    }

    init(_ commit: ObjectID, since base: ObjectID, _ repository: Repository, _ records: RecordReader) throws {
        self.commit = commit
        for change in try repository.changes(from: base, to: commit) { changes[change.path] = change }
        let gone = changes.values.filter { $0.new == nil }.sorted { $0.path < $1.path }
        let new = changes.values.filter { $0.old == nil }.sorted { $0.path < $1.path }
        guard !gone.isEmpty, !new.isEmpty else { return }
        try followRecords(gone, new, records)
        followFolders(gone)
    }

    /// Matches records that vanished in one place and appeared in another.
    private mutating func followRecords(
        _ gone: [PathChange], _ new: [PathChange], _ records: RecordReader
    ) throws {
        var places: [RecordIdentity: RepositoryPath] = [:]
        for change in new {
            guard let record = try records.record(change.path, change.new), let identity = RecordIdentity(record)
            else { continue }
            // Two new files of one id: neither is the one that moved.
            places[identity] = places[identity] == nil ? change.path : RepositoryPath("")
        }
        places = places.filter { !$0.value.isRoot }
        for change in gone {
            guard let record = try records.record(change.path, change.old), let identity = RecordIdentity(record),
                let place = places.removeValue(forKey: identity)
            else { continue }
            note(change.path, place)
            if record.isFolderRecord, change.path.folder != place.folder {
                folderMoves.append(FolderMove(from: change.path.folder, to: place.folder))
            }
        }
        folderMoves.sort { ($0.from.string.utf8.count, $0.from) > ($1.from.string.utf8.count, $1.from) }
    }

    /// What lay beside a record that moved, and lies beside it again.
    private mutating func followFolders(_ gone: [PathChange]) {
        for change in gone where moves[change.path] == nil {
            guard let move = folderMoves.first(where: { change.path.lies(in: $0.from) }) else { continue }
            let place = change.path.moved(move)
            if let other = changes[place], other.old == nil, !arrivals.contains(place) { note(change.path, place) }
        }
    }

    private mutating func note(_ path: RepositoryPath, _ place: RepositoryPath) {
        moves[path] = place
        arrivals.insert(place)
    }

    /// What this side has of a path that the common ancestor has.
    func place(of path: RepositoryPath, base: TreeEntry) -> Placed? {
        guard let change = changes[path] else { return Placed(path: path, entry: base) }
        if let entry = change.new { return Placed(path: path, entry: entry) }
        return moves[path].flatMap { place in changes[place]?.new.map { Placed(path: place, entry: $0) } }
    }

    /// Where something that the other side put at `path` belongs, after this side moved folders.
    func relocated(_ path: RepositoryPath) -> RepositoryPath {
        folderMoves.first { path.lies(in: $0.from) }.map { path.moved($0) } ?? path
    }

    /// The same for a path of a side that may have moved the same folder elsewhere; this side's place is the one that counts.
    func relocated(_ path: RepositoryPath, from other: SideChanges) -> RepositoryPath {
        for move in other.folderMoves where path.lies(in: move.to) {
            if let mine = folderMoves.first(where: { $0.from == move.from }) {
                return path.moved(FolderMove(from: move.to, to: mine.to))
            }
        }
        return relocated(path)
    }
}

/// A file in its place.
struct Placed: Hashable {
    var path: RepositoryPath
    var entry: TreeEntry
}

/// What makes two files the same record: kind and id. Only of kinds with generated ids; where the file name is the identity, the
/// path says it all.
struct RecordIdentity: Hashable {
    let kind: String
    let id: ByteKey

    init?(_ record: Record) {
        guard case .generated = record.kind.identity, let id = record.id, !id.isEmpty else { return nil }
        kind = record.kind.key
        self.id = ByteKey(id)
    }
}

/// Reads records of trees, each blob once.
final class RecordReader {
    private let repository: Repository
    let kinds: KindSet
    private var known: [Key: Record?] = [:]

    private struct Key: Hashable {
        let path: RepositoryPath
        let id: ObjectID
    }

    init(_ repository: Repository, kinds: KindSet) {
        self.repository = repository
        self.kinds = kinds
    }

    /// nil for what is no record, or none that can be read.
    func record(_ path: RepositoryPath, _ entry: TreeEntry?) throws -> Record? {
        guard let entry, entry.mode == .file || entry.mode == .executable, let recordPath = RecordPath(path.string),
            let kind = kinds.kind(at: recordPath)
        else { return nil }
        let key = Key(path: path, id: entry.id)
        if let record = known[key] { return record }
        let bytes = try repository.blob(entry.id, upTo: LocalChanges.largestRecord)
        let text = bytes.flatMap { ParsedFile(path: recordPath, bytes: $0).text }
        let record = text.map { Record(path: recordPath, kind: kind, text: $0) }
        known[key] = .some(record)
        return record
    }

    func kind(at path: RepositoryPath) -> Kind? {
        RecordPath(path.string).flatMap { kinds.kind(at: $0) }
    }
}

extension RepositoryPath {
    /// The same path after a folder it lies in has moved.
    func moved(_ move: SideChanges.FolderMove) -> RepositoryPath {
        let rest = String(decoding: string.utf8.dropFirst(move.from.string.utf8.count), as: UTF8.self)
        return RepositoryPath(move.to.string + rest)
    }
}
