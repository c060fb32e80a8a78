import Git
import RecordIndex
import Records
import Sync

/// Lets the index hear of the latest commits, if a query or a subject asks who changed records, or when.
func bringHistory(
    _ index: RecordIndex, _ folder: CRMFolder, _ records: RecordSet, for query: RecordQuery,
    _ subject: FilterSubject? = nil
) throws {
    if query.asksHistory || subject?.isHistory == true { try bringHistory(index, folder, records) }
}

/// Lets the index hear of the latest commits. Outside a git repository there are none.
func bringHistory(_ index: RecordIndex, _ folder: CRMFolder, _ records: RecordSet) throws {
    let repository: Repository
    do {
        repository = try Repository.open(discoveringFrom: folder.root)
    } catch GitError.notARepository {
        return
    }
    try HistoryFeed(repository, folder, members: records.records(of: "member")).feed(index)
}
