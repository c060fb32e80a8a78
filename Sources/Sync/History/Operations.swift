package import Git

/// One commit as people think of it: something that somebody did.
package struct Operation: Sendable {
    package let commit: CommitInfo
    package let note: CommitNote
    /// The commit that took this one back, if that still holds.
    package let undoneBy: ObjectID?

    package var isUndo: Bool { note.undoes != nil }
    /// The commit that everything began with.
    package var isFirst: Bool { commit.parents.isEmpty }
}

/// The operations of a history, newest first. Merges are left out: what they join is listed by itself.
///
/// - Parameter visit: return false to stop.
package func readOperations(
    _ repository: Repository, from head: ObjectID, _ visit: (Operation) throws -> Bool
) throws {
    // An undo comes before what it undoes, and an undo of the undo before that: so what counts is known in time.
    var undoneBy: [ObjectID: ObjectID] = [:]
    try repository.walk(from: [head]) { id in
        let commit = try repository.commit(id)
        guard commit.parents.count < 2 else { return true }
        let note = CommitNote(message: commit.message)
        let undone = undoneBy.removeValue(forKey: id)
        if undone == nil, let target = note.undoes { undoneBy[target] = undoneBy[target] ?? id }
        return try visit(Operation(commit: commit, note: note, undoneBy: undone))
    }
}
