package import Git
import LosslessYAML
import Records

/// How to take back what one commit did, given everything that happened since: each record is merged backwards field by field
/// (from what the commit made to what was before it), so that the fields others changed since stay as they are.
package enum UndoPlan: Sendable {
    case files([PlannedFile])
    /// Everything is already as it was before.
    case nothing
    case obstacles([UndoObstacle])
}

/// Plans the undo of a commit with one parent.
///
/// - Throws: `GitError`, `FileProblem`.
package func planUndo(of commit: CommitInfo, now: FolderNow) throws -> UndoPlan {
    guard let parent = commit.parents.first else { return .nothing }
    var planner = try UndoPlanner(commit: commit, parent: parent, now: now)
    try planner.plan()
    if !planner.obstacles.isEmpty { return .obstacles(planner.obstacles) }
    let files = try planner.writes.planned(now)
    return files.isEmpty ? .nothing : .files(files)
}

/// What shall be written where; a removal gives way to a write at the same path.
struct PathWrites {
    private(set) var contents: [RecordPath: [UInt8]] = [:]
    private(set) var removals: Set<RecordPath> = []
    private var origins: [RecordPath: RecordPath] = [:]

    mutating func write(_ path: RecordPath, _ bytes: [UInt8]) { contents[path] = bytes }
    mutating func remove(_ path: RecordPath) { removals.insert(path) }

    mutating func move(_ path: RecordPath, to target: RecordPath, _ bytes: [UInt8]) {
        write(target, bytes)
        remove(path)
        origins[target] = path
    }

    /// The paths that hold something now which these writes would bury.
    func buried(_ now: FolderNow, besides known: Set<RecordPath>) throws -> [RecordPath] {
        try contents.keys.filter { path in
            guard !removals.contains(path), !known.contains(path) else { return false }
            return try now.bytes(path).map { $0 != contents[path] } ?? false
        }.sorted()
    }

    func planned(_ now: FolderNow) throws -> [PlannedFile] {
        try Set(contents.keys).union(removals).sorted().compactMap { path in
            let before = try now.bytes(path)
            let after = contents[path]
            if before == after { return nil }
            let origin = before == nil ? origins[path].flatMap { contents[$0] == nil ? $0 : nil } : nil
            return PlannedFile(path: path, before: before, after: after, movedFrom: origin)
        }
    }
}

private struct UndoPlanner {
    let commit: CommitInfo
    let parent: ObjectID
    let now: FolderNow
    private(set) var writes = PathWrites()
    private(set) var obstacles: [UndoObstacle] = []
    private let subjects: [UndoSubject]
    /// Paths that are merged where they are.
    private var inPlace: Set<RecordPath> = []
    /// Where the folder of a record will be after the undo, by id.
    private var targetFolders: [String: String] = [:]

    init(commit: CommitInfo, parent: ObjectID, now: FolderNow) throws {
        self.commit = commit
        self.parent = parent
        self.now = now
        (subjects, obstacles) = try UndoSubject.subjects(of: commit, parent: parent, now: now)
    }

    mutating func plan() throws {
        guard obstacles.isEmpty else { return }
        // Folders first: what lies in them goes with them.
        for subject in subjects where subject.isFolder { try plan(subject) }
        for subject in subjects where !subject.isFolder { try plan(subject) }
        try moveTheRest()
        for path in try writes.buried(now, besides: inPlace) { obstacles.append(.placeTaken(path: path)) }
        try refuseRemovalOfWhatIsNeeded()
    }

    private mutating func plan(_ subject: UndoSubject) throws {
        switch (subject.old, subject.new) {
        case (let old?, let new?): try planChanged(subject, old, new)
        case (nil, let new?): try planMade(subject, new)
        case (let old?, nil): try planRemoved(subject, old)
        case (nil, nil): break
        }
    }

    /// Where a file of an older commit belongs now: its customer's folder may have another name.
    private func mapped(_ path: RecordPath, in commit: ObjectID, toTarget: Bool) throws -> RecordPath {
        guard let owner = try now.owner(of: path, in: commit) else { return path }
        let present = now.records.record(id: owner.id)?.path.folder
        guard let folder = toTarget ? targetFolders[owner.id] ?? present : present, folder != owner.folder else {
            return path
        }
        return RecordPath(folder + path.text.dropFirst(owner.folder.count)) ?? path
    }

    private func present(_ subject: UndoSubject, _ version: UndoSubject.Version) throws -> (RecordPath, [UInt8])? {
        let path: RecordPath
        if let id = subject.id {
            guard let record = now.records.record(id: id), record.kind.key == version.record?.kind.key else {
                return nil
            }
            path = record.path
        } else {
            path = try mapped(version.path, in: commit.id, toTarget: false)
        }
        return try now.bytes(path).map { (path, $0) }
    }

    private mutating func planChanged(
        _ subject: UndoSubject, _ old: UndoSubject.Version, _ new: UndoSubject.Version
    ) throws {
        guard let (path, bytes) = try present(subject, new) else {
            obstacles.append(.removed(title: new.title, by: try lastChange(new)))
            return
        }
        var target = path
        if old.path != new.path {
            let expected = subject.isFolder ? new.path : try mapped(new.path, in: commit.id, toTarget: false)
            if path == expected {
                target = subject.isFolder ? old.path : try mapped(old.path, in: parent, toTarget: true)
            } else {
                obstacles.append(.moved(title: new.title, to: path))
                return
            }
        }
        if subject.isFolder, let id = subject.id { targetFolders[id] = target.folder }
        guard let merged = try merged(subject, old, new, path, bytes) else { return }
        if target == path {
            writes.write(path, merged)
            inPlace.insert(path)
        } else {
            writes.move(path, to: target, merged)
        }
    }

