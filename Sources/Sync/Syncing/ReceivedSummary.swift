import Git
import Records
import Rules

extension ReceivedChanges {
    /// More titles than these are not looked up; nobody reads them one by one.
    private static let mostTitles = 500

    /// - Parameters:
    ///   - theirs: the commit of the team.
    ///   - old: where the branch stood; nil when it had no commit.
    ///   - target: what was laid over the files: `theirs`, or the merge with it.
    mutating func add(
        _ theirs: ObjectID, from old: ObjectID?, landed target: ObjectID, _ repository: Repository, _ kinds: KindSet
    ) throws {
        let ids = try repository.commits(from: theirs, hiding: old.map { [$0] } ?? [])
        commits += ids.count
        var seen = Set(authors)
        for id in ids.prefix(1000) {
            let name = try repository.commit(id).author.name
            if seen.insert(name).inserted { authors.append(name) }
        }
        var summaries: [RecordPath: PathSummary] = [:]
        for summary in changes { summaries[summary.path] = summary }
        for change in try repository.changes(from: old, to: target) {
            guard let path = RecordPath(change.path.string), let entry = change.new ?? change.old else { continue }
            let kind = kinds.kind(at: path)
            var title: String?
            if let kind, summaries.count < Self.mostTitles {
                title = try Self.title(path, kind, entry, repository)
            }
            let sort: RecordChange.Change = change.new == nil ? .removed : change.old == nil ? .added : .changed
            summaries[path] = PathSummary(path: path, change: sort, title: title, kind: kind?.key)
        }
        changes = summaries.values.sorted { $0.path < $1.path }
    }

    private static func title(
        _ path: RecordPath, _ kind: Kind, _ entry: TreeEntry, _ repository: Repository
    ) throws -> String? {
        guard entry.mode == .file || entry.mode == .executable,
            let bytes = try repository.blob(entry.id, upTo: LocalChanges.largestRecord)
        else { return nil }
        return ParsedFile(path: path, bytes: bytes).text.map { Record(path: path, kind: kind, text: $0).title }
    }
}
