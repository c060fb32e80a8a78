import GRDB
import Records

/// Brings the tables to the state of the work tree.
struct Refresh {
    let db: Database
    let folder: CRMFolder
    let root: Int32
    /// Time of the file system when the survey began.
    let start: Int64
    private let writer: EntryWriter<RowStatement>
    private var reader: EntryReader
    private var touched = TouchedRecords()
    private var files = FolderFilesEdits()

    init(_ db: Database, _ folder: CRMFolder, root: Int32, start: Int64) throws {
        self.db = db
        self.folder = folder
        self.root = root
        self.start = start
        writer = try EntryWriter(db)
        reader = EntryReader(folder)
    }

    /// Call it inside a transaction.
    mutating func apply(_ changes: TreeChanges) throws {
        try IndexGeneration.raise(db)
        for file in changes.removedFiles {
            try remove(file.num, file.path)
            files.remove(file.name, in: file.folder)
        }
        for folder in changes.removedFolders {
            try db.cachedStatement(sql: "DELETE FROM folders WHERE num = ?").execute(arguments: [folder.num])
            try removeProblems(listing: folder.path)
            files.forget(folder: folder.num)
        }
        for file in changes.changedFiles {
            let (entry, stamp) = read(file.path)
            try remove(file.num, file.path)
            try insert(entry, file.name, file.folder, stamp, old: file.num)
        }
        for listed in changes.listed { try apply(listed) }
        try files.write(db)
        try touched.settle(db, folder)
    }

    private mutating func apply(_ listed: TreeChanges.Listed) throws {
        let stamp = listed.stamp.trusted(before: start)
        let number: Int64
        if let num = listed.num {
            number = num
            try db.cachedStatement(sql: "UPDATE folders SET stamp=? WHERE num=?")
                .execute(arguments: [stamp.fingerprint, num])
        } else {
            number = try writer.insert(folder: listed.path, stamp)
        }
        try removeProblems(listing: listed.path)
        for finding in listed.findings {
            try writer.insert(FolderReading.problem(finding), source: listed.path + "/")
        }
        for name in listed.newFiles {
            let (entry, stamp) = read(joined(listed.path, name))
            try insert(entry, name, number, stamp)
        }
    }

    private mutating func insert(
        _ entry: IndexEntry, _ name: String, _ folder: Int64, _ stamp: FileStamp, old: Int64 = 0
    ) throws {
        let num = try writer.insert(entry, old: old)
        touched.add(entry.content, num)
        files.set(name, in: folder, num, stamp: stamp.fingerprint)
    }

    private mutating func read(_ path: String) -> (IndexEntry, FileStamp) {
        let (bytes, stamp) = readStamped(root, path, shown: folder.root + "/" + path, start: start)
        return (reader.entry(path, bytes), stamp)
    }

    private mutating func remove(_ num: Int64, _ path: String) throws {
        try touched.addOld(db, num)
        try db.removeContent(ofFile: num, path: path)
    }

    private func removeProblems(listing path: String) throws {
        try db.cachedStatement(sql: "DELETE FROM problems WHERE source = ?").execute(arguments: [path + "/"])
    }
}
