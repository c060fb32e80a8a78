import Git
import Records

/// The merge of two commits, record by record, before anything of it is a tree: what becomes of every thing that one of the sides
/// touched. Only blobs are written.
struct RecordsMerge {
    let sides: MergeItems
    let ground: MergeGround
    let records: RecordReader
    private(set) var outcomes: [MergeOutcome] = []
    private(set) var renumbered: [RenumberedRecord] = []
    /// What a person has to decide first (`ask`).
    private(set) var waiting: [ConflictingFile] = []
    /// Broken sums that a person has to settle first (`ask`).
    private(set) var broken: [Problem] = []

    private let request: SyncRequest
    private let repository: Repository
    private let policy: ConflictPolicy

    init(_ request: SyncRequest, base: ObjectID, ours: ObjectID, theirs: ObjectID) throws {
        self.request = request
        repository = request.repository
        let grounds = try Grounds(request, base: base, ours: ours, theirs: theirs)
        ground = grounds.merged
        records = RecordReader(repository, kinds: ground.kinds)
        policy = ConflictPolicy(ground.settings, ground.kinds)
        let ourChanges = try SideChanges(ours, since: base, repository, records)
        let theirChanges = try SideChanges(theirs, since: base, repository, records)
        sides = try MergeItems(ours: ourChanges, theirs: theirChanges, records)
        let places = try Placement(sides, repository, root: request.folder.root, records).paths
        try mergeItems(places, grounds)
        outcomes = try NeededRecords(outcomes, places: places, records, policy).outcomes
        try checkSums(grounds)
        let numbers = try DoubledNumbers(outcomes, request, records, ground)
        outcomes = numbers.outcomes
        renumbered = numbers.renumbered
        try listWaiting()
    }

    private mutating func mergeItems(_ places: [RepositoryPath?], _ grounds: Grounds) throws {
        let merge = ItemMerge(
            repository: repository, records: records, policy: policy, settlements: request.settlements,
            unsettled: grounds.unsettledKinds)
        for (item, place) in zip(sides.items, places) {
            var result = try merge.merge(item, at: place ?? item.anyPath)
            if grounds.schemasDoNotFit, item.anyPath.names.first == "schemas", item.ours?.entry != item.base?.entry {
                result = ItemMerge.Result(entry: item.theirs?.entry, beside: item.ours?.entry)
            }
            outcomes.append(MergeOutcome(item: item, path: result.entry == nil ? nil : place, result: result))
        }
        for (ours, theirs) in sides.sameID {
            guard let index = outcomes.firstIndex(where: { $0.item.ours == ours && $0.item.theirs == nil }) else {
                continue
            }
            outcomes[index].result.notes.append(.rule(.duplicateID, ours: .text(theirs.path.string)))
        }
    }

    /// A record that would break a rule stays as the team has it.
    private mutating func checkSums(_ grounds: Grounds) throws {
        let check = SumCheck(
            repository: repository, root: request.folder.root, merged: grounds.merged, ours: grounds.ours,
            theirs: grounds.theirs)
        for index in outcomes.indices {
            let outcome = outcomes[index]
            let isAffected =
                outcome.result.isMerged || grounds.theirsDecide && outcome.isChanged(by: \.ours)
                || grounds.oursDecide && outcome.isChanged(by: \.theirs)
            guard isAffected, let path = outcome.path, let problem = try check.problems(outcome).first else { continue }
            guard let kind = records.kind(at: path), policy.keepsPublished(kind, nil) else {
                broken.append(problem)
                continue
            }
            var aside: RecordValue?
            if let ours = outcome.item.ours, let record = try records.record(ours.path, ours.entry) {
                let before = try outcome.item.base.flatMap { try records.record($0.path, $0.entry) }
                let changed = before.map { record.fieldsChanged(since: $0) } ?? []
                aside = .map(changed.compactMap { key in record.value(key).map { .init(key, $0) } })
            }
            if outcome.isChanged(by: \.ours), let published = outcome.item.theirs?.entry {
                outcomes[index].result = ItemMerge.Result(entry: published)
            }
            outcomes[index].result.notes = [.rule(problem.rule, ours: aside)]
        }
    }

