import GRDB
import GRDBSQLite
import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why the file of the index cannot be used as it is.
enum IndexFault: Error {
    /// Missing, damaged, of another version, or of other schemas: to be built anew.
    case unusable
    /// Storage that cannot be written, or that others hold for too long: answer from memory.
    case unwritable
}

/// The file of the index and the locks beside it.
///
/// Two locks, since a SQLite database must not be replaced while someone has it open: whoever uses the file holds `index.users`
/// shared, whoever puts a new file in its place holds it alone; whoever refreshes or builds holds `index.lock`.
final class IndexFile {
    let path: String
    private let folder: String
    private let users: FileLock
    let writing: FileLock

    /// nil when the folder cannot be written.
    init?(folder: String) {
        mkdir(folder, 0o755)
        guard CheckedPages.isInstalled, let users = FileLock(folder + "/index.users"),
            let writing = FileLock(folder + "/index.lock"), writing.now() != nil
        else { return nil }
        self.folder = folder
        self.users = users
        self.writing = writing
        path = folder + "/index.sqlite"
    }

    /// The index as it was left.
    func open() throws -> DatabaseQueue {
        guard users.take(exclusive: false, waiting: 20_000) else { throw IndexFault.unwritable }
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
            throw IndexFault.unusable
        }
        let queue = try DatabaseQueue(path: path, configuration: Self.configuration())
        let isOurs = try queue.ask { db in
            try Int.fetchOne(db, sql: "PRAGMA application_id") == IndexSchema.applicationID
                && Int.fetchOne(db, sql: "PRAGMA user_version") == IndexSchema.version
        }
        guard isOurs else { throw IndexFault.unusable }
        return queue
    }

    /// The place of a new file beside the index; there is none.
    func newPath() -> String {
        removeLeftovers()
        let new = folder + "/index.new-\(getpid()).sqlite"
        unlink(new)
        return new
    }

    /// Opens a new file, or makes it. No journal: it becomes the index when it is whole, or never.
    static func openNew(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
                    PRAGMA secure_delete = OFF; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;
                    PRAGMA locking_mode = EXCLUSIVE;
                    """)
            var bytes = CheckedPages.reserved
            sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes)
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Puts a finished file in the place of the index; false while others use that.
    func replace(by new: String) -> Bool {
        users.release()
        guard users.take(exclusive: true, waiting: 2_000) else { return false }
        // A log of the old database must not be taken for one of the new.
        for suffix in ["-wal", "-shm", "-journal"] { unlink(path + suffix) }
        return rename(new, path) == 0
    }

    /// What a build that was killed has left behind. Call it while holding `writing`.
    private func removeLeftovers() {
        guard let stream = opendir(folder) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix("index.new-") { unlink(folder + "/" + name) }
        }
    }

    /// Room for the pages that a refresh changes, so that they are written once.
    static let roomForChanges = "PRAGMA cache_size = -8000"

    /// Few pages are kept: to get new memory for one takes longer than to read it again from the system's. Whoever changes many rows asks
    /// for more (``roomForChanges``).
    static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -2000;
                    PRAGMA temp_store = MEMORY; PRAGMA secure_delete = OFF;
                    """)
        }
        return configuration
    }
}

extension DatabaseError {
    /// The file is not what was written into it.
    var showsDamage: Bool {
        switch resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_PROTOCOL: true
        // A table or column that every index has.
        case .SQLITE_ERROR: message?.hasPrefix("no such") == true
        default: false
        }
    }
}
