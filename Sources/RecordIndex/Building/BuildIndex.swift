import GRDB
import Records

/// Fills an empty database from the work tree.
struct BuildIndex {
    let folder: CRMFolder
    /// The open folder of the repository.
    let root: Int32
    /// Time of the file system when the building began.
    let start: Int64
    let meta: [String: String]

    /// Makes a new file. Its rows are written as finished pages, past SQLite.
    ///
    /// - Parameter path: where nothing is.
    func makeFile(_ path: String) throws {
        let empty = try IndexFile.openNew(path)
        let (tables, suspects, derived) = try empty.inDatabase { db in
            try makeTables(db)
            try db.execute(sql: IndexSchema.indexes)
            return (
                try EntryWriter<TableTree>.tables(db), try BulkTable.root(db, "suspects"),
                try BulkTable.root(db, "derived")
            )
        }
        try empty.close()
        let load = try BulkLoad(path, tables)
        let (search, totals) = try read(into: load)
        try load.finish([
            FollowingTable(root: suspects, keys: 2) { try search.take()?.write($1, $0) },
            FollowingTable(root: derived, keys: 1) { try totals.take()?.write($1) },
        ])
    }

    /// What follows from several files, to be taken once: sorting the indexes of many records needs the memory.
    private func read(into load: BulkLoad) throws -> (Shared<SuspectSearch?>, Shared<AllTotals?>) {
        var search = SuspectSearch(folder.kinds)
        let totals = try write(EntryWriter(load)) { search.add($0, $1) }
        return (Shared(search), Shared(totals))
    }

    /// Fills a database row by row.
    func fill(_ db: Database) throws {
        try makeTables(db)
        var totals = AllTotals()
        try db.inTransaction {
            totals = try write(EntryWriter(db))
            return .commit
        }
        try db.execute(sql: IndexSchema.indexes)
        try settle(db, totals)
    }

    private func makeTables(_ db: Database) throws {
        try db.execute(sql: IndexSchema.tables)
        for (name, value) in meta {
            try db.execute(sql: "INSERT INTO meta VALUES (?, ?)", arguments: [name, value])
        }
        try createKindViews(db, folder.kinds)
        try db.execute(sql: "PRAGMA application_id = \(IndexSchema.applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(IndexSchema.version)")
    }

    /// What single files say.
    ///
    /// - Parameter body: is handed every record with its number.
    private func write<Rows>(
        _ writer: EntryWriter<Rows>, _ body: (IndexEntry.Content, Int64) -> Void = { _, _ in }
    ) throws -> AllTotals {
        var totals = AllTotals()
        // Of folders whose files come in several batches.
        var begun: [Int: FolderFiles] = [:]
        try TreeReading(root, folder, start: start).run { batch in
            for file in batch.files {
                let num = try writer.insert(file.entry)
                begun[file.folder, default: FolderFiles()].append(file.name.utf8, num, file.stamp.fingerprint)
                guard let content = file.entry.content else { continue }
                totals.add(content)
                body(content, num)
            }
            for folder in batch.folders {
                let files = begun.removeValue(forKey: folder.num) ?? FolderFiles()
                _ = try writer.insert(folder: folder.path, folder.stamp, files)
                for finding in folder.findings {
                    try writer.insert(FolderReading.problem(finding), source: folder.path + "/")
                }
            }
        }
        for problem in folder.problems { try writer.insert(problem, source: settingsSource) }
        return totals
    }

    /// What follows from several of them.
    private func settle(_ db: Database, _ totals: AllTotals) throws {
        try db.inTransaction {
            try Suspects.judgeAll(db, folder.kinds)
            try totals.write(db)
            return .commit
        }
    }
}

/// Source of the problems that reading schemas and settings brought up.
let settingsSource = ":settings"
