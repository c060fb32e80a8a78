import GRDB
import GRDBSQLite
package import Records

/// Why a statement of a person gave no answer.
package enum SQLFailure: Error, Sendable {
    /// It would change something; only questions are answered.
    case writes
    /// More than one statement, or none.
    case notOneStatement
    /// SQLite does not understand it; `offset` in bytes from the beginning of the statement, where that is known.
    case syntax(message: String, offset: Int?)
    /// It was stopped.
    case stopped
    /// SQLite gave up while answering.
    case failed(message: String)
}

/// What a statement answered.
package struct SQLAnswer: Sendable {
    package var columns: [String] = []
    /// A value for each column; bytes are written in hexadecimal digits.
    package var rows: [[RecordValue]] = []
}

extension RecordIndex {
    /// Answers one statement of a person, which may read everything and change nothing.
    ///
    /// - Parameter shouldStop: asked again and again while SQLite computes.
    package func answer(_ sql: String, shouldStop: @escaping () -> Bool) throws -> SQLAnswer {
        // The connection of the index is kept for the index: this one is opened for reading only, or is a copy.
        do {
            return try read { try ReadOnlyConnection(copying: $0) }.answer(sql, shouldStop)
        } catch let error as DatabaseError where error.showsDamage {
            try rebuild()
            return try read { try ReadOnlyConnection(copying: $0) }.answer(sql, shouldStop)
        }
    }
}

/// A connection on which an authorizer lets only questions pass.
private final class ReadOnlyConnection {
    private let connection: OpaquePointer

    init(copying db: Database) throws {
        let path = sqlite3_db_filename(db.sqliteConnection, "main").map { String(cString: $0) } ?? ""
        var opened: OpaquePointer?
        let flags = path.isEmpty ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
        let code = sqlite3_open_v2(path.isEmpty ? ":memory:" : path, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
        connection = opened
        sqlite3_busy_timeout(opened, 5_000)
        if path.isEmpty, let backup = sqlite3_backup_init(opened, "main", db.sqliteConnection, "main") {
            sqlite3_backup_step(backup, -1)
            sqlite3_backup_finish(backup)
        }
        // No value larger than 64 MiB, whatever a question builds.
        sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, 1 << 26)
        sqlite3_set_authorizer(opened, { _, action, first, second, _, _ in isQuestion(action, first, second) }, nil)
    }

    deinit { sqlite3_close_v2(connection) }

    func answer(_ sql: String, _ shouldStop: @escaping () -> Bool) throws -> SQLAnswer {
        let stop = StopQuestion(shouldStop)
        return try withExtendedLifetime(stop) {
            sqlite3_progress_handler(
                connection, 10_000,
                { argument in
                    guard let argument else { return 0 }
                    return Unmanaged<StopQuestion>.fromOpaque(argument).takeUnretainedValue().body() ? 1 : 0
                }, Unmanaged.passUnretained(stop).toOpaque())
            defer { sqlite3_progress_handler(connection, 0, nil, nil) }
            let statement = try prepare(sql)
            defer { sqlite3_finalize(statement) }
            return try rows(statement)
        }
    }

    private func prepare(_ sql: String) throws -> OpaquePointer {
        var statement: OpaquePointer?
        var rest = ""
        let code = sql.withCString { text -> Int32 in
            var tail: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v2(connection, text, -1, &statement, &tail)
            rest = tail.map { String(cString: $0) } ?? ""
            return code
        }
        if code == SQLITE_AUTH { throw SQLFailure.writes }
        if code == SQLITE_INTERRUPT { throw SQLFailure.stopped }
        try throwDamage(code)
        guard code == SQLITE_OK else {
            let offset = sqlite3_error_offset(connection)
            throw SQLFailure.syntax(message: message, offset: offset < 0 ? nil : Int(offset))
        }
        guard let statement else { throw SQLFailure.notOneStatement }
        guard rest.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 || $0 == 0x3B }) else {
            sqlite3_finalize(statement)
            throw SQLFailure.notOneStatement
        }
        guard sqlite3_stmt_readonly(statement) != 0 else {
            sqlite3_finalize(statement)
            throw SQLFailure.writes
        }
        return statement
    }

    private func throwDamage(_ code: Int32) throws {
        switch code & 0xFF {
        case SQLITE_CORRUPT, SQLITE_IOERR, SQLITE_NOTADB: throw DatabaseError(resultCode: ResultCode(rawValue: code))
        default: break
        }
    }

    private func rows(_ statement: OpaquePointer) throws -> SQLAnswer {
        let columns = 0..<sqlite3_column_count(statement)
        var answer = SQLAnswer()
        answer.columns = columns.map { sqlite3_column_name(statement, $0).map { String(cString: $0) } ?? "" }
        while true {
            let code = sqlite3_step(statement)
            try throwDamage(code)
            switch code & 0xFF {
            case SQLITE_ROW: answer.rows.append(columns.map { value(statement, $0) })
            case SQLITE_DONE: return answer
            case SQLITE_INTERRUPT: throw SQLFailure.stopped
            case SQLITE_AUTH: throw SQLFailure.writes
            default: throw SQLFailure.failed(message: message)
            }
        }
    }

    private func value(_ statement: OpaquePointer, _ column: Int32) -> RecordValue {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .number(String(sqlite3_column_int64(statement, column)))
        case SQLITE_FLOAT:
            let number = sqlite3_column_double(statement, column)
            guard number.isFinite else { return .null }
            // 380000 rather than 380000.0: what was an integer in the files stays one.
            if number == number.rounded(), abs(number) < 1e15 { return .number(String(Int64(number))) }
            return .number("\(number)")
        case SQLITE_TEXT: return .text(columnText(statement, column) ?? "")
        case SQLITE_BLOB:
            let bytes = UnsafeBufferPointer(
                start: sqlite3_column_blob(statement, column)?.assumingMemoryBound(to: UInt8.self),
                count: Int(sqlite3_column_bytes(statement, column)))
            return .text(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        default: return .null
        }
    }

    private var message: String { sqlite3_errmsg(connection).map { String(cString: $0) } ?? "" }
}

/// Keeps a closure where C can find it.
private final class StopQuestion {
    let body: () -> Bool

    init(_ body: @escaping () -> Bool) { self.body = body }
}

/// What a question may do: read, compute, and ask how tables are made.
private func isQuestion(_ action: Int32, _ first: UnsafePointer<CChar>?, _ second: UnsafePointer<CChar>?) -> Int32 {
    switch action {
    case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return SQLITE_OK
    case SQLITE_FUNCTION:
        let name = second.map { String(cString: $0) } ?? ""
        return name == "load_extension" ? SQLITE_DENY : SQLITE_OK
    case SQLITE_PRAGMA:
        let name = first.map { String(cString: $0).lowercased() } ?? ""
        return ["table_info", "table_xinfo", "table_list", "index_list", "index_info"].contains(name)
            ? SQLITE_OK : SQLITE_DENY
    default: return SQLITE_DENY
    }
}
