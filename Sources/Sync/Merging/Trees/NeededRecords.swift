import Git
import Records

/// One thing of a merge with its place and its state after it.
struct MergeOutcome {
    let item: MergeItem
    /// Where it is; nil when it is gone.
    var path: RepositoryPath?
    var result: ItemMerge.Result

    /// Whether one side made or changed it.
    func isChanged(by side: KeyPath<MergeItem, Placed?>) -> Bool {
        item[keyPath: side].map { $0.entry != item.base?.entry } ?? false
    }
}

/// Brings back what one side deleted and the other needs: refers to, or put something into. A customer comes back with everything
/// that lay in its folder.
struct NeededRecords {
    private let records: RecordReader
    private let policy: ConflictPolicy
    private(set) var outcomes: [MergeOutcome]
    private let places: [RepositoryPath?]

    private typealias Side = KeyPath<MergeItem, Placed?>

    /// - Parameter places: where each thing would be if it stayed.
    init(
        _ outcomes: [MergeOutcome], places: [RepositoryPath?], _ records: RecordReader, _ policy: ConflictPolicy
    ) throws {
        self.outcomes = outcomes
        self.places = places
        self.records = records
        self.policy = policy
        try keep(deletedBy: \.ours, neededBy: \.theirs)
        try keep(deletedBy: \.theirs, neededBy: \.ours)
    }

    private mutating func keep(deletedBy side: KeyPath<MergeItem, Placed?>, neededBy other: KeyPath<MergeItem, Placed?>)
        throws
    {
        var ids: [ByteKey: Int] = [:]
        var folders: [RepositoryPath: Int] = [:]
        var isAnyGone = false
        for (index, outcome) in outcomes.enumerated() {
            let item = outcome.item
            guard let base = item.base, item[keyPath: side] == nil, let kept = item[keyPath: other] else { continue }
            isAnyGone = true
            guard let record = try records.record(base.path, base.entry) else { continue }
            // Where the side that may need it has it: it may have moved the folder.
            if record.isFolderRecord { folders[kept.path.folder] = index }
            if outcome.result.entry == nil, let id = record.id { ids[ByteKey(id)] = index }
        }
        guard isAnyGone else { return }
        // Folder records that were kept because somebody changed them keep what lay beside them.
        for index in folders.values where outcomes[index].result.entry != nil {
            restoreContents(index, side, other)
        }
        var pending = outcomes.indices.filter { outcomes[$0].isChanged(by: other) }
        while let index = pending.popLast() {
            let placed = outcomes[index].item[keyPath: other]
            guard let placed, outcomes[index].result.entry != nil else { continue }
            var needed: Set<Int> = []
            for (folder, owner) in folders where placed.path.lies(in: folder) { needed.insert(owner) }
            if !ids.isEmpty, let record = try records.record(placed.path, placed.entry) {
                for id in record.referencedIDs { if let owner = ids[ByteKey(id)] { needed.insert(owner) } }
            }
            for owner in needed where outcomes[owner].result.entry == nil {
                try restore(owner, deletedHere: side == \.ours, other)
                pending.append(owner)
                if folders.values.contains(owner) { pending += restoreContents(owner, side, other) }
            }
        }
    }

    private mutating func restore(_ index: Int, deletedHere: Bool, _ other: KeyPath<MergeItem, Placed?>) throws {
        bringBack(index, other)
        guard let placed = outcomes[index].item[keyPath: other],
            let record = try records.record(placed.path, placed.entry)
        else { return }
        if policy.keepsPublished(record.kind, nil) {
            outcomes[index].result.notes.append(.deleted(here: deletedHere))
        } else {
            outcomes[index].result.waits = deletedHere ? .deletedHere : .deletedThere
        }
    }

    private mutating func bringBack(_ index: Int, _ other: KeyPath<MergeItem, Placed?>) {
        outcomes[index].result.entry = outcomes[index].item[keyPath: other]?.entry
        outcomes[index].path = places[index]
    }

    @discardableResult
    private mutating func restoreContents(
        _ owner: Int, _ side: KeyPath<MergeItem, Placed?>, _ other: KeyPath<MergeItem, Placed?>
    ) -> [Int] {
        guard let folder = outcomes[owner].item.base?.path.folder, !folder.isRoot else { return [] }
        var restored: [Int] = []
        for (index, outcome) in outcomes.enumerated() where outcome.result.entry == nil {
            guard let base = outcome.item.base, base.path.lies(in: folder), outcome.item[keyPath: side] == nil,
                outcome.item[keyPath: other] != nil
            else { continue }
            bringBack(index, other)
            restored.append(index)
        }
        return restored
    }
}
