package import Git
package import Records

/// A record that a merge by lines damaged (conflict markers, doubled keys), put together again by fields.
package struct RecordRepair: Sendable {
    package let path: RecordPath
    package let before: [UInt8]
    package let after: [UInt8]
    /// Where both sides had changed a field: the one that stays, and the other.
    package let conflicts: [OpenedConflict]
    /// The conflict records that go with it, by path.
    package let conflictFiles: [(path: RecordPath, bytes: [UInt8])]
    /// What the repair was made from.
    package let source: Source

    /// Where two versions of a damaged record were found.
    package enum Source: Sendable, Hashable {
        /// The two parents of the merge that did the damage.
        case merge(ObjectID)
        /// The two texts between the conflict markers.
        case markers
    }
}

/// Finds what can be put right of the records that cannot be read. A damaged record whose two versions cannot be found is left out.
package func findRepairs(_ request: SyncRequest, damaged: [RecordPath]) throws(SyncFailure) -> [RecordRepair] {
    try asSyncFailure {
        var finder = RepairFinder(request)
        return try damaged.compactMap { try finder.repair($0) }
    }
}

private struct RepairFinder {
    private let request: SyncRequest
    private let repository: Repository
    private let members: [Record]
    private var taken: Set<RecordPath> = []

    /// Commits of a file's history that are looked at.
    private static let mostCommits = 200

    init(_ request: SyncRequest) {
        self.request = request
        repository = request.repository
        members = (try? FolderReading(request.folder, kinds: ["member"]))?.records ?? []
    }

    mutating func repair(_ path: RecordPath) throws -> RecordRepair? {
        guard let kind = request.folder.kinds.kind(at: path) else { return nil }
        let bytes = try readFile(request.folder.root + "/" + path.text, limit: LocalChanges.largestRecord)
        if isReadable(path, bytes) { return nil }
        return try fromMerge(path, kind, bytes) ?? fromMarkers(path, kind, bytes)
    }

    private func isReadable(_ path: RecordPath, _ bytes: [UInt8]) -> Bool {
        ParsedFile(path: path, bytes: bytes).text != nil
    }

    /// The merge whose parents can be read while it cannot; nothing may have been written into the file since.
    private mutating func fromMerge(_ path: RecordPath, _ kind: Kind, _ bytes: [UInt8]) throws -> RecordRepair? {
        guard let head = try repository.head().commit else { return nil }
        let place = RepositoryPath(path.text)
        guard try repository.blob(at: place, in: head) == bytes else { return nil }
        var commit = try repository.commit(head)
        for _ in 0..<Self.mostCommits {
            let versions = try commit.parents.map { try repository.blob(at: place, in: $0) }
            if commit.parents.count == 2, let first = versions[0], let second = versions[1], isReadable(path, first),
                isReadable(path, second)
            {
                // The second parent is what was merged in; the first was there already.
                let base = try repository.mergeBase(of: commit.parents[0], and: commit.parents[1])
                let before = try base.flatMap { try repository.blob(at: place, in: $0) }
                return try merge(
                    path, kind, bytes, base: before, ours: second, theirs: first, .merge(commit.id),
                    commits: (base ?? commit.parents[0], commit.parents[1], commit.parents[0]))
            }
            // Further back along the parent that is damaged in the same way.
            guard let index = versions.firstIndex(where: { $0 == bytes }) else { return nil }
            commit = try repository.commit(commit.parents[index])
        }
        return nil
    }

    private mutating func fromMarkers(_ path: RecordPath, _ kind: Kind, _ bytes: [UInt8]) throws -> RecordRepair? {
        guard let texts = MarkedText(bytes), isReadable(path, texts.ours), isReadable(path, texts.theirs),
            let head = try repository.head().commit
        else { return nil }
        let base = texts.base.flatMap { isReadable(path, $0) ? $0 : nil }
        return try merge(
            path, kind, bytes, base: base, ours: texts.theirs, theirs: texts.ours, .markers, commits: (head, head, head)
        )
    }

    private mutating func merge(
        _ path: RecordPath, _ kind: Kind, _ damaged: [UInt8], base: [UInt8]?, ours: [UInt8], theirs: [UInt8],
        _ source: RecordRepair.Source, commits: (base: ObjectID, ours: ObjectID, theirs: ObjectID)
    ) throws -> RecordRepair? {
        let merge = mergeFields(
            base: base, ours: ours, theirs: theirs, kind: kind,
            choices: MergeChoices(keepsPublished: { _ in true }))
        guard case .merged(let bytes) = merge.result, let text = ParsedFile(path: path, bytes: bytes).text else {
            return nil
        }
        var conflicts: [OpenedConflict] = []
        var files: [(path: RecordPath, bytes: [UInt8])] = []
        if !merge.noted.isEmpty, let conflictKind = request.folder.kinds["conflict"] {
            let place = RepositoryPath(path.text)
            let file = NotedFile(
                record: Record(path: path, kind: kind, text: text), path: path, ours: place, theirs: place,
                sort: .fields(merge.noted))
            let writer = ConflictRecordWriter(
                repository: repository, request: request, bases: [commits.base], ours: commits.ours,
                theirs: commits.theirs, members: members)
            let root = request.folder.root
            let known = taken
            for (conflict, bytes) in try writer.write(
                file, kind: conflictKind,
                isTaken: { path in
                    try known.contains(path)
                        || LocalFile.at(RepositoryPath(path.text), in: root, hashesContent: false) != .absent
                })
            {
                conflicts.append(conflict)
                files.append((conflict.path, bytes))
                taken.insert(conflict.path)
            }
        }
        return RecordRepair(
            path: path, before: damaged, after: bytes, conflicts: conflicts, conflictFiles: files, source: source)
    }
}

/// The two texts of a file with conflict markers, as git writes them.
struct MarkedText {
    private(set) var ours: [UInt8] = []
    private(set) var theirs: [UInt8] = []
    /// nil without the style `diff3`.
    private(set) var base: [UInt8]?

    private enum Part { case common, ours, base, theirs }

    /// nil when there is no marker, or they do not match.
    init?(_ bytes: [UInt8]) {
        var part = Part.common
        var isMarked = false
        var baseText: [UInt8] = []
        var hasBase = false
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            switch Self.marker(line) {
            case UInt8(ascii: "<")? where part == .common:
                part = .ours
                isMarked = true
                continue
            case UInt8(ascii: "|")? where part == .ours:
                part = .base
                hasBase = true
                continue
            case UInt8(ascii: "=")? where part == .ours || part == .base:
                part = .theirs
                continue
            case UInt8(ascii: ">")? where part == .theirs:
                part = .common
                continue
            default: break
            }
            let text = Array(line) + [0x0A]
            if part == .common || part == .ours { ours += text }
            if part == .common || part == .theirs { theirs += text }
            if part == .common || part == .base { baseText += text }
        }
        guard isMarked, part == .common else { return nil }
        if bytes.last == 0x0A {
            ours.removeLast()
            theirs.removeLast()
            baseText.removeLast()
        }
        base = hasBase ? baseText : nil
    }

    private static func marker(_ line: ArraySlice<UInt8>) -> UInt8? {
        guard let first = line.first, line.count >= 7, line.prefix(7).allSatisfy({ $0 == first }) else { return nil }
        let next = line.dropFirst(7).first
        return next == nil || next == 0x20 || next == 0x0D ? first : nil
    }
}
