import Git
import RecordMerge
import Records

/// What two commits began with: their common ancestor. Where there are several equally good ones (two people who merged each other's
/// branches), these are merged, and a field in which they disagree holds neither value: no decision of the one merge undoes the other's.
struct MergeBase {
    /// A commit, or the tree of the merged ancestors.
    let version: ObjectID
    /// The ancestors themselves.
    let commits: [ObjectID]

    /// More ancestors than these are not merged; the rest count as history of both sides.
    private static let most = 8

    /// nil when the two have nothing in common.
    ///
    /// - Parameter kinds: how records of the ancestors are read.
    init?(_ repository: Repository, of ours: ObjectID, and theirs: ObjectID, kinds: KindSet) throws {
        // Sorted: both sides of a merge, and the server, put the same together.
        let bases = try repository.mergeBases(of: ours, and: theirs).sorted { $0.hex < $1.hex }
        guard let first = bases.first else { return nil }
        commits = bases
        var merged = first
        for base in bases.dropFirst().prefix(Self.most - 1) {
            let before = try repository.mergeBase(of: first, and: base)
            merged = try Self.merge(merged, base, since: before, repository, kinds)
        }
        version = merged
    }

    /// A version that is given.
    init(_ commit: ObjectID) {
        version = commit
        commits = [commit]
    }

    private static func merge(
        _ one: ObjectID, _ two: ObjectID, since before: ObjectID?, _ repository: Repository, _ kinds: KindSet
    ) throws -> ObjectID {
        var edits: [RepositoryPath: TreeEntry?] = [:]
        for change in try repository.changes(from: one, to: two) {
            let base = try before.flatMap { try repository.entry(at: change.path, in: $0) }
            // What only one of them changed is as that one has it.
            if base == change.new { continue }
            edits[change.path] =
                base == change.old ? change.new : try merge(change, base, repository, kinds)
        }
        return edits.isEmpty ? one : try repository.editTree(try repository.tree(of: one), edits)
    }

    private static func merge(
        _ change: PathChange, _ base: TreeEntry?, _ repository: Repository, _ kinds: KindSet
    ) throws -> TreeEntry? {
        guard let one = change.old, let two = change.new, let path = RecordPath(change.path.string),
            let kind = kinds.kind(at: path),
            let ours = try repository.blob(one.id, upTo: LocalChanges.largestRecord),
            let theirs = try repository.blob(two.id, upTo: LocalChanges.largestRecord)
        else { return base }
        let text = try base.flatMap { try repository.blob($0.id, upTo: LocalChanges.largestRecord) }
        var options = MergeOptions(.blocks)
        options.checksSchema = false
        guard
            case .merged(let bytes, _) = mergeRecord(
                base: text, ours: ours, theirs: theirs, schema: RecordSchema(kind), options: options)
        else { return base }
        return TreeEntry(id: try repository.writeBlob(bytes), mode: one.mode)
    }
}
