import GRDB
import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the index says of single folders and files, held against their stamps.
extension RecordIndex {
    /// True when `crm.yaml` and the schemas, which decide how all files are read, are as the index knows them.
    func decidersStand(_ queue: DatabaseQueue) throws -> Bool {
        try queue.read { db in
            guard try folderStands("schemas", db) else { return false }
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT folders.path, name, size, files.mtime, files.ctime, files.inode
                    FROM folders JOIN files ON files.folder = folders.num
                    WHERE folders.path = 'schemas' OR folders.path = '' AND name = 'crm.yaml'
                    """)
            return rows.contains { $0["name"] == "crm.yaml" }
                && rows.allSatisfy { row in
                    let known = FileStamp(
                        size: row["size"], mtime: row["mtime"], ctime: row["ctime"], inode: row["inode"])
                    return status(joined(row["path"], row["name"])).map { FileStamp($0) } == known
                }
        }
    }

    /// True when nothing has come into this folder or gone from it since the index was written.
    func folderStands(_ path: String) throws -> Bool {
        try read { try folderStands(path, $0) }
    }

    private func folderStands(_ path: String, _ db: Database) throws -> Bool {
        let row = try Row.fetchOne(
            db, sql: "SELECT mtime, ctime, inode FROM folders WHERE path = ?", arguments: [path])
        guard let row else { return false }
        let known = FileStamp(size: 0, mtime: row["mtime"], ctime: row["ctime"], inode: row["inode"])
        return status(path).map { FileStamp(folder: $0) } == known
    }

    private func status(_ path: String) -> stat? {
        var status = stat()
        return lstat(root + "/" + path, &status) == 0 ? status : nil
    }
}
