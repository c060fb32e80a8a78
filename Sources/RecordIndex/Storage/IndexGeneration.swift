import GRDB

/// The number of the state that the rows of an index are in: another one after every change that files brought about.
enum IndexGeneration {
    static let question = "SELECT value FROM meta WHERE name = 'generation'"

    /// Of a new index: told apart from that of any other file which may come to lie in the same place.
    static var first: String { String(Int64.random(in: 1..<1 << 52)) }

    /// Call it inside the transaction that changes rows.
    static func raise(_ db: Database) throws {
        try db.execute(sql: "UPDATE meta SET value = value + 1 WHERE name = 'generation'")
    }
}
