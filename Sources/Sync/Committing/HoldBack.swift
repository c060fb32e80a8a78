import Records
import Rules

/// Decides which changes of records are not committed: those with a problem of their own, and everything that would be wrong
/// without them. What is already committed is never held against anybody.
struct HoldBack {
    /// Why each held change is held; a path without an entry is committed.
    private(set) var held: [RecordPath: [Problem]]

    private let changes: [RecordChange]
    private let unchanged: Unchanged
    /// Ids that some change takes away from its file.
    private let goingIDs: Set<String>

    /// - Parameters:
    ///   - changes: of records only.
    ///   - unchanged: the records whose files are as committed.
    ///   - problems: errors of the changed files.
    init(changes: [RecordChange], unchanged records: [Record], problems: [RecordPath: [Problem]]) {
        self.changes = changes
        goingIDs = Set(changes.compactMap { $0.before?.id == $0.after?.id ? nil : $0.before?.id })
        unchanged = Unchanged(records, goingIDs: goingIDs)
        held = problems
        while holdDependents() {}
    }

    /// One round; true when something more is held.
    private mutating func holdDependents() -> Bool {
        let state = State(changes, held: held, unchanged, goingIDs)
        var found: [RecordPath: Problem] = [:]
        for change in changes where held[change.path] == nil {
            if let problem = missingGround(change, state) ?? stillNeeded(change, state) { found[change.path] = problem }
        }
        for (path, problem) in found { held[path] = [problem] }
        return !found.isEmpty
    }

    /// What a new or changed record needs and would not find.
    private func missingGround(_ change: RecordChange, _ state: State) -> Problem? {
        guard let after = change.after else { return nil }
        if !state.waitingIDs.isEmpty {
            for id in after.referencedIDs {
                if let other = state.waitingIDs[id] { return waits(change.path, for: other, .danglingReference) }
            }
        }
        if let parent = after.kind.parent, let folder = after.parentFolder,
            let other = state.waitingPlaces[parent + " " + folder]
        {
            return waits(change.path, for: other, .missingParent)
        }
        // The file that had this id stays, so the id would be there twice: a move is committed whole or not at all.
        if let id = after.id, id != change.before?.id, let other = state.stayingIDs[after.kind.key + " " + id] {
            return waits(change.path, for: other, .duplicateID)
        }
        return nil
    }

    /// Who would miss what a removed or changed record takes away.
    private func stillNeeded(_ change: RecordChange, _ state: State) -> Problem? {
        guard let before = change.before else { return nil }
        if let id = before.id, id != change.after?.id, !state.ids.contains(id) {
            if let path = unchanged.referrers[id] ?? state.referrers[id] {
                return needed(change.path, by: path, .danglingReference)
            }
            if let moved = state.waitingIDs[id] { return waits(change.path, for: moved, .duplicateID) }
        }
        if change.after == nil, before.isFolderRecord, !state.places.contains(before.place),
            let path = unchanged.children[before.place] ?? state.children[before.place]
        {
            return needed(change.path, by: path, .missingParent)
        }
        return nil
    }

    private func waits(_ path: RecordPath, for other: RecordPath, _ rule: Rule) -> Problem {
        Problem(
            rule, path: path,
            message: Text(
                en: "waits for \(other), which is not committed", zh: "要等 \(other) 提交后才能提交"),
            remedy: Text(en: "put \(other) right", zh: "请先改正 \(other)"))
    }

    private func needed(_ path: RecordPath, by other: RecordPath, _ rule: Rule) -> Problem {
        rule == .missingParent
            ? Problem(
                rule, path: path,
                message: Text(en: "\(other) still lies in its folder", zh: "\(other) 还在它的文件夹里"),
                remedy: Text(en: "remove what lies in the folder as well", zh: "请把文件夹里的内容一并删除"))
            : Problem(
                rule, path: path,
                message: Text(en: "\(other) still refers to it", zh: "\(other) 仍在引用它"),
                remedy: Text(en: "change the reference there first", zh: "请先修改那里的引用"))
    }
}

/// What the records that nobody touched offer and need.
private struct Unchanged {
    var ids: Set<String> = []
    /// Folder records, as `place`.
    var parents: Set<String> = []
    /// A record that refers to an id that is about to go.
    var referrers: [String: RecordPath] = [:]
    /// A record in the folder of a parent.
    var children: [String: RecordPath] = [:]

    init(_ records: [Record], goingIDs: Set<String>) {
        for record in records {
            if let id = record.id { ids.insert(id) }
            if record.isFolderRecord { parents.insert(record.place) }
            if let parent = record.kind.parent, let folder = record.parentFolder {
                children[parent + " " + folder] = record.path
            }
            if goingIDs.isEmpty { continue }
            for id in record.referencedIDs.intersection(goingIDs) { referrers[id] = record.path }
        }
    }
}

/// What would be committed if exactly the held changes were left out.
private struct State {
    var ids: Set<String>
    /// Folder records, as `place`.
    var places: Set<String>
    /// A changed record, as it would be committed, that refers to an id that is about to go.
    var referrers: [String: RecordPath] = [:]
    /// A changed record, as it would be committed, in the folder of a parent.
    var children: [String: RecordPath] = [:]
    /// Ids and places that only held changes offer.
    var waitingIDs: [String: RecordPath] = [:]
    var waitingPlaces: [String: RecordPath] = [:]
    /// Kind and id of records that held changes would have taken away.
    var stayingIDs: [String: RecordPath] = [:]

    init(
        _ changes: [RecordChange], held: [RecordPath: [Problem]], _ unchanged: Unchanged, _ goingIDs: Set<String>
    ) {
        ids = unchanged.ids
        places = unchanged.parents
        for change in changes {
            let isHeld = held[change.path] != nil
            if isHeld, let before = change.before, let id = before.id, change.after?.id != id {
                stayingIDs[before.kind.key + " " + id] = change.path
            }
            guard let record = isHeld ? change.before : change.after else { continue }
            if let id = record.id { ids.insert(id) }
            if record.isFolderRecord { places.insert(record.place) }
            if let parent = record.kind.parent, let folder = record.parentFolder {
                children[parent + " " + folder] = change.path
            }
            if goingIDs.isEmpty { continue }
            for id in record.referencedIDs.intersection(goingIDs) { referrers[id] = change.path }
        }
        for change in changes where held[change.path] != nil {
            guard let after = change.after else { continue }
            if let id = after.id, !ids.contains(id) { waitingIDs[id] = change.path }
            if after.isFolderRecord, !places.contains(after.place) { waitingPlaces[after.place] = change.path }
        }
    }
}

extension Record {
    /// Kind and folder: what a record inside names as its parent.
    fileprivate var place: String { kind.key + " " + path.folder }
}
