import Git
import LosslessYAML
import Records

/// Edits that are not committed, in files that arrive changed: merged with what arrives by the same engine. Where both changed a
/// field, the team's value stays in the file, and the edited one goes into a conflict record. What cannot be read is left alone and
/// remembered (`BehindNotes`), so that it is merged once it can.
struct LocalEdits {
    /// What is written instead of, or besides, what arrives.
    private(set) var writes: [RepositoryPath: LocalWrite] = [:]
    /// Left as they are: path and blob that the file was based on; `nil`: it was new.
    private(set) var behind: [RepositoryPath: ObjectID?] = [:]
    private(set) var merged: [RecordPath] = []
    private(set) var opened: [OpenedConflict] = []
    private(set) var keptBeside: [KeptBeside] = []

    private let request: SyncRequest
    private let repository: Repository
    private let old: ObjectID?
    private let target: ObjectID
    private let kinds: KindSet
    private let moves: [RepositoryPath: RepositoryPath]

    /// - Parameter edits: the changes whose files differ both from what was committed and from what arrives.
    init(
        _ request: SyncRequest, edits: [PathChange], old: ObjectID?, target: ObjectID, kinds: KindSet
    ) throws {
        self.request = request
        repository = request.repository
        self.old = old
        self.target = target
        self.kinds = kinds
        let isAnyGone = edits.contains { $0.new == nil }
        moves =
            try isAnyGone && old != nil
            ? SideChanges(target, since: old ?? target, repository, RecordReader(repository, kinds: kinds)).moves : [:]
        // Folders first: what lies in one that gives way goes with it.
        let sorted = edits.sorted { one, two in kinds.isFolderRecord(one.path) && !kinds.isFolderRecord(two.path) }
        for edit in sorted where writes[edit.path] == nil { try take(edit) }
    }

    /// One file that somebody moved away, with edits: it is merged where it lies now.
    ///
    /// - Parameters:
    ///   - place: where it lies.
    ///   - arriving: what the team has in the place that it was moved from.
    ///   - base: what the file was made from.
    init(
        _ request: SyncRequest, movedTo place: RepositoryPath, arriving: TreeEntry, base: ObjectID, head: ObjectID
    ) throws {
        self.request = request
        repository = request.repository
        old = head
        target = head
        kinds = request.folder.kinds
        moves = [:]
        let bytes = try readFile(request.folder.root + "/" + place.string)
        try merge(bytes, repository.writeBlob(bytes), at: place, with: arriving, at: place, base: base)
    }

    private mutating func take(_ change: PathChange) throws {
        let bytes = try readFile(request.folder.root + "/" + change.path.string)
        let mine = try repository.writeBlob(bytes)
        guard let arriving = change.new else {
            // Gone there, changed here: it stays. Moved there: the edit goes along.
            if let place = moves[change.path], let entry = try repository.entry(at: place, in: target) {
                try merge(bytes, mine, at: change.path, with: entry, at: place, base: change.old?.id)
            }
            return
        }
        try merge(bytes, mine, at: change.path, with: arriving, at: change.path, base: change.old?.id)
    }

    private mutating func merge(
        _ bytes: [UInt8], _ mine: ObjectID, at path: RepositoryPath, with arriving: TreeEntry,
        at place: RepositoryPath, base: ObjectID?
    ) throws {
        guard arriving.mode == .file || arriving.mode == .executable, let recordPath = RecordPath(place.string) else {
            return
        }
        let theirs = try repository.blob(arriving.id)
        let before = try base.map { try repository.blob($0) }
        let merge = EditMerging(kind: kinds.kind(at: recordPath), path: recordPath)
        switch try merge.merge(base: before, edited: bytes, arriving: theirs) {
        case .merged(let result, let noted):
            try put(result, mine, at: path, place)
            merged.append(recordPath)
            try note(noted, result, recordPath)
        case .apart:
            // Two things of one name: the team's takes the place.
            let beside = try free(recordPath, suffix: suffix)
            writes[RepositoryPath(beside.text)] = LocalWrite(expected: nil, new: mine)
            writes[place] = LocalWrite(expected: mine, new: arriving.id)
            keptBeside.append(KeptBeside(path: recordPath, beside: beside))
        case .otherRecord where kinds.isFolderRecord(place):
            try giveWay(place.folder)
        case .otherRecord:
            let beside = try free(recordPath, suffix: "2", joint: "-")
            writes[RepositoryPath(beside.text)] = LocalWrite(expected: nil, new: mine)
            writes[place] = LocalWrite(expected: mine, new: arriving.id)
            keptBeside.append(KeptBeside(path: recordPath, beside: beside, isNameTaken: true))
        case .unreadable:
            if path == place { behind[path] = .some(base) }
        }
    }

