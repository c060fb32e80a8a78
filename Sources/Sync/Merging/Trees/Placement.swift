import Git
import Records

/// Where everything lies after a merge. The team's files keep their places; what this machine made or moved gives way, so that no file
/// is ever laid over another, nor beside one that some file system takes for the same.
struct Placement {
    private let sides: MergeItems
    private let repository: Repository
    private let root: String
    private let records: RecordReader
    /// Folders of ours whose name the team took.
    private var renames: [SideChanges.FolderMove] = []
    /// Files of ours whose name the team took, by item.
    private var renamedFiles: [Int: RepositoryPath] = [:]
    /// By item; nil for what is gone on both sides.
    private(set) var paths: [RepositoryPath?] = []
    /// The tree without anything that only this machine placed.
    private var published: ObjectID

    private static let mostRounds = 8

    init(_ sides: MergeItems, _ repository: Repository, root: String, _ records: RecordReader) throws {
        self.sides = sides
        self.repository = repository
        self.root = root
        self.records = records
        published = sides.theirs.commit
        paths = destinations()
        guard try !collisions(stopsAtFirst: true).isEmpty else { return }
        published = try publishedTree()
        for _ in 0..<Self.mostRounds {
            let found = try collisions(stopsAtFirst: false)
            if found.isEmpty { return }
            for (item, collision) in found { try giveWay(item, collision) }
            paths = destinations()
        }
    }

    // MARK: Places

    private func destinations() -> [RepositoryPath?] {
        sides.items.indices.map { index in renamedFiles[index] ?? destination(sides.items[index]) }
    }

    private func destination(_ item: MergeItem) -> RepositoryPath? {
        let base = item.base?.path
        switch (item.ours, item.theirs) {
        case (nil, nil): return nil
        case (let ours?, nil): return renamed(sides.theirs.relocated(ours.path, from: sides.ours))
        case (nil, let theirs?): return following(theirs.path)
        case (let ours?, let theirs?):
            if theirs.path == ours.path { return theirs.path }
            // Both brought it back: as theirs, in the folder that we moved.
            if base == nil { return following(theirs.path) }
            if theirs.path == base { return renamed(sides.theirs.relocated(ours.path, from: sides.ours)) }
            return following(theirs.path)
        }
    }

    /// A place of theirs, in a folder that we moved.
    private func following(_ path: RepositoryPath) -> RepositoryPath {
        let moved = sides.ours.relocated(path)
        return moved == path ? path : renamed(moved)
    }

    private func renamed(_ path: RepositoryPath) -> RepositoryPath {
        renames.last { path.lies(in: $0.from) }.map { path.moved($0) } ?? path
    }

    // MARK: Collisions

    private enum Collision {
        /// Somebody else's file has this very path.
        case file
        /// The name of this folder, or of the path itself, is taken, or looks taken to some file system.
        case name(RepositoryPath)
    }

    private func collisions(stopsAtFirst: Bool) throws -> [(item: Int, Collision)] {
        var twins = PathTwins(repository, tree: published)
        var others: Set<RepositoryPath> = []
        for (index, item) in sides.items.enumerated() where !item.isPlacedByUs {
            if let path = paths[index], path != item.theirs?.path { others.insert(path) }
        }
        var taken: [RepositoryPath: Int] = [:]
        var found: [(item: Int, Collision)] = []
        for (index, item) in sides.items.enumerated() where item.isPlacedByUs {
            guard let path = paths[index] else { continue }
            if let collision = try collision(path, &twins, others) ?? (taken[path] == nil ? nil : .file) {
                found.append((index, collision))
                if stopsAtFirst { return found }
            }
            taken[path] = index
        }
        return found
    }

    private func collision(
        _ path: RepositoryPath, _ twins: inout PathTwins, _ others: Set<RepositoryPath>
    ) throws -> Collision? {
        if others.contains(path) { return .file }
        if let (_, of: name) = try twins.twin(of: path) { return name == path ? .file : .name(name) }
        var above = RepositoryPath("")
        for name in path.names {
            above = above.appending(name)
            guard let entry = try repository.entry(at: above, in: published) else { return nil }
            if above == path { return .file }
            if entry.mode != .tree { return .name(above) }
        }
        return nil
    }

    private mutating func giveWay(_ item: Int, _ collision: Collision) throws {
        guard let path = paths[item] else { return }
        if case .name(let folder) = collision {
            if renames.contains(where: { folder.lies(in: $0.from) }) { return }
            renames.append(SideChanges.FolderMove(from: folder, to: try free(folder)))
        } else if isFolderRecord(path), !path.folder.isRoot {
            if renames.contains(where: { path.lies(in: $0.from) }) { return }
            renames.append(SideChanges.FolderMove(from: path.folder, to: try free(path.folder)))
        } else {
            renamedFiles[item] = try free(path)
        }
    }

    private func isFolderRecord(_ path: RepositoryPath) -> Bool {
        records.kind(at: path)?.location.tail.last?.contains("*") == false
    }

    /// `line-2.yaml` for `line.yaml`, `acme-2` for `acme`.
    private func free(_ path: RepositoryPath) throws -> RepositoryPath {
        let (stem, ending) = path.stemAndEnding
        let used = Set(paths.compactMap { $0 }).union(renames.map(\.to))
        var twins = PathTwins(repository, tree: published)
        for number in 2...9999 {
            let candidate = path.folder.appending(stem + "-\(number)" + ending)
            if used.contains(where: { $0.lies(in: candidate) }) { continue }
            if try repository.entry(at: candidate, in: sides.ours.commit) != nil { continue }
            if try repository.entry(at: candidate, in: published) != nil { continue }
            if try twins.twin(of: candidate) != nil { continue }
            if try LocalFile.at(candidate, in: root, hashesContent: false) == .absent { return candidate }
        }
        throw SyncFailure(.other("no free name for \(path)"))
    }

    /// What the team has, after our deletions and moves of theirs: only this can be in the way.
    private func publishedTree() throws -> ObjectID {
        var edits: [RepositoryPath: TreeEntry?] = [:]
        for (index, item) in sides.items.enumerated() {
            guard let theirs = item.theirs else { continue }
            let isGone = item.ours == nil && item.base?.entry == theirs.entry
            if isGone || item.isPlacedByUs || paths[index] != theirs.path { edits[theirs.path] = .some(nil) }
        }
        for (index, item) in sides.items.enumerated() where !item.isPlacedByUs {
            guard let theirs = item.theirs, let path = paths[index], path != theirs.path else { continue }
            if item.ours == nil, item.base?.entry == theirs.entry { continue }
            edits[path] = theirs.entry
        }
        return try repository.editTree(try repository.tree(of: sides.theirs.commit), edits)
    }
}

extension RepositoryPath {
    /// The last name, divided before its last `.`: `line`, `.yaml`; a leading dot divides nothing.
    var stemAndEnding: (stem: String, ending: String) {
        let name = name
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return (name, "") }
        return (String(name[..<dot]), String(name[dot...]))
    }
}
