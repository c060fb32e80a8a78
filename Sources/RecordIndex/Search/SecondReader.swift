import GRDBSQLite

/// One more connection to the file of the index, for another thread that reads the same state of it.
final class SecondReader {
    let connection: OpaquePointer

    /// nil when the file cannot be opened, or is not in the state that is wanted: others have written into it, or put another in its place.
    ///
    /// - Parameter generation: the number of the state (``IndexGeneration``).
    init?(_ path: String, generation: String) {
        var connection: OpaquePointer?
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
        guard sqlite3_open_v2(path, &connection, flags, nil) == SQLITE_OK, let connection else {
            sqlite3_close(connection)
            return nil
        }
        self.connection = connection
        sqlite3_busy_timeout(connection, 1000)
        // The first question settles the state that all further ones see.
        guard sqlite3_exec(connection, "BEGIN", nil, nil, nil) == SQLITE_OK,
            let rows = try? RowScan(connection, IndexGeneration.question), (try? rows.next()) == true,
            String(decoding: rows.bytes(0), as: UTF8.self).utf8.elementsEqual(generation.utf8)
        else { return nil }
    }

    // The statements on it may live on a little.
    deinit { sqlite3_close_v2(connection) }
}
