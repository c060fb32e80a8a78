import Git
import Records

/// What a landing does otherwise than its commit says, since folders were renamed on the other side of it: what arrives goes after a
/// folder that a hand renamed, and what a hand put into a folder goes after it where the team renamed it. Nothing of this is
/// written down: it follows from what lies where, so that a process that finishes the work of a dead one finds it again.
struct FollowedFolders {
    /// Files that become something else than what the commit has there. A path where nothing is expected and nothing shall be is
    /// passed over.
    private(set) var writes: [RepositoryPath: LocalWrite] = [:]
    /// Files and folders of this machine that go to another place first. None is in the commit or in the one before it.
    private(set) var renames: [Rename] = []
    /// What files that were moved and edited are based on, by the place that the commit has them in.
    private(set) var bases: [RepositoryPath: ObjectID?] = [:]
    /// Records that come back, since something arrives in the folder that was removed.
    private(set) var restored: [RecordPath] = []

    /// Those of the renames that give way to a name that arrives.
    private(set) var twins: [Rename] = []

    struct Rename: Hashable {
        let from: RepositoryPath
        let to: RepositoryPath
    }

    static let none = FollowedFolders()

    private init() {}

    /// - Parameter sides: what the landing moves.
    init(_ landing: Landing, _ sides: SideChanges?, kinds: KindSet, isRecovering: Bool) throws {
        let plan = try Plan(landing, sides, kinds, isRecovering: isRecovering)
        if plan.isNeeded {
            for change in landing.changes {
                if let new = change.new {
                    try follow(change, new, plan)
                } else {
                    try remove(change, plan)
                }
            }
            try restore(plan)
            try takeAlong(plan)
        }
        try makeRoom(plan)
    }

    /// What arrives in a folder that lies elsewhere by now.
    private mutating func follow(_ change: PathChange, _ new: TreeEntry, _ plan: Plan) throws {
        guard let place = plan.renamed.place(of: change.path), new.mode == .file || new.mode == .executable else {
            return
        }
        let here = try LocalFile.at(change.path, in: plan.root)
        let base = try change.old?.id ?? plan.origin(of: change.path)
        var isHere = false
        if here != .absent {
            // It had arrived, and its folder's record was taken away from it.
            guard change.old == nil, here.isSame(as: new) else { return }
            isHere = true
        }
        switch try LocalFile.at(place, in: plan.root) {
        case .absent:
            // Deleted or moved elsewhere by hand: that is looked at when it is committed.
            if change.old != nil || plan.landing.moved[change.path] != nil { return }
            writes[place] = LocalWrite(expected: nil, new: new.id)
        case .file(new.id, _): break
        case .file(let id, _) where id == base: writes[place] = LocalWrite(expected: id, new: new.id)
        case .file:
            if let base {
                bases[change.path] = .some(base)
            } else if try !plan.isSameRecord(place, new) {
                let other = try plan.free(place) { writes[$0] != nil }
                writes[other] = LocalWrite(expected: nil, new: new.id)
            }
        default: return
        }
        writes[change.path] = LocalWrite(expected: isHere ? new.id : nil, new: nil)
    }

    /// What the team removed from a folder that lies elsewhere by now.
    private mutating func remove(_ change: PathChange, _ plan: Plan) throws {
        guard let old = change.old, plan.sides?.moves[change.path] == nil,
            let place = plan.renamed.place(of: plan.sides?.relocated(change.path) ?? change.path),
            try LocalFile.at(place, in: plan.root).isSame(as: old)
        else { return }
        writes[place] = LocalWrite(expected: old.id, new: nil)
    }

    /// A folder that was removed by hand while something arrives in it stays whole, as in every merge.
    private mutating func restore(_ plan: Plan) throws {
        let landing = plan.landing
        for folder in plan.renamed.gone
        where landing.changes.contains(where: { $0.new != nil && $0.path.lies(in: folder) }) {
            let arriving = Set(landing.changes.lazy.filter { $0.old == nil }.map(\.path))
            for file in try landing.repository.files(in: landing.target, below: folder)
            where !arriving.contains(file.path) && (file.entry.mode == .file || file.entry.mode == .executable) {
                guard try LocalFile.at(file.path, in: plan.root, hashesContent: false) == .absent else { continue }
                let bytes = try landing.repository.blob(file.entry.id, upTo: LocalChanges.largestRecord)
                // Moved into another folder before.
                if let id = bytes.flatMap({ idLine($0) }), plan.renamed.added[id] != nil { continue }
                writes[file.path] = LocalWrite(expected: nil, new: file.entry.id)
                if let path = RecordPath(file.path.string), plan.kinds.kind(at: path) != nil { restored.append(path) }
            }
        }
    }

    /// What a hand put into a folder that the team renamed.
    private mutating func takeAlong(_ plan: Plan) throws {
        guard let sides = plan.sides, let old = plan.landing.old else { return }
        let repository = plan.landing.repository
        var seen: Set<RepositoryPath> = []
        for move in sides.folderMoves {
            for path in filesBeneath(move.from, in: plan.root, limit: 100_000) where seen.insert(path).inserted {
                guard !path.name.hasPrefix(".crm-"), try repository.entry(at: path, in: old) == nil,
                    try repository.entry(at: path, in: plan.landing.target) == nil
                else { continue }
                let place = plan.renamed.placeNow(of: sides.relocated(path))
                if place == path { continue }
                func isTaken(_ place: RepositoryPath) throws -> Bool {
                    try writes[place]?.new != nil || renames.contains { $0.to == place }
                        || repository.entry(at: place, in: plan.landing.target) != nil
                        || LocalFile.at(place, in: plan.root, hashesContent: false) != .absent
                }
                let to = try isTaken(place) ? plan.free(place) { try isTaken($0) } : place
                renames.append(Rename(from: path, to: to))
            }
        }
    }

