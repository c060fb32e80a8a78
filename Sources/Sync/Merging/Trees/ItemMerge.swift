import Git
import Records

/// Decides what becomes of one thing that a merge is about, apart from its place.
struct ItemMerge {
    let repository: Repository
    let records: RecordReader
    let policy: ConflictPolicy
    let settlements: [Settlement]
    /// The kinds whose schema both sides changed otherwise.
    let unsettled: Set<String>

    /// What it is after the merge.
    struct Result {
        /// nil: it is gone.
        var entry: TreeEntry?
        /// The record was put together from both sides.
        var isMerged = false
        var notes: [NotedFile.Sort] = []
        /// Our version of a file, to be kept beside the team's.
        var beside: TreeEntry?
        /// A person has to decide first.
        var waits: ConflictingFile.Reason?
    }

    /// - Parameter path: where the thing will be.
    func merge(_ item: MergeItem, at path: RepositoryPath) throws -> Result {
        let (base, ours, theirs) = (item.base?.entry, item.ours?.entry, item.theirs?.entry)
        if ours == theirs || base == theirs { return Result(entry: ours) }
        if base == ours { return Result(entry: theirs) }
        switch settled(item, nil) {
        case .ours: return Result(entry: ours)
        case .theirs: return Result(entry: theirs)
        case nil: break
        }
        guard let ours, let theirs else { return try deletion(item) }
        guard let mode = Self.mode(base, ours, theirs) else { return Result(entry: theirs, beside: ours) }
        if ours.id == theirs.id || base?.id == theirs.id {
            return Result(entry: TreeEntry(id: ours.id, mode: mode))
        }
        if base?.id == ours.id { return Result(entry: TreeEntry(id: theirs.id, mode: mode)) }
        guard let kind = records.kind(at: path) else { return try files(base, ours, theirs, mode) }
        return try mergeRecords(item, kind, mode)
    }

    /// Deleted against changed: what was changed stays.
    private func deletion(_ item: MergeItem) throws -> Result {
        let isDeletedHere = item.ours == nil
        guard let kept = item.ours ?? item.theirs else { return Result() }
        guard let record = try records.record(kept.path, kept.entry) else { return Result(entry: kept.entry) }
        // An open conflict stays open, and does not become another one.
        if record.kind.key == "conflict" { return Result(entry: kept.entry) }
        guard policy.keepsPublished(record.kind, nil) else {
            return Result(entry: kept.entry, waits: isDeletedHere ? .deletedHere : .deletedThere)
        }
        return Result(entry: kept.entry, notes: [.deleted(here: isDeletedHere)])
    }

    /// Files that are no records: by lines where that goes, else both are kept.
    private func files(
        _ base: TreeEntry?, _ ours: TreeEntry, _ theirs: TreeEntry, _ mode: FileMode
    ) throws -> Result {
        func text(_ entry: TreeEntry?) throws -> [UInt8]? {
            try entry.flatMap { try repository.blob($0.id, upTo: LocalChanges.largestRecord) }
        }
        if let base = try text(base), let ours = try text(ours), let theirs = try text(theirs),
            let merged = try Repository.mergeText(base: base, ours: ours, theirs: theirs)
        {
            return Result(entry: TreeEntry(id: try repository.writeBlob(merged), mode: mode), isMerged: true)
        }
        return Result(entry: theirs, beside: ours)
    }

    private func mergeRecords(_ item: MergeItem, _ kind: Kind, _ mode: FileMode) throws -> Result {
        func bytes(_ placed: Placed?) throws -> [UInt8]? {
            try placed.flatMap { try repository.blob($0.entry.id, upTo: LocalChanges.largestRecord) }
        }
        func isReadable(_ placed: Placed?) throws -> Bool {
            try placed.map { try records.record($0.path, $0.entry) != nil } ?? true
        }
        guard let ours = try bytes(item.ours), let theirs = try bytes(item.theirs), let published = item.theirs?.entry
        else { return Result(entry: item.theirs?.entry, beside: item.ours?.entry) }
        let areReadable = try isReadable(item.base) && isReadable(item.ours) && isReadable(item.theirs)
        if areReadable, unsettled.contains(kind.key), let waiting = try wait(item, kind, mode) { return waiting }
        if areReadable {
            let merge = mergeFields(
                base: try bytes(item.base), ours: ours, theirs: theirs, kind: kind,
                choices: MergeChoices(
                    settled: { settled(item, $0) },
                    // What is open stays as the team has it; a conflict about a conflict helps nobody.
                    keepsPublished: { kind.key == "conflict" || policy.keepsPublished(kind, $0) }))
            switch merge.result {
            case .merged(let bytes):
                let entry = TreeEntry(id: try repository.writeBlob(bytes), mode: mode)
                let isNoted = !merge.noted.isEmpty && kind.key != "conflict"
                return Result(entry: entry, isMerged: true, notes: isNoted ? [.fields(merge.noted)] : [])
            case .conflicts(let fields): return Result(entry: published, waits: .fields(fields))
            case .unreadable: break
            }
        }
        guard policy.keepsPublished(kind, nil) else { return Result(entry: published, waits: .unreadable) }
        // No merge of what cannot be read: one of the two stays whole, the other waits as a text.
        let ourTextStays = try isReadable(item.ours) && !isReadable(item.theirs)
        let kept = ourTextStays ? item.ours?.entry : published
        let aside = String(decoding: ourTextStays ? theirs : ours, as: UTF8.self)
        return Result(entry: kept, notes: [.text(aside)])
    }

    /// A record that both sides changed while its schema has two versions: how its fields merge is not decided, so it stays as the team
    /// has it, and each field that we changed waits beside it.
    ///
    /// - Returns: nil when none of our values differs, or a person has settled one of them.
    private func wait(_ item: MergeItem, _ kind: Kind, _ mode: FileMode) throws -> Result? {
        guard let mine = item.ours, let published = item.theirs,
            let ours = try records.record(mine.path, mine.entry),
            let theirs = try records.record(published.path, published.entry)
        else { return nil }
        let base = try item.base.flatMap { try records.record($0.path, $0.entry) }
        let fields = ours.fieldsChanged(since: base ?? theirs).filter { !sameValue(ours.value($0), theirs.value($0)) }
            .map {
                NotedConflict(
                    key: $0, group: nil, base: base?.value($0), published: theirs.value($0), local: ours.value($0))
            }
        guard !fields.isEmpty, !fields.contains(where: { settled(item, $0.key) != nil }) else { return nil }
        let asked = fields.filter { !policy.keepsPublished(kind, $0.key) }
        let entry = TreeEntry(id: published.entry.id, mode: mode)
        if !asked.isEmpty { return Result(entry: entry, waits: .fields(asked.map { FieldConflict($0) })) }
        return Result(entry: entry, notes: [.unsettled(fields)])
    }

    private func settled(_ item: MergeItem, _ field: String?) -> Settlement.Side? {
        if settlements.isEmpty { return nil }
        let paths = [item.base, item.ours, item.theirs].compactMap { $0.flatMap { RecordPath($0.path.string) } }
        return settlements.first { $0.field == field && paths.contains($0.path) }?.side
    }

    /// The mode both sides together want; nil when one of them is no ordinary file.
    private static func mode(_ base: TreeEntry?, _ ours: TreeEntry, _ theirs: TreeEntry) -> FileMode? {
        let ordinary: [FileMode] = [.file, .executable]
        guard ordinary.contains(ours.mode), ordinary.contains(theirs.mode) else { return nil }
        return ours.mode == base?.mode ? theirs.mode : ours.mode
    }
}
