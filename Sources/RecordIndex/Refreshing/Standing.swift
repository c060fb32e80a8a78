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
        try queue.ask { db in
            guard try folderStands("schemas", db) else { return false }
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT folders.path, name, files.stamp FROM folders JOIN files ON files.folder = folders.num
                    WHERE folders.path = 'schemas' OR folders.path = '' AND name = 'crm.yaml'
                    """)
            return rows.contains { $0["name"] == "crm.yaml" }
                && rows.allSatisfy { row in
                    status(joined(row["path"], row["name"])).map { FileStamp($0).fingerprint } == row["stamp"] as Int64
                }
        }
    }

    /// True when nothing has come into this folder or gone from it since the index was written.
    func folderStands(_ path: String) throws -> Bool {
        try read { try folderStands(path, $0) }
    }

    private func folderStands(_ path: String, _ db: Database) throws -> Bool {
        let known = try Int64.fetchOne(db, sql: "SELECT stamp FROM folders WHERE path = ?", arguments: [path])
        guard let known, let status = status(path) else { return false }
        return FileStamp(folder: status).fingerprint == known
    }

    private func status(_ path: String) -> stat? {
        var status = stat()
        return lstat(root + "/" + path, &status) == 0 ? status : nil
    }
}
