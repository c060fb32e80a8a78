import GRDB
package import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Who has which id and number, and who names whom, in one commit of a repository without a work tree: what a server has to know of all
/// records to judge a push of a few. A cache in `crm/ledger.sqlite` of git's folder; deleting it costs one reading of all records.
package final class RecordLedger {
    /// What the ledger notes of a record.
    package struct Entry: Sendable {
        package let path: RecordPath
        package let kind: String
        package let id: String?
        package let number: String?
        /// Ids that it names, each once.
        package let targets: [String]

        package init(_ record: Records.Record) {
            path = record.path
            kind = record.kind.key
            id = record.id
            number = record.kind.field("no") == nil ? nil : record.string("no")
            targets = Array(Set(references(in: record).map(\.target)))
        }
    }

    /// Raise it when a table changes, or what is written into one.
    private static let version = "1"

    private let queue: DatabaseQueue

    /// - Parameter folder: where the file is kept; nil, or a folder that cannot be written, keeps everything in memory.
    package init(folder: String?) throws {
        if let folder, let queue = Self.open(folder) {
            self.queue = queue
        } else {
            queue = try DatabaseQueue()
        }
        try queue.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
                    CREATE TABLE IF NOT EXISTS records (num INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
                        id TEXT, no TEXT);
                    CREATE TABLE IF NOT EXISTS refs (num INTEGER NOT NULL, target TEXT NOT NULL);
                    CREATE INDEX IF NOT EXISTS records_id ON records (id);
                    CREATE INDEX IF NOT EXISTS records_no ON records (no) WHERE no IS NOT NULL;
                    CREATE INDEX IF NOT EXISTS refs_target ON refs (target);
                    CREATE INDEX IF NOT EXISTS refs_num ON refs (num);
                    """)
        }
    }

    /// nil when the file cannot be used: then nothing is lost but time.
    private static func open(_ folder: String) -> DatabaseQueue? {
        mkdir(folder, 0o755)
        let path = folder + "/ledger.sqlite"
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000")
        }
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.write { try $0.execute(sql: "PRAGMA user_version = 1") }
            return queue
        } catch let error as DatabaseError where error.showsDamage {
            // A file that another program put there, or a broken one: a new one takes its place the next time.
            remove(folder)
            return nil
        } catch {
            return nil
        }
    }

    /// Takes the file away, so that the next ledger is read anew.
    package static func remove(_ folder: String) {
        for suffix in ["", "-wal", "-shm"] { unlink(folder + "/ledger.sqlite" + suffix) }
    }

    /// Whether an error says that the file is not what was written into it.
    package static func isDamage(_ error: any Error) -> Bool { (error as? DatabaseError)?.showsDamage ?? false }

    /// What the ledger was written from, as its writer called it; nil when it is empty.
    package func state() throws -> String? {
        let value = try queue.read { try String.fetchOne($0, sql: "SELECT value FROM meta WHERE name = 'state'") }
        return value.flatMap { $0.hasPrefix(Self.version + " ") ? String($0.dropFirst(Self.version.count + 1)) : nil }
    }

    /// Notes what has changed, all or nothing.
    ///
    /// - Parameters:
    ///   - paths: the files that changed, came or went; nil for all.
    ///   - state: how ``state()`` is to be called from now on.
    package func note(_ entries: some Sequence<Entry>, instead paths: [RecordPath]?, state: String) throws {
        try queue.write { db in
            if let paths {
                let refs = try db.cachedStatement(
                    sql: "DELETE FROM refs WHERE num IN (SELECT num FROM records WHERE path = ?)")
                let records = try db.cachedStatement(sql: "DELETE FROM records WHERE path = ?")
                for path in paths {
                    try refs.execute(arguments: [path.text])
                    try records.execute(arguments: [path.text])
                }
            } else {
                try db.execute(sql: "DELETE FROM records; DELETE FROM refs")
            }
            let record = try RowStatement(db, "INSERT OR REPLACE INTO records (path, kind, id, no) VALUES (?,?,?,?)")
            let reference = try RowStatement(db, "INSERT INTO refs VALUES (?,?)")
            for entry in entries {
                record.bind(entry.path.text)
                record.bind(entry.kind)
                record.bind(entry.id)
                record.bind(entry.number)
                try record.run()
                let num = db.lastInsertedRowID
                for target in entry.targets {
                    reference.bind(num)
                    reference.bind(target)
                    try reference.run()
                }
            }
            try db.execute(
                sql: "INSERT OR REPLACE INTO meta VALUES ('state', ?)", arguments: [Self.version + " " + state])
        }
    }

    /// The records with an id, by path, with the keys of their kinds.
    package func holders(ofID id: String) throws -> [(path: RecordPath, kind: String)] {
        try rows("SELECT path, kind FROM records WHERE id = ? ORDER BY path", [id])
    }

    /// The records of a kind with a number, by path.
    package func holders(ofNumber number: String, kind: String) throws -> [RecordPath] {
        try rows("SELECT path, kind FROM records WHERE no = ? AND kind = ? ORDER BY path", [number, kind]).map(\.path)
    }

    /// The records that name an id, by path.
    package func referrers(to id: String) throws -> [RecordPath] {
        try rows("SELECT path, kind FROM refs JOIN records USING (num) WHERE target = ? ORDER BY path", [id])
            .map(\.path)
    }

    /// How many records are noted.
    package func count() throws -> Int {
        try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM records") ?? 0 }
    }

    private func rows(_ sql: String, _ arguments: StatementArguments) throws -> [(path: RecordPath, kind: String)] {
        try queue.read { db in
            try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { row in
                (RecordPath(walked: row[0]), row[1])
            }
        }
    }
}
