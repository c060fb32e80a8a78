import Git
import Records

/// Files of the work tree that were left alone while the team's version moved on, since they could not be read: `.git/crm/behind` says
/// which version each is based on. As soon as one can be read it is merged; until then a commit of it would silently take the team's
/// changes back.
struct BehindNotes {
    private(set) var bases: [RepositoryPath: ObjectID?] = [:]
    private let file: String

    /// - Throws: FileProblem when there are notes that cannot be read: without them a commit would take the team's changes back.
    init(_ repository: Repository) throws(FileProblem) {
        file = repository.gitFolder + "/crm/behind"
        guard let bytes = try readFileIfThere(file, limit: 1 << 24) else { return }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2 else { continue }
            bases[RepositoryPath(String(parts[1]))] = .some(ObjectID(hex: String(parts[0])))
        }
    }

    /// A file that is behind already stays based on what it was.
    mutating func add(_ behind: [RepositoryPath: ObjectID?]) throws {
        guard !behind.isEmpty else { return }
        for (path, base) in behind where bases[path] == nil { bases[path] = .some(base) }
        try write()
    }

    private func write() throws {
        if bases.isEmpty { return try removeFileDurably(file) }
        let lines = bases.map { path, base in (base?.hex ?? "-") + " " + path.string }.sorted()
        try makeFolders(file.parentFolder)
        try writeFileAtomically(Array((lines.joined(separator: "\n") + "\n").utf8), to: file)
    }

    /// Merges every file that can be read by now. Call it under the lock, before changes are looked for.
    ///
    /// - Returns: the files that were merged, the conflicts that this opened, and what lies under another name now.
    mutating func catchUp(_ request: SyncRequest) throws -> (
        merged: [RecordPath], opened: [OpenedConflict], keptBeside: [KeptBeside]
    ) {
        guard !bases.isEmpty, let head = try request.repository.head().commit else { return ([], [], []) }
        let root = request.folder.root
        var merged: [RecordPath] = []
        var opened: [OpenedConflict] = []
        var keptBeside: [KeptBeside] = []
        for (path, base) in bases.sorted(by: { $0.key < $1.key }) {
            guard let recordPath = RecordPath(path.string),
                let entry = try request.repository.entry(at: path, in: head),
                entry.mode == .file || entry.mode == .executable
            else {
                bases[path] = nil
                continue
            }
            let local = try LocalFile.at(path, in: root)
            if local == .absent, let base, let moved = try movedTo(path, base, request) {
                let place = RepositoryPath(moved.text)
                let edits = try LocalEdits(request, movedTo: place, arriving: entry, base: base, head: head)
                if !edits.behind.isEmpty { continue }
                try carryOut(edits, of: place, request)
                merged += edits.merged
                opened += edits.opened
                keptBeside += edits.keptBeside
                bases[path] = nil
                continue
            }
            if local == .absent {
                // Deleted without having seen what the team wrote into it since. It comes back where its folder is by now.
                let folders = try RenamedFolders(
                    head, around: [path], request.repository, root: root, kinds: request.folder.kinds)
                let place = folders.placeNow(of: path)
                if try LocalFile.at(place, in: root, hashesContent: false) == .absent {
                    try writeFileAtomically(try request.repository.blob(entry.id), to: root + "/" + place.string)
                }
                bases[path] = nil
                merged.append(RecordPath(place.string) ?? recordPath)
                continue
            }
            guard case .file(let id, _) = local else { continue }
            if id == entry.id || entry.id == base {
                bases[path] = nil
                continue
            }
            let change = PathChange(
                path: path, old: base.map { TreeEntry(id: $0, mode: entry.mode) }, new: entry)
            let edits = try LocalEdits(
                request, edits: [change], old: head, target: head, kinds: request.folder.kinds)
            if !edits.behind.isEmpty { continue }
            try carryOut(edits, of: path, request)
            merged += edits.merged
            opened += edits.opened
            keptBeside += edits.keptBeside
            bases[path] = nil
        }
        try write()
        return (merged, opened, keptBeside)
    }
}

extension BehindNotes {
    /// The conflict records first: a process that dies in between does it once more.
    private func carryOut(_ edits: LocalEdits, of path: RepositoryPath, _ request: SyncRequest) throws {
        let writes = edits.writes.sorted { one, two in one.key != path && two.key == path }
        for (path, write) in writes { try write.carryOut(path, root: request.folder.root, request.repository) }
    }

    /// Where a record that is gone from `path` lies now, if somebody moved its file and has not committed that yet.
    private func movedTo(_ path: RepositoryPath, _ base: ObjectID, _ request: SyncRequest) throws -> RecordPath? {
        let records = RecordReader(request.repository, kinds: request.folder.kinds)
        let entry = TreeEntry(id: base, mode: .file)
        guard let identity = try records.record(path, entry).flatMap({ RecordIdentity($0) }) else {
            return try fileMovedTo(path, request)
        }
        for status in try request.repository.status() {
            guard let place = RecordPath(status.path.string), let kind = request.folder.kinds.kind(at: place),
                let bytes = bytesOnDisk(request.folder.root + "/" + place.text),
                let text = ParsedFile(path: place, bytes: bytes).text
            else { continue }
            if RecordIdentity(Record(path: place, kind: kind, text: text)) == identity { return place }
        }
        return nil
    }

    /// The same for a file that is no record: it is known by the folder that it lies in.
    private func fileMovedTo(_ path: RepositoryPath, _ request: SyncRequest) throws -> RecordPath? {
        guard let head = try request.repository.head().commit else { return nil }
        let folders = try RenamedFolders(
            head, around: [path], request.repository, root: request.folder.root, kinds: request.folder.kinds)
        guard let place = folders.place(of: path),
            case .file = try LocalFile.at(place, in: request.folder.root, hashesContent: false)
        else { return nil }
        return RecordPath(place.string)
    }
}

extension LocalWrite {
    /// - Returns: false when something else is there, which stays.
    @discardableResult
    func carryOut(_ path: RepositoryPath, root: String, _ repository: Repository) throws -> Bool {
        let full = root + "/" + path.string
        switch try LocalFile.at(path, in: root) {
        case .absent:
            if new == nil { return true }
            guard expected == nil else { return false }
        case .file(let id, _):
            if id == new { return true }
            guard id == expected else { return false }
        default: return false
        }
        guard let new else {
            try removeFileDurably(full)
            removeEmptyFolders(above: path, in: root)
            return true
        }
        try writeFileAtomically(try repository.blob(new), to: full)
        return true
    }
}

extension String {
    /// The folder of a path.
    var parentFolder: String {
        lastIndex(of: "/").map { String(self[..<$0]) } ?? "."
    }
}
