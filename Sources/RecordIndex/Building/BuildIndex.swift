import GRDB
import Records

/// Fills an empty database from the work tree.
///
/// - Parameters:
///   - root: the open folder of the repository.
///   - start: time of the file system when the building began.
func buildIndex(_ db: Database, _ folder: CRMFolder, root: Int32, start: Int64, meta: [String: String]) throws {
    try db.execute(sql: IndexSchema.tables)
    var totals = AllTotals()
    try db.inTransaction {
        let writer = try EntryWriter(db)
        try TreeReading(root, folder, start: start).run { batch in
            for folder in batch.folders {
                try writer.insert(folder: folder.path, folder.num, folder.stamp)
                for finding in folder.findings {
                    try writer.insert(FolderReading.problem(finding), source: folder.path + "/")
                }
            }
            for file in batch.files {
                _ = try writer.insert(file.entry, name: file.name, folder: file.folder, file.stamp)
                totals.add(file.entry.content)
            }
        }
        for problem in folder.problems { try writer.insert(problem, source: settingsSource) }
        for (name, value) in meta {
            try db.execute(sql: "INSERT INTO meta VALUES (?, ?)", arguments: [name, value])
        }
        return .commit
    }
    try db.execute(sql: IndexSchema.indexes)
    try createKindViews(db, folder.kinds)
    try db.inTransaction {
        try Suspects.judgeAll(db, folder.kinds)
        try totals.write(db)
        return .commit
    }
    try db.execute(sql: "PRAGMA application_id = \(IndexSchema.applicationID)")
    try db.execute(sql: "PRAGMA user_version = \(IndexSchema.version)")
}

/// Source of the problems that reading schemas and settings brought up.
let settingsSource = ":settings"
