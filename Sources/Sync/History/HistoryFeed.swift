package import Git
package import RecordIndex
package import Records

/// Tells the index what the commits changed in the records, field by field, so that it can be asked and filtered by. Only commits that
/// the index has not heard of are read.
package struct HistoryFeed {
    private let repository: Repository
    private let kinds: KindSet
    /// Ids of members by their e-mail addresses in small letters.
    private let members: [String: String]

    /// - Parameter members: the records of the team, as they are now.
    package init(_ repository: Repository, _ folder: CRMFolder, members: [Record]) {
        self.repository = repository
        kinds = folder.kinds
        var ids: [String: String] = [:]
        for member in members {
            for address in (member.value("emails")?.items ?? []).compactMap(\.string) {
                ids[address.lowercased()] = member.id
            }
        }
        self.members = ids
    }

    /// Brings the history in the index up to `HEAD`.
    ///
    /// - Throws: `GitError`; errors of the database.
    package func feed(_ index: RecordIndex) throws {
        guard let head = try repository.head().commit else { return }
        let known = try index.historyHead().flatMap { ObjectID(hex: $0) }
        if known == head { return }
        // After the history was rewritten, what the index has heard is no longer so.
        let isContinued = try known.map { try repository.contains($0) && repository.isAncestor($0, of: head) } ?? false
        let new = try repository.commits(from: head, hiding: isContinued ? [known].compactMap { $0 } : [])
        var events: [HistoryEvent] = []
        for id in new.reversed() { events += try self.events(in: id) }
        try index.appendHistory(events, head: head.hex, replacing: !isContinued)
    }

    private func events(in id: ObjectID) throws -> [HistoryEvent] {
        let changed = try repository.changes(in: id)
        let commit = changed.commit
        let note = CommitNote(message: commit.message)
        var event = HistoryEvent(
            commit: id.hex, time: commit.author.instant.description,
            author: "\(commit.author.name) <\(commit.author.email)>",
            member: members[commit.author.email.lowercased()] ?? note.member, recordID: nil,
            path: CRMFolder.settingsPath, field: "", old: nil, new: nil, operation: note.operation,
            reason: note.reason)
        var events: [HistoryEvent] = []
        for (before, after) in pairs(of: try changed.changes.compactMap(versions)) {
            guard let path = (after ?? before)?.path else { continue }
            event.recordID = after?.id ?? before?.id
            event.path = path
            if let old = before?.path, after != nil, old != path {
                event.field = "path"
                event.old = RecordValue.text(old.text).json(indented: false)
                event.new = RecordValue.text(path.text).json(indented: false)
                events.append(event)
            }
            guard before != nil, after != nil else {
                // Came or went as a whole: its fields are told by the file.
                event.field = ""
                event.old = before.map { RecordValue.text($0.title).json(indented: false) }
                event.new = after.map { RecordValue.text($0.title).json(indented: false) }
                events.append(event)
                continue
            }
            for difference in fieldDifferences(from: before, to: after) {
                event.field = difference.path
                event.old = difference.before?.json(indented: false)
                event.new = difference.after?.json(indented: false)
                events.append(event)
            }
        }
        return events
    }

    private typealias Versions = (before: Record?, after: Record?)

    /// nil for a file that is no record.
    private func versions(_ change: PathChange) throws -> Versions? {
        guard let path = RecordPath(change.path.string), let kind = kinds.kind(at: path) else { return nil }
        func record(_ entry: TreeEntry?) throws -> Record? {
            guard let entry, entry.mode == .file || entry.mode == .executable else { return nil }
            let bytes = try repository.blob(entry.id, limit: RecordHistory.largestRecord)
            return ParsedFile(path: path, bytes: bytes).text.map { Record(path: path, kind: kind, text: $0) }
        }
        let versions = (before: try record(change.old), after: try record(change.new))
        return versions.before == nil && versions.after == nil ? nil : versions
    }

    /// A record that went at one place and came at another in the same commit was moved.
    private func pairs(of changes: [Versions]) -> [Versions] {
        var gone: [String: Record] = [:]
        for case let (before?, nil) in changes { if let id = before.id { gone[id] = before } }
        var moved: Set<String> = []
        var pairs: [Versions] = []
        for change in changes {
            if change.before == nil, let id = change.after?.id, let before = gone[id], moved.insert(id).inserted {
                pairs.append((before, change.after))
            } else {
                pairs.append(change)
            }
        }
        return pairs.filter { $0.after != nil || $0.before?.id.map { !moved.contains($0) } ?? true }
    }
}

extension Signature {
    /// The moment, in the time zone of who signed.
    fileprivate var instant: Instant { Instant(secondsSinceEpoch: Int(time), offset: offset * 60) }
}