    private mutating func listWaiting() throws {
        for outcome in outcomes {
            guard let reason = outcome.result.waits, let placed = outcome.item.theirs ?? outcome.item.ours,
                let path = RecordPath(placed.path.string)
            else { continue }
            let title = try records.record(placed.path, placed.entry)?.title
            waiting.append(ConflictingFile(path: path, reason: reason, title: title))
        }
        waiting.sort { $0.path < $1.path }
    }
}

/// Schemas and settings of both sides, and merged: they decide how the rest merges, so they come first.
struct Grounds {
    let ours: MergeGround
    let theirs: MergeGround
    let merged: MergeGround
    /// Whether a side changed a schema or the settings.
    let oursDecide: Bool
    let theirsDecide: Bool
    /// The merged schemas cannot be used: the team's stay, ours are kept beside them.
    private(set) var schemasDoNotFit = false
    /// The kinds whose schema has two versions: nobody knows yet how their records merge, so these wait.
    private(set) var unsettledKinds: Set<String> = []

    init(_ request: SyncRequest, base: ObjectID, ours: ObjectID, theirs: ObjectID) throws {
        let repository = request.repository
        let here = MergeGround(kinds: request.folder.kinds, settings: request.folder.settings)
        func decisive(_ side: ObjectID) throws -> [PathChange] {
            // The top level tells cheaply whether there is anything to look at.
            let same = try ["schemas", "crm.yaml"].allSatisfy {
                try repository.entry(at: RepositoryPath($0), in: base)
                    == repository.entry(at: RepositoryPath($0), in: side)
            }
            return same ? [] : try repository.changes(from: base, to: side).filter { MergeGround.decides($0.path) }
        }
        let mine = try decisive(ours)
        let published = try decisive(theirs)
        oursDecide = !mine.isEmpty
        theirsDecide = !published.isEmpty
        self.ours = here
        guard theirsDecide else {
            self.theirs = oursDecide ? try MergeGround(repository, theirs) : here
            merged = here
            return
        }
        self.theirs = try MergeGround(repository, theirs)
        guard oursDecide else {
            merged = self.theirs
            return
        }
        let records = RecordReader(repository, kinds: here.kinds)
        let merge = ItemMerge(
            repository: repository, records: records, policy: ConflictPolicy(here.settings, here.kinds),
            settlements: request.settlements, unsettled: [])
        var items: [MergeItem] = []
        var edits: [RepositoryPath: TreeEntry?] = [:]
        for change in mine {
            let theirs = published.first { $0.path == change.path }
            let item = MergeItem(
                base: change.old.map { Placed(path: change.path, entry: $0) },
                ours: change.new.map { Placed(path: change.path, entry: $0) },
                theirs: (theirs.map { $0.new } ?? change.old).map { Placed(path: change.path, entry: $0) })
            let result = try merge.merge(item, at: change.path)
            edits[change.path] = result.entry
            if result.beside != nil { unsettledKinds.formUnion(try Self.kinds(of: [item], repository)) }
            items.append(item)
        }
        let tree = try repository.tree(of: theirs)
        let together = try repository.editTree(tree, edits)
        let problems = try schemaFolder(repository, together).problems.filter { $0.severity == .error }
        if problems.isEmpty {
            merged = try MergeGround(repository, together)
        } else {
            schemasDoNotFit = true
            unsettledKinds = try Self.kinds(of: items, repository)
            let settings = edits.filter { $0.key.names.first != "schemas" }
            merged = try MergeGround(repository, try repository.editTree(tree, settings))
        }
    }

    /// The kinds that one of the versions of these files describes.
    private static func kinds(of items: [MergeItem], _ repository: Repository) throws -> Set<String> {
        var keys: Set<String> = []
        for placed in items.flatMap({ [$0.base, $0.ours, $0.theirs] }) {
            guard let placed, let path = RecordPath(placed.path.string),
                let bytes = try repository.blob(placed.entry.id, upTo: LocalChanges.largestRecord),
                let key = SchemaFolder.kind(describedBy: path, bytes)
            else { continue }
            keys.insert(key)
        }
        return keys
    }
}
