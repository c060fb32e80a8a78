import Git
import RecordIndex
import Records
import Sync

/// What the commands about the past work on: the records of today, and the commits behind them.
struct Past {
    let now: FolderNow
    let me: Me
    /// What this person may see; nil for everything.
    let sight: Sight?

    var folder: CRMFolder { now.folder }
    var repository: Repository { now.repository }
    var records: RecordSet { now.records }

    init() throws {
        let folder = try openFolder()
        let repository = try openRepository(folder)
        let sight = try Commands.sight(in: folder)
        try self.init(folder, repository, try readRecords(folder, openIndex(folder, sight: sight)), sight)
    }

    init(_ folder: CRMFolder, _ repository: Repository, _ records: RecordSet, _ sight: Sight?) throws {
        self.sight = sight
        now = FolderNow(repository, folder, records)
        me = try Me(records, repository: repository)
    }

    /// The commit that the branch stands at.
    func head() throws -> ObjectID {
        if let head = try repository.head().commit { return head }
        throw CommandFailure(
            Text(en: "nothing is committed yet", zh: "还没有任何提交"),
            remedy: Text(en: "crm sync commits what is valid", zh: "运行 crm sync 会提交有效的内容"))
    }

    /// The record that a person means: one of today, or one that was removed.
    func record(named typed: String) throws -> (record: Record, removed: RemovedRecord?) {
        if case .none = records.find(typed), let removed = try removed(named: typed) {
            return (removed.record, removed)
        }
        return (try namedRecord(typed, records), nil)
    }

    /// An older version of a record as it may be shown; nil when it may not.
    func seen(_ old: Record) -> Record? {
        guard let sight else { return old }
        return sight.seen(old, holder: records.parent(of: old)?.string("owner"))
    }

    /// Which values of a record may be shown; nil for all.
    func shows(_ record: Record) -> (([String]) -> Bool)? {
        guard let sight, sight.limitsFields(ofKind: record.kind.key) else { return nil }
        let views = sight.views(of: record, holder: records.parent(of: record)?.string("owner")) ?? []
        return { names in views.contains { $0.shows(names) } }
    }

    /// The same of a commit with all its records at hand.
    func seen(_ records: [Record]) -> [Record] { sight?.seen(records, in: RecordSet(records)) ?? records }

    /// A record that is gone; nil when none was called that.
    func removed(named typed: String) throws -> RemovedRecord? {
        var removed = try now.removedRecords()
        if sight != nil {
            // What is there and not shown is not gone.
            let all = try openWholeIndex(folder).records()
            removed = removed.filter { gone in
                seen(gone.record) != nil && gone.record.id.flatMap { all.record(id: $0) } == nil
            }
        }
        switch RecordFinder(removed.map(\.record)).find(typed) {
        case .none: return nil
        case .one(let record): return removed.first { $0.record.path == record.path && $0.record.id == record.id }
        case .several: _ = try namedRecord(typed, RecordSet(removed.map(\.record)))
        }
        return nil
    }
}
