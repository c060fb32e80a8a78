import Git
import Records

/// The folder before and after a change, from one reading of it.
struct WriteCheck {
    let request: WriteRequest
    let before: FolderReading
    let after: FolderReading

    /// Call it under the lock. What other commands committed since the snapshot was taken is read again, nothing else.
    init(_ request: WriteRequest) throws {
        self.request = request
        before = try Self.current(request)
        after = before.replacing(request.files.map { ($0.path, $0.after) }, kinds: request.folder.kinds)
    }

    private static func current(_ request: WriteRequest) throws -> FolderReading {
        guard let snapshot = request.snapshot else { return try FolderReading(request.folder) }
        let head = try request.repository.head().commit
        guard head != snapshot.head else { return snapshot.reading }
        let paths = try request.repository.changes(from: snapshot.head, to: head)
            .compactMap { RecordPath($0.path.string) }
        // Other schemas or settings: what was planned may mean something else now.
        if let path = paths.first(where: { $0 == CRMFolder.settingsPath || $0.names.first == "schemas" }) {
            throw WriteFailure.changedMeanwhile(path)
        }
        let root = request.folder.root
        return snapshot.reading.replacing(
            paths.map { ($0, bytesOnDisk(root + "/" + $0.text)) }, kinds: request.folder.kinds)
    }

    /// A number that another command gave to a record since this one was planned: the next try takes the next number.
    func requireFreeNumbers() throws(WriteFailure) {
        guard let planned = request.snapshot?.reading, planned.records.count != before.records.count else { return }
        func numbers(_ reading: FolderReading, _ kind: String) -> Set<String> {
            Set(reading.records.lazy.filter { $0.kind.key == kind }.compactMap { $0.string("no") })
        }
        for file in request.files where file.before == nil && file.movedFrom == nil {
            guard let record = after.records.first(where: { $0.path == file.path }), let number = record.string("no")
            else { continue }
            let kind = record.kind.key
            if numbers(before, kind).contains(number), !numbers(planned, kind).contains(number) {
                throw .changedMeanwhile(file.path)
            }
        }
    }

    /// The changed files have no error, and the change brings none to other files (a reference to what was deleted).
    func requireSound() throws(WriteFailure) {
        let changed = Set(request.files.map(\.path))
        let errors = RepositoryCheck(request.folder, after).problems.filter { $0.severity == .error }
        let elsewhere = errors.contains { !changed.contains($0.path) }
        // Only where something is wrong elsewhere does it matter whether it was so before.
        let known = elsewhere ? Set(RepositoryCheck(request.folder, before).problems.map { Key($0) }) : []
        let problems = errors.filter { changed.contains($0.path) || !known.contains(Key($0)) }
        if !problems.isEmpty { throw .problems(problems) }
    }

    /// A problem apart from its place, which moves when lines are added.
    private struct Key: Hashable {
        let path: RecordPath
        let rule: Rule
        let field: String

        init(_ problem: Problem) {
            path = problem.path
            rule = problem.rule
            field = problem.field
        }
    }
}

extension WriteCheck {
    /// The message of the commit, ended by a line break.
    var message: String {
        let paths = Set(request.files.map(\.path))
        func byPath(_ reading: FolderReading) -> [RecordPath: Record] {
            Dictionary(
                reading.records.lazy.filter { paths.contains($0.path) }.map { ($0.path, $0) },
                uniquingKeysWith: { first, _ in first })
        }
        let old = byPath(before)
        let new = byPath(after)
        let parents = parentTitles((Array(new.values) + old.values).compactMap(\.parentFolder))
        var changes: [RecordChange] = []
        var others: [FileChange] = []
        for file in request.files where file.before != file.after {
            if old[file.path] == nil, new[file.path] == nil {
                others.append(
                    FileChange(
                        path: file.path, change: file.after == nil ? .removed : file.before == nil ? .added : .changed))
            } else {
                let parent = (new[file.path] ?? old[file.path])?.parentFolder.flatMap { parents[$0] }
                changes.append(
                    RecordChange(path: file.path, before: old[file.path], after: new[file.path], parent: parent))
            }
        }
        var message = CommitMessage(
            changes: changes, files: others, operation: request.operation,
            language: request.folder.settings.language ?? .english)
        message.names = Dictionary(
            after.records.lazy.filter { $0.kind.key == "member" }.map { ($0.id ?? "", $0.title) },
            uniquingKeysWith: { first, _ in first })
        message.summary = request.summary
        message.reason = request.reason
        message.undoes = request.undoes
        message.member = request.memberHandle
        return message.text
    }

    /// What people call the records that these folders belong to.
    private func parentTitles(_ folders: [String]) -> [String: String] {
        let wanted = Set(folders)
        if wanted.isEmpty { return [:] }
        var titles: [String: String] = [:]
        for record in after.records where record.kind.parent == nil && record.kind.location.tail.count == 1 {
            let folder = record.path.folder
            if wanted.contains(folder) { titles[folder] = record.title }
        }
        return titles
    }
}
