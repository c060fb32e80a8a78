import Git
import Records

/// A merge as it comes out by itself, made again from its parents: what a pushed merge has that this has not, its author did by hand
/// and must have had the right to do. Conflict records and files put beside the team's are names of chance and time, so they are
/// recognised by what they say.
struct RecomputedMerge {
    /// Without conflict records, and without files put beside.
    let tree: ObjectID
    /// The commit with which a pushed merge's tree is compared apart from what is expected.
    private let outcomes: [MergeOutcome]
    private let reader: RecordReader
    private let repository: Repository

    /// - Parameters:
    ///   - ours: the parent that is being published.
    ///   - theirs: the parent that the server has, whose values stay.
    init(_ repository: Repository, _ merge: CommitInfo, ours: ObjectID, theirs: ObjectID, base: ObjectID) throws {
        self.repository = repository
        let ground = try MergeGround(repository, ours)
        // There is no work tree, so nothing lies in one.
        let folder = CRMFolder(
            root: repository.gitFolder + "/no-work-tree", kinds: ground.kinds, settings: ground.settings)
        let request = SyncRequest(
            folder: folder, repository: repository, author: merge.author, options: NetworkOptions(), sleep: { _ in })
        let records = try RecordsMerge(request, base: base, ours: ours, theirs: theirs)
        var merged = MergedTree(request, ours: ours, theirs: theirs)
        for outcome in records.outcomes { try merged.place(outcome) }
        tree = try merged.write()
        outcomes = records.outcomes
        reader = records.records
    }

    /// The changes of a pushed merge against ``tree`` that do not come from merging: without conflict records about what was put
    /// aside, and without files that were put beside the team's.
    func deviations(of merge: CommitInfo) throws -> [PathChange] {
        var beside = outcomes.compactMap(\.result.beside?.id)
        var noted = outcomes.filter { !$0.result.notes.isEmpty }.reduce(into: [String: Int]()) { counts, outcome in
            for path in [outcome.path, outcome.item.ours?.path, outcome.item.theirs?.path].compactMap({ $0 }) {
                counts[path.string] = outcome.result.notes.reduce(0) { $0 + Self.mostRecords($1) }
            }
        }
        return try repository.changes(from: tree, to: merge.tree).filter { change in
            guard change.old == nil, let new = change.new else { return true }
            if let index = beside.firstIndex(of: new.id) {
                beside.remove(at: index)
                return false
            }
            guard let record = try reader.record(change.path, new), record.kind.key == "conflict",
                let about = record.string("path"), let left = noted[about], left > 0
            else { return true }
            noted[about] = left - 1
            return false
        }
    }

    private static func mostRecords(_ note: NotedFile.Sort) -> Int {
        if case .fields(let fields) = note { fields.count } else { 1 }
    }
}
