import Git
import Records

/// One thing that a merge is about, wherever each side has it: a record by its id, any other file by its path.
struct MergeItem {
    /// In the common ancestor; nil for what is new.
    var base: Placed?
    var ours: Placed?
    var theirs: Placed?

    /// Whether this machine alone put it where it is, or made it.
    var isPlacedByUs: Bool {
        guard let ours else { return false }
        return theirs == nil || base.map { theirs?.path == $0.path && ours.path != $0.path } ?? false
    }

    var anyPath: RepositoryPath { theirs?.path ?? ours?.path ?? base?.path ?? RepositoryPath("") }
}

/// Two sides of a merge, taken apart into the things that at least one of them touched.
struct MergeItems {
    let ours: SideChanges
    let theirs: SideChanges
    private(set) var items: [MergeItem] = []
    /// New records of the same id in two places: nobody can say whether they are the same.
    private(set) var sameID: [(ours: Placed, theirs: Placed)] = []

    init(ours: SideChanges, theirs: SideChanges, _ records: RecordReader) throws {
        self.ours = ours
        self.theirs = theirs
        try pairChanged(records)
        try pairNew(records)
        items.sort { $0.anyPath < $1.anyPath }
    }

    private mutating func pairChanged(_ records: RecordReader) throws {
        var seen: Set<RepositoryPath> = []
        for change in Array(ours.changes.values) + Array(theirs.changes.values) {
            guard let old = change.old, seen.insert(change.path).inserted else { continue }
            let base = Placed(path: change.path, entry: old)
            var item = MergeItem(base: base)
            item.ours = ours.place(of: change.path, base: old)
            item.theirs = theirs.place(of: change.path, base: old)
            try split(&item, records)
            items.append(item)
        }
    }

    /// A file in which one side put another record: the old one is gone there, the other is new.
    private mutating func split(_ item: inout MergeItem, _ records: RecordReader) throws {
        guard let base = item.base, item.ours != item.theirs, item.ours?.entry != base.entry,
            item.theirs?.entry != base.entry,
            let was = try records.record(base.path, base.entry).flatMap({ RecordIdentity($0) })
        else { return }
        func isOther(_ placed: Placed?) throws -> Bool {
            guard let placed, let record = try records.record(placed.path, placed.entry) else { return false }
            return RecordIdentity(record).map { $0 != was } ?? false
        }
        let oursIsOther = try isOther(item.ours)
        let theirsIsOther = try isOther(item.theirs)
        if oursIsOther, theirsIsOther, let mine = item.ours, let published = item.theirs {
            let one = try records.record(mine.path, mine.entry).flatMap { RecordIdentity($0) }
            let two = try records.record(published.path, published.entry).flatMap { RecordIdentity($0) }
            if one == two { return }
            items += [MergeItem(ours: mine), MergeItem(theirs: published)]
            item.ours = nil
            item.theirs = nil
            return
        }
        guard oursIsOther != theirsIsOther else { return }
        if oursIsOther {
            items.append(MergeItem(ours: item.ours))
            item.ours = nil
        } else {
            items.append(MergeItem(theirs: item.theirs))
            item.theirs = nil
        }
    }

    private mutating func pairNew(_ records: RecordReader) throws {
        let mine = Self.new(ours)
        var rest = Self.new(theirs)
        var identities: [RecordIdentity: RepositoryPath] = [:]
        if !mine.isEmpty {
            for placed in rest.values {
                if let identity = try records.record(placed.path, placed.entry).flatMap({ RecordIdentity($0) }) {
                    identities[identity] = placed.path
                }
            }
        }
        for placed in mine.values.sorted(by: { $0.path < $1.path }) {
            let identity = try records.record(placed.path, placed.entry).flatMap { RecordIdentity($0) }
            if let other = rest[placed.path] {
                let theirID = try records.record(other.path, other.entry).flatMap { RecordIdentity($0) }
                if identity == theirID || other.entry == placed.entry {
                    items.append(MergeItem(ours: placed, theirs: other))
                    rest[placed.path] = nil
                    continue
                }
            } else if let identity, let other = identities[identity].flatMap({ rest[$0] }) {
                // In one folder, which one of the two renamed: one record that both brought back.
                let isOnePlace =
                    theirs.relocated(placed.path) == other.path || ours.relocated(other.path) == placed.path
                if other.entry.id == placed.entry.id || isOnePlace {
                    items.append(MergeItem(ours: placed, theirs: other))
                    rest[other.path] = nil
                    continue
                }
                sameID.append((ours: placed, theirs: other))
            }
            items.append(MergeItem(ours: placed))
        }
        items += rest.values.map { MergeItem(theirs: $0) }
    }

    /// What a side made that was nowhere before.
    private static func new(_ side: SideChanges) -> [RepositoryPath: Placed] {
        var new: [RepositoryPath: Placed] = [:]
        for change in side.changes.values where change.old == nil && !side.arrivals.contains(change.path) {
            if let entry = change.new { new[change.path] = Placed(path: change.path, entry: entry) }
        }
        return new
    }
}
