package import Git
package import Records

/// Where a record's file is in one commit.
package struct RecordVersion: Sendable, Hashable {
    package let path: RecordPath
    /// The file's content.
    package let blob: ObjectID

    package init(path: RecordPath, blob: ObjectID) {
        self.path = path
        self.blob = blob
    }
}

/// Finds one record in older and older commits. A record is its `id`: its path may have changed, also because the folder of
/// its customer was renamed.
struct RecordLocator {
    let repository: Repository
    let kinds: KindSet
    let kind: Kind
    /// nil for a kind without ids (`crm.yaml`): then its path is what it is.
    let id: String?
    private var known: [ObjectID: Bool] = [:]

    init(repository: Repository, kinds: KindSet, kind: Kind, id: String?) {
        self.repository = repository
        self.kinds = kinds
        self.kind = kind
        self.id = id
    }

    /// Where the record is in `parent`, when it is at `version` in its child; nil when it is not there at all.
    ///
    /// - Parameters:
    ///   - version: nil when the child does not have it.
    ///   - lastPath: where it was last seen.
    mutating func locate(
        in parent: ObjectID, before child: ObjectID, at version: RecordVersion?, lastPath: RecordPath
    ) throws -> RecordVersion? {
        let path = version?.path ?? lastPath
        if let entry = try repository.entry(at: RepositoryPath(path.text), in: parent), entry.isFile {
            if entry.id == version?.blob { return version }
            if try isRecord(entry.id, at: path) { return RecordVersion(path: path, blob: entry.id) }
        }
        guard id != nil else { return nil }
        return try search(parent, child, blob: version?.blob)
    }

    /// Looks at the files that `child` removed or replaced: one of them may be the record under its older path.
    private mutating func search(_ parent: ObjectID, _ child: ObjectID, blob: ObjectID?) throws -> RecordVersion? {
        var candidates: [RecordVersion] = []
        for change in try repository.changes(from: parent, to: child) {
            guard let old = change.old, old.isFile, let path = RecordPath(change.path.string),
                kinds.kind(at: path)?.key == kind.key
            else { continue }
            if old.id == blob { return RecordVersion(path: path, blob: old.id) }
            candidates.append(RecordVersion(path: path, blob: old.id))
        }
        for candidate in candidates where try isRecord(candidate.blob, at: candidate.path) { return candidate }
        return nil
    }

    /// Looks through all of a commit, at files that are gone from the work tree: the record may have been moved by hand, and
    /// that is not committed.
    mutating func searchAll(of commit: ObjectID, thatIsGoneFrom root: String) throws -> RecordVersion? {
        guard id != nil else { return nil }
        for file in try repository.files(in: commit) {
            guard file.entry.isFile, let path = RecordPath(file.path.string), kinds.kind(at: path)?.key == kind.key,
                try LocalFile.at(file.path, in: root, hashesContent: false) == .absent
            else { continue }
            if try isRecord(file.entry.id, at: path) { return RecordVersion(path: path, blob: file.entry.id) }
        }
        return nil
    }

    /// Whether this text is the record, by its id; a text that cannot be read counts if the id stands in it.
    private mutating func isRecord(_ blob: ObjectID, at path: RecordPath) throws -> Bool {
        guard let id else { return true }
        if case .fileName = kind.identity, path.stem.utf8.elementsEqual(id.utf8) { return true }
        if let known = known[blob] { return known }
        let bytes = try repository.blob(blob, limit: RecordHistory.largestRecord)
        var answer = false
        if bytes.contains(id.utf8) {
            let text = ParsedFile(path: path, bytes: bytes).text
            answer =
                text.map { Record(path: path, kind: kind, text: $0).id?.utf8.elementsEqual(id.utf8) ?? false } ?? true
        }
        known[blob] = answer
        return answer
    }
}

extension TreeEntry {
    var isFile: Bool { mode == .file || mode == .executable }
}

extension [UInt8] {
    /// Whether `part` stands somewhere within, byte for byte.
    fileprivate func contains(_ part: String.UTF8View) -> Bool {
        String(decoding: self, as: UTF8.self).utf8.contains(part)
    }
}
