import GRDB
import Records

/// A sum of amounts, kept in ten-thousandths so that it does not depend on the order of adding.
private struct AmountSum {
    private var tenThousandths: Int64 = 0

    mutating func add(_ amount: String) {
        guard let number = Double(amount), abs(number) < 1e14 else { return }
        tenThousandths &+= Int64((number * 10_000).rounded())
    }

    var value: Double { Double(tenThousandths) / 10_000 }
}

/// What the records in one folder add up to.
struct FolderTotals: Sendable {
    private(set) var lastFollowUp: String?
    private(set) var nextFollowUp: String?
    private(set) var followUps = 0
    private(set) var openDeals = 0
    private var openAmount = AmountSum()
    private var wonAmount = AmountSum()

    mutating func add(contactDay: String?, openAmount: String?, wonAmount: String?) {
        if let day = contactDay { lastFollowUp = max(lastFollowUp ?? day, day) }
        if let amount = openAmount {
            openDeals += 1
            self.openAmount.add(amount)
        }
        if let wonAmount { self.wonAmount.add(wonAmount) }
    }

    mutating func addFollowUp() { followUps += 1 }

    mutating func add(nextStep day: String?) {
        if let day { nextFollowUp = min(nextFollowUp ?? day, day) }
    }

    func write(_ row: some RowSink, folder: String) throws {
        row.bind(folder)
        row.bind(lastFollowUp)
        row.bind(nextFollowUp)
        row.bind(Int64(followUps))
        row.bind(Int64(openDeals))
        row.bind(real: openAmount.value)
        row.bind(real: wonAmount.value)
        try row.run()
    }

    static func row(_ db: Database) throws -> RowStatement {
        try RowStatement(db, "INSERT INTO derived VALUES (?,?,?,?,?,?,?)")
    }
}

/// Derives the values of one folder again from the rows of what lies in it.
func deriveTotals(_ db: Database, ofFolder folder: String) throws {
    try db.cachedStatement(sql: "DELETE FROM derived WHERE folder = ?").execute(arguments: [folder])
    let owned = try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM records WHERE folder = ?)"), arguments: [folder])
    guard owned == true else { return }
    var totals = FolderTotals()
    let rows = try Row.fetchCursor(
        db.cachedStatement(sql: "SELECT kind, contact_day, open_amount, won_amount FROM records WHERE parent = ?"),
        arguments: [folder])
    while let row = try rows.next() {
        if row[0] == "follow-up" { totals.addFollowUp() }
        totals.add(contactDay: row[1], openAmount: row[2], wonAmount: row[3])
    }
    let days = try Row.fetchCursor(
        db.cachedStatement(sql: "SELECT day FROM steps WHERE parent = ? AND reason = 'next-step'"), arguments: [folder])
    while let row = try days.next() { totals.add(nextStep: row[0]) }
    try totals.write(FolderTotals.row(db), folder: folder)
}

/// The derived values of all folders, added up while an index is built anew.
struct AllTotals: Sendable {
    // Folders whose names differ in a byte are different folders.
    private var totals: [RecordPath: FolderTotals] = [:]
    /// Folders with a record of their own.
    private var owned: Set<RecordPath> = []

    mutating func add(_ content: IndexEntry.Content) {
        if let folder = content.folder { owned.insert(RecordPath(walked: folder)) }
        guard let parent = content.parent else { return }
        let isFollowUp = content.kind == "follow-up"
        guard isFollowUp || content.openAmount != nil || content.wonAmount != nil || !content.steps.isEmpty else {
            return
        }
        func add(_ totals: inout FolderTotals) {
            if isFollowUp { totals.addFollowUp() }
            totals.add(
                contactDay: content.contactDay, openAmount: content.openAmount, wonAmount: content.wonAmount)
            for step in content.steps where step.reason == "next-step" { totals.add(nextStep: step.day) }
        }
        add(&totals[RecordPath(walked: parent), default: FolderTotals()])
    }

    func write(_ db: Database) throws { try write(FolderTotals.row(db)) }

    func write(_ rows: some RowSink) throws {
        for folder in owned { try (totals[folder] ?? FolderTotals()).write(rows, folder: folder.text) }
    }
}
