package import Git
import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finishes a sync that was interrupted; nil when there is none. Every command that changes something calls it first.
///
/// - Parameter sleep: waits so many seconds, for another crm to finish.
package func finishInterrupted(
    _ repository: Repository, sleep: @escaping (Double) -> Void
) throws(SyncFailure) -> Recovery? {
    try asSyncFailure {
        guard try repository.commit(at: Journal.ref) != nil else { return nil }
        return try locked(repository, sleep: sleep) { try recover(repository) }
    }
}

/// Call it under the lock.
///
/// - Parameter followed: is told what went elsewhere, since folders were renamed.
func recover(
    _ repository: Repository, afterStep: (SyncStep) throws -> Void = { _ in },
    followed: (FollowedFolders) -> Void = { _ in }
) throws -> Recovery? {
    guard let target = try repository.commit(at: Journal.ref) else { return nil }
    let note = try Journal.read(repository).flatMap { $0.target == target ? $0 : nil }
    if let note, note.gitFolder != repository.gitFolder, access(note.gitFolder, F_OK) == 0 {
        throw SyncFailure(.otherWorkTree(note.gitFolder))
    }
    let head = try repository.head()
    let branch = note?.branch ?? head.branch
    guard let branch, head.branch == branch else { return try setAside(target, repository) }
    if let commit = head.commit, try repository.isAncestor(target, of: commit) {
        // Killed between moving the branch and forgetting about it.
        try repository.deleteRef(Journal.ref, from: target)
        try Journal.remove(repository)
        return .finished(kept: [])
    }
    let isWhereItWas =
        if let note { note.old == head.commit } else {
            try head.commit.map { try repository.isAncestor($0, of: target) } ?? true
        }
    guard isWhereItWas else { return try setAside(target, repository) }
    var landing = try Landing(
        repository, branch: branch, from: head.commit, to: target, replacing: note?.replacing ?? [:],
        edits: note?.edits ?? [:])
    landing.removeLeftTemporaryFiles()
    // Edited since: such a file is based on what was there before, and is merged before it is committed.
    var notes = try BehindNotes(repository)
    let kinds = try schemaFolder(repository, target).kinds
    let sides = try landing.sides(kinds)
    let strays = try StrayEdits(landing, sides)
    try notes.add(strays.bases)
    try strays.carryAlong()
    landing.moved = try landing.movedSince()
    try notes.add(strays.bases(ofMoved: landing.moved))
    landing.followed = try FollowedFolders(landing, sides, kinds: kinds, isRecovering: true)
    try notes.add(landing.followed.bases)
    followed(landing.followed)
    landing.removeLeftTemporaryFiles()
    try notes.add(try landing.editedSince())
    let kept = try landing.rollForward(message: "crm sync: finish an interrupted merge", afterStep: afterStep)
    return .finished(kept: kept.compactMap { RecordPath($0.string) })
}

/// Somebody committed or switched branches in between: the merge stays reachable, the files stay as they are.
private func setAside(_ target: ObjectID, _ repository: Repository) throws -> Recovery {
    let ref = Journal.rescuedRefs + target.hex
    if try repository.commit(at: ref) == nil {
        try repository.moveRef(ref, from: nil, to: target, message: "crm sync: set an interrupted merge aside")
    }
    try repository.deleteRef(Journal.ref, from: target)
    try Journal.remove(repository)
    return .setAside(ref: ref)
}
