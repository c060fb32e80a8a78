import Git
import Records

/// Folders of records that somebody renamed or removed by hand and has not committed, against a commit. What belongs into such a folder
/// goes after it; in the old place it would lie without its customer, and neither could ever be committed.
struct RenamedFolders {
    /// From where the commit has a folder to where it lies now, the innermost first.
    private(set) var moves: [SideChanges.FolderMove] = []
    /// Folders whose record lies nowhere any more.
    private(set) var gone: [RepositoryPath] = []
    /// Records that the commit does not have in their places, by the line with their id.
    private(set) var added: [ArraySlice<UInt8>: [RepositoryPath]] = [:]

    enum WasHere {
        case yes, no, mayBe
    }

    /// - Parameters:
    ///   - paths: only folders are looked for in which one of these lies, or would lie.
    ///   - wasHere: whether a folder record that is missing has ever been in its place.
    init(
        _ commit: ObjectID, around paths: [RepositoryPath], _ repository: Repository, root: String, kinds: KindSet,
        wasHere: (RepositoryPath) throws -> WasHere = { _ in .yes }
    ) throws {
        let names = kinds.folderRecordNames
        var folders: Set<RepositoryPath> = []
        var missing: [(record: RepositoryPath, id: ArraySlice<UInt8>, wasHere: WasHere)] = []
        for path in paths {
            var folder = path.folder
            while !folder.isRoot, folders.insert(folder).inserted {
                for name in names {
                    let record = folder.appending(name)
                    guard kinds.isFolderRecord(record),
                        try LocalFile.at(record, in: root, hashesContent: false) == .absent
                    else { continue }
                    let wasHere = try wasHere(record)
                    guard wasHere != .no, let entry = try repository.entry(at: record, in: commit),
                        let id = idLine(try repository.blob(entry.id, upTo: LocalChanges.largestRecord) ?? [])
                    else { continue }
                    missing.append((record, id, wasHere))
                }
                folder = folder.folder
            }
        }
        if missing.isEmpty { return }
        try findAdded(commit, repository, root, kinds)
        for (record, id, wasHere) in missing {
            let places = (added[id] ?? []).filter { kinds.isFolderRecord($0) }
            if places.count == 1 {
                moves.append(SideChanges.FolderMove(from: record.folder, to: places[0].folder))
            } else if places.isEmpty, wasHere == .yes {
                gone.append(record.folder)
            }
        }
        moves.sort { ($0.from.string.utf8.count, $0.from) > ($1.from.string.utf8.count, $1.from) }
    }

    private mutating func findAdded(
        _ commit: ObjectID, _ repository: Repository, _ root: String, _ kinds: KindSet
    ) throws {
        for file in try repository.status() where file.unstaged == .added || file.staged == .added {
            guard let path = RecordPath(file.path.string), kinds.kind(at: path) != nil,
                try repository.entry(at: file.path, in: commit) == nil,
                let id = bytesOnDisk(root + "/" + path.text).flatMap({ idLine($0) })
            else { continue }
            added[id, default: []].append(file.path)
        }
    }

    /// Where something that the commit has at `path` belongs; nil when its folder was not renamed.
    func place(of path: RepositoryPath) -> RepositoryPath? {
        moves.first { path.lies(in: $0.from) }.map { path.moved($0) }
    }

    /// The same for a path that may be in no renamed folder.
    func placeNow(of path: RepositoryPath) -> RepositoryPath { place(of: path) ?? path }
}

/// The line that gives a record its id, which nobody edits: enough to know it again, even where the rest cannot be read.
func idLine(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
    bytes.split(separator: 0x0A).first { $0.starts(with: "id:".utf8) }.map { line in
        line.last == 0x0D ? line.dropLast() : line
    }
}

extension KindSet {
    /// `customer.yaml`: the names of records whose folders hold others.
    var folderRecordNames: [String] {
        Set(kinds.compactMap(\.location.tail.last)).filter { $0.hasSuffix(".yaml") && !$0.contains("*") }.sorted()
    }

    /// Whether the record at a path is its folder, and has an id of its own.
    func isFolderRecord(_ path: RepositoryPath) -> Bool {
        guard path.names.count > 1, let recordPath = RecordPath(path.string), let kind = kind(at: recordPath),
            case .generated = kind.identity
        else { return false }
        return kind.location.tail.last?.contains("*") == false
    }
}
