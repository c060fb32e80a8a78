import GRDB
import GRDBSQLite

/// A statement whose rows are looked at in place, without a copy.
final class RowScan {
    private let statement: OpaquePointer
    private let connection: OpaquePointer

    convenience init(_ db: Database, _ sql: String) throws {
        guard let connection = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
        try self.init(connection, sql)
    }

    init(_ connection: OpaquePointer, _ sql: String) throws {
        self.connection = connection
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v2(connection, sql, -1, &statement, nil)
        guard code == SQLITE_OK, let statement else { throw Self.error(code, connection) }
        self.statement = statement
    }

    deinit { sqlite3_finalize(statement) }

    /// Goes to the next row; false behind the last.
    func next() throws -> Bool {
        let code = sqlite3_step(statement)
        if code == SQLITE_ROW { return true }
        guard code == SQLITE_DONE else { throw Self.error(code, connection) }
        return false
    }

    func number(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }

    func optionalNumber(_ column: Int32) -> Int? {
        sqlite3_column_type(statement, column) == SQLITE_NULL ? nil : number(column)
    }

    /// UTF-8, valid until the next row.
    func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(statement, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }

    private static func error(_ code: Int32, _ connection: OpaquePointer) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code), message: sqlite3_errmsg(connection).map { String(cString: $0) })
    }
}
