import Git
import Records

/// Edits that somebody made after a process had died in the middle of a landing, in files that the landing moves elsewhere: they go
/// along, or the record would be there twice.
struct StrayEdits {
    /// Where each edited file goes, and what it was based on.
    private var edits: [(from: RepositoryPath, to: RepositoryPath)] = []
    /// What the files are based on, by their new places.
    private(set) var bases: [RepositoryPath: ObjectID?] = [:]
    private let root: String
    /// New path to old blob, of all that the landing moves.
    private var origins: [RepositoryPath: ObjectID] = [:]

    /// - Parameter sides: what the landing moves.
    init(_ landing: Landing, _ sides: SideChanges?) throws {
        root = landing.root
        guard let moves = sides?.moves, !moves.isEmpty else { return }
        let arriving = Dictionary(
            landing.changes.map { ($0.path, $0.new) }, uniquingKeysWith: { first, _ in first })
        for change in landing.changes where change.new == nil {
            guard let base = change.old, let place = moves[change.path] else { continue }
            origins[place] = base.id
            let local = try LocalFile.at(change.path, in: root)
            guard case .file(let id, _) = local, id != base.id, landing.edits[change.path] == nil,
                !landing.isReplaced(local, change.path)
            else { continue }
            // Only over what the landing itself puts there, or a death in the middle of this has put there.
            switch try LocalFile.at(place, in: root) {
            case .absent: break
            case .file(let other, _) where other == id || other == arriving[place]??.id: break
            default: continue
            }
            edits.append((change.path, place))
            bases[place] = .some(base.id)
        }
    }

    /// Puts the edited files into their new places. The notes of what they are based on must be written by then.
    func carryAlong() throws {
        for edit in edits {
            let bytes = try readFile(root + "/" + edit.from.string)
            try writeFileAtomically(bytes, to: root + "/" + edit.to.string)
            try removeFileDurably(root + "/" + edit.from.string)
            removeEmptyFolders(above: edit.from, in: root)
        }
    }

    /// What the files that somebody moved away (``Landing/movedSince()``) may be based on: the version before the landing.
    func bases(ofMoved moved: [RepositoryPath: RepositoryPath]) -> [RepositoryPath: ObjectID?] {
        var bases: [RepositoryPath: ObjectID?] = [:]
        for path in moved.keys { if let id = origins[path] { bases[path] = .some(id) } }
        return bases
    }
}

extension Landing {
    /// What the landing moves; nil when it moves nothing.
    func sides(_ kinds: KindSet) throws -> SideChanges? {
        guard let old, changes.contains(where: { $0.new == nil }) else { return nil }
        return try SideChanges(target, since: old, repository, RecordReader(repository, kinds: kinds))
    }
}
