import Git
import Records
import Rules

extension ReceivedChanges {
    /// More files than these are not opened; nobody reads their titles one by one.
    private static let mostOpened = 500

    /// - Parameters:
    ///   - theirs: the commit of the team.
    ///   - old: where the branch stood; nil when it had no commit.
    ///   - target: what was laid over the files: `theirs`, or the merge with it.
    /// - Returns: what is wrong with files that cannot be read.
    @discardableResult
    mutating func add(
        _ theirs: ObjectID, from old: ObjectID?, landed target: ObjectID, _ repository: Repository, _ kinds: KindSet
    ) throws -> [Problem] {
        let ids = try repository.commits(from: theirs, hiding: old.map { [$0] } ?? [])
        commits += ids.count
        var seen = Set(authors)
        for id in ids.prefix(1000) {
            let name = try repository.commit(id).author.name
            if seen.insert(name).inserted { authors.append(name) }
        }
        var unreadable: [Problem] = []
        var summaries: [RecordPath: PathSummary] = [:]
        for summary in changes { summaries[summary.path] = summary }
        for change in try repository.changes(from: old, to: target) {
            guard let path = RecordPath(change.path.string), let entry = change.new ?? change.old else { continue }
            let kind = kinds.kind(at: path)
            var title: String?
            if let kind, summaries.count < Self.mostOpened, let file = try ParsedFile(path, entry, repository) {
                title = file.text.map { Record(path: path, kind: kind, text: $0).title }
                if change.new != nil, let problem = file.problems.first { unreadable.append(problem.withoutText) }
            }
            let sort: RecordChange.Change = change.new == nil ? .removed : change.old == nil ? .added : .changed
            summaries[path] = PathSummary(path: path, change: sort, title: title, kind: kind?.key)
        }
        changes = summaries.values.sorted { $0.path < $1.path }
        return unreadable
    }
}
