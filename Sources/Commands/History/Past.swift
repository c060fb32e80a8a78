import Git
import Records
import Sync

/// What the commands about the past work on: the records of today, and the commits behind them.
struct Past {
    let now: FolderNow
    let me: Me

    var folder: CRMFolder { now.folder }
    var repository: Repository { now.repository }
    var records: RecordSet { now.records }

    init() throws {
        let folder = try openFolder()
        let repository = try openRepository(folder)
        try self.init(folder, repository, try readRecords(folder))
    }

    init(_ folder: CRMFolder, _ repository: Repository, _ records: RecordSet) throws {
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

    /// A record that is gone; nil when none was called that.
    func removed(named typed: String) throws -> RemovedRecord? {
        let removed = try now.removedRecords()
        switch RecordFinder(removed.map(\.record)).find(typed) {
        case .none: return nil
        case .one(let record): return removed.first { $0.record.path == record.path && $0.record.id == record.id }
        case .several: _ = try namedRecord(typed, RecordSet(removed.map(\.record)))
        }
        return nil
    }
}
