import Git
import Records

/// The records of a commit as a set that reads single files when they are asked for. What would need the whole tree is not answered:
/// a record is found by its id among the members, and among what lies in the folders that the change touches.
final class TreeRecords: @unchecked Sendable {
    // Used by one thread, like the repository.
    private let repository: Repository
    private let tree: ObjectID
    private let reader: RecordReader
    private let touched: [RecordPath]
    private var paths: [String: [RecordPath]] = [:]
    /// The first thing that could not be read. An answer without it is none: whoever asked must not go on.
    private(set) var failure: (any Error)?

    /// - Parameters:
    ///   - tree: a commit or tree; nil for none.
    ///   - touched: the changed files.
    init(_ repository: Repository, _ tree: ObjectID, _ reader: RecordReader, touched: [RecordPath]) {
        self.repository = repository
        self.tree = tree
        self.reader = reader
        self.touched = touched
    }

    /// The set.
    var records: RecordSet {
        RecordSet(
            RecordSource(
                everyPath: { [self] in touched }, pathsOfKind: { [self] in pathsOfKind($0) },
                pathsOfID: { [self] in pathsOfID($0) }, pathsOfNumber: { _, _ in [] }, numbers: { _ in [] },
                children: { [self] in children($0) }, owner: { [self] in owner($0) }, referrers: { _ in [] },
                candidates: { _, _ in [] }, names: { _ in [] }, isUnread: { _ in false },
                load: { [self] in $0.compactMap { record($0) } }))
    }

    /// nil for a file that is not there, or is no record.
    private func record(_ path: RecordPath) -> Record? {
        let place = RepositoryPath(path.text)
        return answer(nil) { try reader.record(place, repository.entry(at: place, in: tree)) }
    }

    /// Keeps what went wrong: the questions of a set of records cannot fail.
    private func answer<Answer>(_ otherwise: Answer, _ question: () throws -> Answer) -> Answer {
        do {
            return try question()
        } catch {
            failure = failure ?? error
            return otherwise
        }
    }

    /// Kinds whose records lie in one folder by themselves: members, goals, views.
    private func pathsOfKind(_ key: String) -> [RecordPath] {
        guard let kind = reader.kinds[key], kind.location.text.split(separator: "/").allSatisfy({ $0 != "**" }) else {
            return touched.filter { reader.kinds.kind(at: $0)?.key == key }
        }
        return files(kind.location.fixedPrefix.joined(separator: "/")).filter {
            reader.kinds.kind(at: $0)?.key == key
        }
    }

    private func pathsOfID(_ id: String) -> [RecordPath] {
        var found: [RecordPath] = []
        for kind in reader.kinds.kinds where kind.identity == .fileName && !kind.location.tail.isEmpty {
            let folder = kind.location.fixedPrefix.joined(separator: "/")
            guard let path = RecordPath((folder.isEmpty ? "" : folder + "/") + id + ".yaml"),
                kind.location.matches(path)
            else { continue }
            if record(path) != nil { found.append(path) }
        }
        if !found.isEmpty { return found }
        var folders: [String] = []
        for path in touched {
            guard let kind = reader.kinds.kind(at: path) else { continue }
            let folder = kind.parent == nil ? path.folder : kind.location.parentFolder(of: path)
            if !folder.isEmpty, !folders.contains(folder) { folders.append(folder) }
            if folders.count > 50 { break }
        }
        for folder in folders {
            found += files(folder).filter { record($0)?.id.map { $0.utf8.elementsEqual(id.utf8) } == true }
            if !found.isEmpty { break }
        }
        return found
    }

    private func children(_ folder: String) -> [RecordPath] {
        files(folder).filter { path in
            guard let kind = reader.kinds.kind(at: path), kind.parent != nil else { return false }
            return kind.location.parentFolder(of: path).utf8.elementsEqual(folder.utf8)
        }
    }

    private func owner(_ folder: String) -> RecordPath? {
        for kind in reader.kinds.kinds
        where kind.parent == nil && kind.identity != .none && kind.location.tail.count == 1 {
            guard let name = kind.location.tail.first, !name.contains("*"),
                let path = RecordPath(folder.isEmpty ? name : folder + "/" + name), kind.location.matches(path)
            else { continue }
            if record(path) != nil { return path }
        }
        return nil
    }

    /// Records below a folder; sorted.
    private func files(_ folder: String) -> [RecordPath] {
        if let known = paths[folder] { return known }
        let all = answer([]) { try repository.files(in: tree, below: RepositoryPath(folder)) }
        let found = all.compactMap { RecordPath($0.path.string) }.filter { reader.kinds.kind(at: $0) != nil }
        paths[folder] = found
        return found
    }
}
