package import Git
package import Records

/// One state of a record against the one before.
package struct RecordRevision: Sendable {
    /// A version of the record; `record` is nil when its text cannot be read.
    package struct Version: Sendable {
        package let path: RecordPath
        package let bytes: [UInt8]
        package let record: Record?
    }

    /// nil: edits in the work tree that are not committed.
    package let commit: CommitInfo?
    package let note: CommitNote
    /// nil when the record begins here.
    package let before: Version?
    /// nil when the record ends here.
    package let after: Version?
    /// For a merge only what the merge itself changed: the rest is told by the commits that it joins. Empty when only the
    /// place, comments or the way of writing changed.
    package let changes: [FieldDifference]

    /// The file was moved or its folder renamed.
    package var isMoved: Bool { before != nil && after != nil && before?.path != after?.path }

    /// The same with only some of the changes.
    package func replacing(_ changes: [FieldDifference]) -> RecordRevision {
        RecordRevision(commit: commit, note: note, before: before, after: after, changes: changes)
    }
}

/// The history of one record, read from the commits: who changed which field from what to what, when and why.
package struct RecordHistory {
    /// Bytes; a larger file is no record.
    static let largestRecord = 1 << 24

    private let repository: Repository
    private let root: String
    private let kinds: KindSet
    private let kind: Kind
    private let id: String?
    private let path: RecordPath

    /// - Parameters:
    ///   - path: where the record is now, or was last.
    ///   - root: of the work tree, for edits that are not committed.
    package init(_ repository: Repository, root: String, kinds: KindSet, kind: Kind, id: String?, path: RecordPath) {
        self.repository = repository
        self.root = root
        self.kinds = kinds
        self.kind = kind
        self.id = id
        self.path = path
    }

    package init(_ repository: Repository, _ folder: CRMFolder, of record: Record) {
        self.init(
            repository, root: folder.root, kinds: folder.kinds, kind: record.kind, id: record.id, path: record.path)
    }

    /// Hands over the revisions, newest first, edits that are not committed at the very front.
    ///
    /// - Parameters:
    ///   - start: the commit to begin at; nil begins at the work tree, then `HEAD`.
    ///   - visit: return false to stop.
    /// - Throws: `GitError`; `FileProblem` for a file that is there and cannot be read.
    package func read(from start: ObjectID? = nil, _ visit: (RecordRevision) throws -> Bool) throws {
        var reader = VersionReader(repository: repository, kind: kind)
        var locator = RecordLocator(repository: repository, kinds: kinds, kind: kind, id: id)
        guard let head = try start ?? repository.head().commit else {
            if let revision = try uncommitted(nil, &reader) { _ = try visit(revision) }
            return
        }
        var places: [ObjectID: Place] = [:]
        let first = try place(in: head, &locator)
        places[head] = first
        if start == nil, let revision = try uncommitted(first.version, &reader), try !visit(revision) { return }

        try repository.walk(from: [head]) { id in
            guard let place = places.removeValue(forKey: id) else { return true }
            var before: [RecordVersion?] = []
            for parent in try repository.parents(of: id) {
                let older: Place
                if let known = places[parent] {
                    older = known
                } else {
                    let version = try locator.locate(
                        in: parent, before: id, at: place.version, lastPath: place.lastPath)
                    older = Place(version: version, lastPath: version?.path ?? place.lastPath)
                    places[parent] = older
                }
                before.append(older.version)
            }
            guard let revision = try revision(id, place.version, before, &reader) else { return true }
            return try visit(revision)
        }
    }

    /// Where the record is in one commit.
    private struct Place {
        /// nil when the commit does not have it.
        let version: RecordVersion?
        let lastPath: RecordPath
    }

    /// In `HEAD` the record is where its file is, unless that was moved and the move is not committed.
    private func place(in head: ObjectID, _ locator: inout RecordLocator) throws -> Place {
        let version = try locator.locate(in: head, before: head, at: nil, lastPath: path)
        if let version { return Place(version: version, lastPath: version.path) }
        guard currentBytes() != nil, let moved = try locator.searchAll(of: head, thatIsGoneFrom: root) else {
            return Place(version: nil, lastPath: path)
        }
        return Place(version: moved, lastPath: moved.path)
    }

    private func currentBytes() -> [UInt8]? {
        try? readFile(root + "/" + path.text, limit: Self.largestRecord)
    }

    private func uncommitted(_ committed: RecordVersion?, _ reader: inout VersionReader) throws -> RecordRevision? {
        let bytes = currentBytes()
        if bytes == nil, committed == nil { return nil }
        if let bytes, let committed, committed.path == path, try Repository.blobID(of: bytes) == committed.blob {
            return nil
        }
        let before = try committed.map { try reader.version($0) }
        let after = bytes.map { reader.version(path, $0) }
        return RecordRevision(
            commit: nil, note: CommitNote(), before: before, after: after,
            changes: Self.changes(before, after))
    }

    private func revision(
        _ id: ObjectID, _ now: RecordVersion?, _ parents: [RecordVersion?], _ reader: inout VersionReader
    ) throws -> RecordRevision? {
        if parents.isEmpty, now == nil { return nil }
        // A merge that agrees with one of its sides made nothing of its own.
        if parents.contains(where: { $0 == now }) { return nil }
        if parents.count > 1, parents.contains(where: { $0?.blob == now?.blob }) { return nil }
        let after = try now.map { try reader.version($0) }
        // A side that does not have the record has nothing to say about its fields.
        let older = try parents.compactMap { $0 }.map { try reader.version($0) }
        var changes = Self.changes(older.first, after)
        for other in older.dropFirst() {
            let others = Self.changes(other, after)
            changes.removeAll { change in !others.contains { $0.touches(change.steps) } }
        }
        if parents.count > 1, !older.isEmpty, after != nil, changes.isEmpty { return nil }
        let commit = try repository.commit(id)
        return RecordRevision(
            commit: commit, note: CommitNote(message: commit.message), before: older.first, after: after,
            changes: changes)
    }

    private static func changes(_ before: RecordRevision.Version?, _ after: RecordRevision.Version?)
        -> [FieldDifference]
    {
        // Between a text that cannot be read and one that can, nothing can be said about fields.
        if before != nil, before?.record == nil { return [] }
        if after != nil, after?.record == nil { return [] }
        return fieldDifferences(from: before?.record, to: after?.record)
    }
}

/// Reads versions of one record; each serves twice, as the later and as the earlier one.
private struct VersionReader {
    let repository: Repository
    let kind: Kind
    private var recent: [RecordVersion: RecordRevision.Version] = [:]

    init(repository: Repository, kind: Kind) {
        self.repository = repository
        self.kind = kind
    }

    mutating func version(_ version: RecordVersion) throws -> RecordRevision.Version {
        if let known = recent[version] { return known }
        let read = self.version(
            version.path, try repository.blob(version.blob, limit: RecordHistory.largestRecord))
        if recent.count > 64 { recent.removeAll(keepingCapacity: true) }
        recent[version] = read
        return read
    }

    func version(_ path: RecordPath, _ bytes: [UInt8]) -> RecordRevision.Version {
        let text = ParsedFile(path: path, bytes: bytes).text
        return .init(path: path, bytes: bytes, record: text.map { Record(path: path, kind: kind, text: $0) })
    }
}