    private mutating func merged(
        _ subject: UndoSubject, _ old: UndoSubject.Version, _ new: UndoSubject.Version, _ path: RecordPath,
        _ bytes: [UInt8]
    ) throws -> [UInt8]? {
        if bytes == new.bytes { return old.bytes }
        if bytes == old.bytes || old.bytes == new.bytes { return bytes }
        guard let kind = new.record?.kind, old.record != nil else {
            obstacles.append(new.isRecordFile ? .unreadable(path: path) : .fileChanged(path: path))
            return nil
        }
        switch mergeFields(base: new.bytes, ours: bytes, theirs: old.bytes, kind: kind) {
        case .merged(let merged): return merged
        case .unreadable: obstacles.append(.unreadable(path: path))
        case .conflicts(let conflicts):
            let fields = try conflicts.map { try later($0.key, new) }
            obstacles.append(.fieldsChanged(title: now.record(path, bytes)?.title ?? new.title, fields: fields))
        }
        return nil
    }

    private mutating func planMade(_ subject: UndoSubject, _ new: UndoSubject.Version) throws {
        guard let (path, bytes) = try present(subject, new) else { return }
        if bytes != new.bytes {
            guard let before = new.record, let after = now.record(path, bytes) else {
                obstacles.append(.fileChanged(path: path))
                return
            }
            let changes = fieldDifferences(from: before, to: after)
            if !changes.isEmpty {
                let fields = try changes.prefix(8).map { change in
                    (label: change.label, by: try lastChange(new, touching: change.steps))
                }
                obstacles.append(.fieldsChanged(title: after.title, fields: fields))
                return
            }
        }
        writes.remove(path)
    }

    private mutating func planRemoved(_ subject: UndoSubject, _ old: UndoSubject.Version) throws {
        if let id = subject.id, let record = now.records.record(id: id) {
            if record.tree.bytes != old.bytes { obstacles.append(.placeTaken(path: record.path)) }
            return
        }
        let target = subject.isFolder ? old.path : try mapped(old.path, in: parent, toTarget: true)
        if subject.isFolder, let id = subject.id { targetFolders[id] = target.folder }
        writes.write(target, old.bytes)
    }

    /// What came into a renamed folder since goes back with it.
    private mutating func moveTheRest() throws {
        for (id, folder) in targetFolders {
            guard let present = now.records.record(id: id)?.path.folder, present != folder else { continue }
            for path in try now.files(beneath: present)
            where !writes.removals.contains(path) && writes.contents[path] == nil {
                guard let target = RecordPath(folder + path.text.dropFirst(present.count)),
                    let bytes = try now.bytes(path)
                else { continue }
                writes.move(path, to: target, bytes)
            }
        }
    }

    /// A record that others refer to, or whose folder holds others, is not removed.
    private mutating func refuseRemovalOfWhatIsNeeded() throws {
        let leaving = subjects.filter { $0.old == nil && $0.new != nil }
        if leaving.isEmpty { return }
        // As they will read: the operation may have made the reference as well.
        let staying = now.records.all.compactMap { record -> Record? in
            if let bytes = writes.contents[record.path] { return now.record(record.path, bytes) }
            return writes.removals.contains(record.path) ? nil : record
        }
        for subject in leaving {
            guard let id = subject.id, let record = now.records.record(id: id), writes.removals.contains(record.path)
            else { continue }
            let users = staying.filter { $0.referencedIDs.contains(id) }
            if !users.isEmpty { obstacles.append(.referenced(title: record.title, by: users.map(\.title))) }
            guard subject.isFolder else { continue }
            let others = try now.files(beneath: record.path.folder).filter { !writes.removals.contains($0) }
            if !others.isEmpty {
                let names = others.map { path in now.records.all.first { $0.path == path }?.title ?? path.text }
                obstacles.append(.holdsOthers(title: record.title, files: names))
            }
        }
    }

    /// Who changed a field since, by the key path of a merge (`next/due`).
    private func later(_ key: String, _ new: UndoSubject.Version) throws -> (label: Text, by: LaterChange?) {
        let keys = key.split(separator: "/").map(String.init)
        var label = Text("")
        var fields = new.record?.kind.fields ?? []
        for (index, key) in keys.enumerated() {
            let field = fields.first { $0.key == key }
            label = label + Text(en: index == 0 ? "" : " ", zh: "") + (field?.name ?? Text(key))
            fields = field?.fields ?? []
        }
        return (label, try lastChange(new, touching: keys.map { .key($0) }))
    }

    /// The last change since the commit to the record, or to a place in it.
    private func lastChange(_ version: UndoSubject.Version, touching steps: [FieldDifference.Step]? = nil) throws
        -> LaterChange?
    {
        guard let record = version.record else { return nil }
        let path = record.id.flatMap { now.records.record(id: $0)?.path } ?? version.path
        let history = RecordHistory(
            now.repository, root: now.folder.root, kinds: now.folder.kinds, kind: record.kind, id: record.id, path: path
        )
        var found: LaterChange?
        try history.read { revision in
            if revision.commit?.id == commit.id { return false }
            guard steps.map({ steps in revision.changes.contains { $0.touches(steps) } }) ?? true else { return true }
            found = LaterChange(commit: revision.commit, note: revision.note)
            return false
        }
        return found
    }
}