    /// Two customers of one name: the team's takes the folder; ours gets another one, with all that was put into it here.
    private mutating func giveWay(_ folder: RepositoryPath) throws {
        guard let path = RecordPath(folder.string) else { return }
        let beside = RepositoryPath(try free(path, suffix: "2", joint: "-").text)
        let move = SideChanges.FolderMove(from: folder, to: beside)
        for path in filesBeneath(folder, in: request.folder.root, limit: 100_000) where !path.name.hasPrefix(".crm-") {
            let arriving = try repository.entry(at: path, in: target)
            guard case .file(let id, _) = try LocalFile.at(path, in: request.folder.root), id != arriving?.id,
                try old.flatMap({ try repository.entry(at: path, in: $0) })?.id != id
            else { continue }
            let bytes = try readFile(request.folder.root + "/" + path.string)
            // An edit of what has arrived already stays with it.
            if let arriving, let here = idLine(bytes), idLine(try repository.blob(arriving.id)) == here { continue }
            let mine = try repository.writeBlob(bytes)
            writes[path.moved(move)] = LocalWrite(expected: nil, new: mine)
            writes[path] = LocalWrite(expected: mine, new: arriving?.id)
            if kinds.isFolderRecord(path), let team = RecordPath(path.string),
                let ours = RecordPath(path.moved(move).string)
            {
                keptBeside.append(KeptBeside(path: team, beside: ours, isNameTaken: true))
            }
        }
    }

    private mutating func put(
        _ result: [UInt8], _ mine: ObjectID, at path: RepositoryPath, _ place: RepositoryPath
    ) throws {
        let id = try repository.writeBlob(result)
        if path == place {
            writes[place] = LocalWrite(expected: mine, new: id)
        } else {
            writes[place] = LocalWrite(expected: nil, new: id)
            writes[path] = LocalWrite(expected: mine, new: nil)
        }
    }

    /// The conflict records lie beside the record, not committed yet: what they hold was not either.
    private mutating func note(_ noted: [NotedConflict], _ result: [UInt8], _ path: RecordPath) throws {
        guard !noted.isEmpty, let kind = kinds["conflict"], let old else { return }
        let record = kinds.kind(at: path).flatMap { kind in
            ParsedFile(path: path, bytes: result).text.map { Record(path: path, kind: kind, text: $0) }
        }
        let place = RepositoryPath(path.text)
        let file = NotedFile(record: record, path: path, ours: place, theirs: place, sort: .fields(noted))
        let writer = ConflictRecordWriter(
            repository: repository, request: request, bases: [old], ours: old, theirs: target,
            members: try FolderReading(request.folder, kinds: ["member"]).records)
        let taken = writes
        let all = try writer.write(file, kind: kind) { path in
            try taken[RepositoryPath(path.text)] != nil || isTaken(path)
        }
        for (conflict, bytes) in all {
            opened.append(conflict)
            writes[RepositoryPath(conflict.path.text)] = LocalWrite(
                expected: nil, new: try repository.writeBlob(bytes))
        }
    }

    private var suffix: String {
        let day = Instant(secondsSinceEpoch: Int(request.author.time), offset: request.author.offset * 60).date
        let who = slug(request.memberHandle ?? request.author.name)
        return (who.isEmpty ? "" : who + "-") + day.description
    }

    private func free(_ path: RecordPath, suffix: String, joint: String = ".") throws -> RecordPath {
        let (stem, ending) = RepositoryPath(path.text).stemAndEnding
        let folder = RepositoryPath(path.text).folder
        for number in 1...9999 {
            let name = stem + joint + suffix + (number == 1 ? "" : "-\(number)") + ending
            guard let place = RecordPath(folder.appending(name).string) else { break }
            if try writes[RepositoryPath(place.text)] == nil && !isTaken(place) { return place }
        }
        throw SyncFailure(.other("no free name for \(path)"))
    }

    private func isTaken(_ path: RecordPath) throws -> Bool {
        let path = RepositoryPath(path.text)
        if try repository.entry(at: path, in: target) != nil { return true }
        return try LocalFile.at(path, in: request.folder.root, hashesContent: false) != .absent
    }
}

/// A file of the work tree that a landing writes with something other than what the commit has.
struct LocalWrite: Hashable {
    /// What is there now; nil: nothing.
    let expected: ObjectID?
    /// What shall be there; nil: nothing.
    let new: ObjectID?
}

/// Merges an edit that is not committed with what its file became meanwhile.
struct EditMerging {
    let kind: Kind?
    let path: RecordPath

    enum Result {
        case merged([UInt8], noted: [NotedConflict])
        /// Files without a kind that cannot be merged.
        case apart
        /// A new record here, another new record there.
        case otherRecord
        case unreadable
    }

    func merge(base: [UInt8]?, edited: [UInt8], arriving: [UInt8]) throws -> Result {
        if edited == arriving || base == arriving { return .merged(edited, noted: []) }
        if base == edited { return .merged(arriving, noted: []) }
        guard let kind else {
            guard let base, edited.count <= LocalChanges.largestRecord, arriving.count <= LocalChanges.largestRecord,
                let merged = try Repository.mergeText(base: base, ours: edited, theirs: arriving)
            else { return .apart }
            return .merged(merged, noted: [])
        }
        guard edited.count <= LocalChanges.largestRecord, let mine = ParsedFile(path: path, bytes: edited).text,
            let theirs = ParsedFile(path: path, bytes: arriving).text
        else { return .unreadable }
        if base == nil, case .generated = kind.identity,
            Record(path: path, kind: kind, text: mine).id != Record(path: path, kind: kind, text: theirs).id
        {
            return .otherRecord
        }
        let merge = mergeFields(
            base: base, ours: edited, theirs: arriving, kind: kind, choices: MergeChoices(keepsPublished: { _ in true })
        )
        guard case .merged(let bytes) = merge.result else { return .unreadable }
        return .merged(bytes, noted: merge.noted)
    }
}
