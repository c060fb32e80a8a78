import GRDB
import GRDBSQLite
import Records

/// What the index knows of the work tree.
struct KnownTree: Sendable {
    /// A folder that was listed, or could not be.
    struct Folder: Sendable {
        let num: Int64
        let path: String
        let stamp: FileStamp
    }

    /// A file that may be a record or a schema.
    struct File: Sendable {
        let num: Int64
        let folder: Int64
        let name: String
        let stamp: FileStamp
    }

    var folders: [Folder] = []
    var files: [File] = []

    init() {}

    init(_ db: Database) throws {
        try RowStatement(db, "SELECT num, path, mtime, ctime, inode FROM folders").rows { row in
            folders.append(
                Folder(
                    num: sqlite3_column_int64(row, 0), path: columnText(row, 1) ?? "",
                    stamp: FileStamp(
                        size: 0, mtime: sqlite3_column_int64(row, 2), ctime: sqlite3_column_int64(row, 3),
                        inode: sqlite3_column_int64(row, 4))))
        }
        try RowStatement(db, "SELECT num, folder, name, size, mtime, ctime, inode FROM files").rows { row in
            files.append(
                File(
                    num: sqlite3_column_int64(row, 0), folder: sqlite3_column_int64(row, 1),
                    name: columnText(row, 2) ?? "",
                    stamp: FileStamp(
                        size: sqlite3_column_int64(row, 3), mtime: sqlite3_column_int64(row, 4),
                        ctime: sqlite3_column_int64(row, 5), inode: sqlite3_column_int64(row, 6))))
        }
    }
}
