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

    func write(_ db: Database, folder: String) throws {
        try db.cachedStatement(sql: "INSERT INTO derived VALUES (?,?,?,?,?,?,?)").execute(arguments: [
            folder, lastFollowUp, nextFollowUp, followUps, openDeals, openAmount.value, wonAmount.value,
        ])
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
    try totals.write(db, folder: folder)
}

/// Derives the values of all folders, for an index built anew.
func deriveAllTotals(_ db: Database) throws {
    var totals: [String: FolderTotals] = [:]
    let rows = try Row.fetchCursor(
        db, sql: "SELECT parent, kind, contact_day, open_amount, won_amount FROM records WHERE parent IS NOT NULL")
    while let row = try rows.next() {
        let parent: String = row[0]
        if row[1] == "follow-up" { totals[parent, default: FolderTotals()].addFollowUp() }
        totals[parent, default: FolderTotals()].add(contactDay: row[2], openAmount: row[3], wonAmount: row[4])
    }
    let days = try Row.fetchCursor(
        db, sql: "SELECT parent, day FROM steps WHERE reason = 'next-step' AND parent IS NOT NULL")
    while let row = try days.next() { totals[row[0], default: FolderTotals()].add(nextStep: row[1]) }
    for folder in try String.fetchAll(db, sql: "SELECT DISTINCT folder FROM records WHERE folder IS NOT NULL") {
        try (totals[folder] ?? FolderTotals()).write(db, folder: folder)
    }
}