    /// What was put here by hand under a name that some computers take for one that arrives (`Acme`, `acme`) gets another name.
    private mutating func makeRoom(_ plan: Plan) throws {
        var places: Set<RepositoryPath> = []
        for change in plan.landing.changes where change.old == nil && writes[change.path] == nil {
            places.insert(change.path)
        }
        for (path, write) in writes where write.expected == nil && write.new != nil { places.insert(path) }
        var twins = LocalTwins(plan.landing)
        let leaving = Set(renames.map(\.from))
        for path in places.sorted() {
            guard let twin = try twins.twin(of: path) else { continue }
            twins.forget(twin.path)
            let own = twin.own.filter { !leaving.contains($0) }
            if own.isEmpty { continue }
            let to =
                try plan.placeOf(twin)
                ?? plan.free(twin.path) { candidate in
                    renames.contains { $0.to == candidate } || twins.isName(candidate)
                }
            let move = SideChanges.FolderMove(from: twin.path, to: to)
            if own.count == twin.own.count, twin.leaving.isEmpty {
                // All at once, or a process that dies would leave two halves.
                renames.append(Rename(from: twin.path, to: to))
            } else {
                renames += own.map { Rename(from: $0, to: $0.moved(move)) }
            }
            self.twins += own.map { Rename(from: $0, to: $0.moved(move)) }
            for (path, write) in writes where path.lies(in: twin.path) {
                writes[path] = nil
                writes[path.moved(move)] = write
            }
        }
    }

    /// Carries out what comes before everything else.
    func carryOutRenames(root: String) throws {
        for rename in renames {
            guard try LocalFile.at(rename.to, in: root, hashesContent: false) == .absent else { continue }
            try moveDurably(root + "/" + rename.from.string, to: root + "/" + rename.to.string)
            removeEmptyFolders(above: rename.from, in: root)
        }
    }
}

/// What is known before anything is decided.
private struct Plan {
    let landing: Landing
    let sides: SideChanges?
    let kinds: KindSet
    let renamed: RenamedFolders
    private let origins: [RepositoryPath: RepositoryPath]

    var root: String { landing.root }
    var isNeeded: Bool {
        !renamed.moves.isEmpty || !renamed.gone.isEmpty || !(sides?.folderMoves.isEmpty ?? true)
    }

    init(_ landing: Landing, _ sides: SideChanges?, _ kinds: KindSet, isRecovering: Bool) throws {
        self.landing = landing
        self.sides = sides
        self.kinds = kinds
        let origins = Dictionary(
            (sides?.moves ?? [:]).map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
        self.origins = origins
        let new = Set(landing.changes.lazy.filter { $0.old == nil }.map(\.path))
        renamed = try RenamedFolders(
            landing.target, around: landing.changes.map { sides?.relocated($0.path) ?? $0.path }, landing.repository,
            root: landing.root, kinds: kinds
        ) { record in
            // Still where it was: it has not been moved yet.
            if let origin = origins[record] {
                return try LocalFile.at(origin, in: landing.root, hashesContent: false) == .absent ? .mayBe : .no
            }
            // What was never anywhere cannot have been moved away before it arrived.
            return new.contains(record) ? (isRecovering ? .mayBe : .no) : .yes
        }
    }

    /// The file that the landing moves to a path.
    func origin(of path: RepositoryPath) throws -> ObjectID? {
        guard let old = landing.old, let origin = origins[path] else { return nil }
        return try landing.repository.entry(at: origin, in: old)?.id
    }

    /// Whether a file here is the record that arrives, by its id.
    func isSameRecord(_ path: RepositoryPath, _ entry: TreeEntry) throws -> Bool {
        guard let here = bytesOnDisk(root + "/" + path.string).flatMap({ idLine($0) }),
            let bytes = try landing.repository.blob(entry.id, upTo: LocalChanges.largestRecord)
        else { return false }
        return idLine(bytes) == here
    }

    /// Where the merge put what was committed of a folder whose name is taken now.
    func placeOf(_ twin: LocalTwins.Twin) throws -> RepositoryPath? {
        guard let old = landing.old, let file = twin.leaving.first,
            let entry = try landing.repository.entry(at: file, in: old)
        else { return nil }
        let (stem, ending) = twin.path.stemAndEnding
        for number in 2...99 {
            let candidate = twin.path.folder.appending(stem + "-\(number)" + ending)
            let move = SideChanges.FolderMove(from: twin.path, to: candidate)
            if try landing.repository.entry(at: file.moved(move), in: landing.target) == entry { return candidate }
        }
        return nil
    }

    /// `pump-2.yaml` for `pump.yaml`, `acme-2` for `acme`.
    func free(_ path: RepositoryPath, isTaken: (RepositoryPath) throws -> Bool) throws -> RepositoryPath {
        let (stem, ending) = path.stemAndEnding
        for number in 2...9999 {
            let candidate = path.folder.appending(stem + "-\(number)" + ending)
            if try isTaken(candidate) { continue }
            if try landing.repository.entry(at: candidate, in: landing.target) != nil { continue }
            if try LocalFile.at(candidate, in: root, hashesContent: false) == .absent { return candidate }
        }
        throw SyncFailure(.other("no free name for \(path)"))
    }
}
