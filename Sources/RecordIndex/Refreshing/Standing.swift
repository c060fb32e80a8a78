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
            guard let settings = try db.knownFolder("")?.file("crm.yaml"), let schemas = try db.knownFolder("schemas"),
                stands("schemas", schemas)
            else { return false }
            var stand = stands("crm.yaml", settings.stamp)
            try schemas.files.withUnsafeBytes { files in
                try FolderFiles.forEach(files) { file in
                    stand = stand && stands(joined("schemas", String(decoding: file.name, as: UTF8.self)), file.stamp)
                }
            }
            return stand
        }
    }

    private func stands(_ path: String, _ stamp: Int64) -> Bool {
        status(path).map { FileStamp($0).fingerprint } == stamp
    }

    /// True when nothing has come into this folder or gone from it since the index was written.
    func folderStands(_ path: String) throws -> Bool {
        try read { db in try db.knownFolder(path).map { stands(path, $0) } ?? false }
    }

    private func stands(_ path: String, _ folder: StoredFolder) -> Bool {
        status(path).map { FileStamp(folder: $0).fingerprint } == folder.stamp
    }

    private func status(_ path: String) -> stat? {
        var status = stat()
        return lstat(root + "/" + path, &status) == 0 ? status : nil
    }
}
