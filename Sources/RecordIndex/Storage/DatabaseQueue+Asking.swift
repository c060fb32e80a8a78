import GRDB

extension DatabaseQueue {
    /// Asks several questions that see one state of the database. GRDB's own `read` also forbids writing, by a pragma that makes SQLite
    /// prepare every statement anew, which took a tenth of the time of a command that asks a thousand of them.
    func ask<Answer>(_ body: (Database) throws -> Answer) throws -> Answer {
        try inDatabase { db in
            try db.beginTransaction(.deferred)
            do {
                let answer = try body(db)
                try db.commit()
                return answer
            } catch {
                // Nothing was written; what went wrong first is what counts.
                if db.isInsideTransaction { try? db.rollback() }
                throw error
            }
        }
    }

    /// A number that is another one after others have written into the file.
    func version() throws -> Int {
        try inDatabase { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
    }
}
