package import Records

/// A record that differs from its committed version.
package struct RecordChange: Sendable {
    /// What happened to the file.
    package enum Change: String, Sendable, Hashable { case added, changed, removed }

    /// Where the file is, or was when it is gone.
    package let path: RecordPath
    /// As committed; nil when new, or when the committed text is not readable.
    package let before: Record?
    /// As the file is now; nil when removed.
    package let after: Record?
    /// What people call the record in whose folder this one lies: the customer. nil elsewhere.
    package let parent: String?

    package init(path: RecordPath, before: Record?, after: Record?, parent: String? = nil) {
        self.path = path
        self.before = before
        self.after = after
        self.parent = parent
    }

    package var change: Change {
        after == nil ? .removed : before == nil ? .added : .changed
    }

    package var record: Record? { after ?? before }

    /// True when the text of a top-level field is another one than before, one that came or went included.
    package func changes(_ key: String) -> Bool { before?.string(key) != after?.string(key) }

    /// True in a repository with `privacy: masked` when nothing but masking happened (R54): that rewrites no past.
    package func onlyMasks(_ settings: Settings) -> Bool {
        guard settings.privacy == .masked, let before, let after else { return false }
        return before.path == after.path && before.masked.value == after.value
    }
}

extension [RecordChange] {
    /// The same with a file that went and one that came brought together where they are the same record, by kind and id: a move
    /// is no new record, and hides no edit.
    package var joiningMoves: [RecordChange] {
        var gone: [String: RecordChange] = [:]
        for change in self where change.after == nil {
            guard let record = change.before, let id = record.id else { continue }
            gone[record.kind.key + " " + id] = change
        }
        if gone.isEmpty { return self }
        var moved: Set<RecordPath> = []
        let joined = map { change -> RecordChange in
            guard change.before == nil, let record = change.after, let id = record.id,
                let old = gone.removeValue(forKey: record.kind.key + " " + id)
            else { return change }
            moved.insert(old.path)
            return RecordChange(path: change.path, before: old.before, after: record, parent: change.parent)
        }
        return joined.filter { $0.after != nil || !moved.contains($0.path) }
    }
}
