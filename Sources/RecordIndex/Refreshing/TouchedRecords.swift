import GRDB
import Records

/// What a refresh has touched beyond single files, so that what depends on several records is brought up to date at its end:
/// suspects of the rules between records, and the derived values of folders.
struct TouchedRecords {
    private struct Number: Hashable {
        let kind: String
        let no: String
    }

    private struct Identity: Hashable {
        let id: String
        let kind: String
    }

    private var nums: Set<Int64> = []
    /// How often each id was added, less how often it was taken away: what comes to nothing is as it was.
    private var ids: [Identity: Int] = [:]
    private var numbers: Set<Number> = []
    /// Folders that have gained or lost their own record.
    private var owned: Set<RecordPath> = []
    /// Folders whose derived values may be others.
    private var parents: Set<RecordPath> = []

    /// A record that is written.
    mutating func add(_ content: IndexEntry.Content?, _ num: Int64) {
        guard let content else { return }
        nums.insert(num)
        note(content.id, content.no, content.kind, content.folder, content.parent, by: 1)
    }

    /// A record that is about to be taken out.
    mutating func addOld(_ db: Database, _ num: Int64) throws {
        let sql = "SELECT id, no, kind, folder, parent FROM records WHERE num = ?"
        guard let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [num]) else { return }
        nums.remove(num)
        note(row[0], row[1], row[2], row[3], row[4], by: -1)
    }

    private mutating func note(
        _ id: String?, _ no: String?, _ kind: String, _ folder: String?, _ parent: String?, by change: Int
    ) {
        if let id { ids[Identity(id: id, kind: kind), default: 0] += change }
        if let no { numbers.insert(Number(kind: kind, no: no)) }
        if let folder {
            owned.insert(RecordPath(walked: folder))
            parents.insert(RecordPath(walked: folder))
        }
        if let parent { parents.insert(RecordPath(walked: parent)) }
    }

    /// Brings suspects and derived values up to date.
    func settle(_ db: Database, _ folder: CRMFolder) throws {
        let suspects = Suspects(db, folder.kinds)
        var references = nums
        for (identity, change) in ids where change != 0 {
            try suspects.judge(id: identity.id)
            references.formUnion(try suspects.referrers(of: identity.id))
        }
        // A changed file has lost its mark; its id may be that of another file all the same.
        for identity in ids.keys where ids[identity] == 0 { try suspects.judge(id: identity.id) }
        for number in numbers { try suspects.judge(number: number.no, kind: number.kind) }
        for num in references { try suspects.judgeReferences(num) }
        var children = nums
        for folder in owned { children.formUnion(try suspects.children(of: folder.text)) }
        for num in children { try suspects.judgeParent(num) }
        for path in parents { try deriveTotals(db, ofFolder: path.text) }
    }
}
