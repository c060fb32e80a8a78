#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
package import GRDB
package import Records

/// Which records there are, what they say, and how they hang together, at once: a cache of the files in a SQLite database.
///
///     let index = try RecordIndex(root: root, storage: gitFolder + "/crm")
///     try index.refresh()                                   // the state of the files now
///     let paths = try index.read { db in … SQL … }          // or the ready questions in Queries/
///
/// Storage that cannot be used (read-only, full, damaged) is no error: the database is then held in memory.
package final class RecordIndex: @unchecked Sendable {
    package let root: String
    /// Path of the database; nil for one that is only in memory.
    package let path: String?
    private let toolVersion: String
    private let guardian = Guardian()
    private var queue: DatabaseQueue
    private var loadedFolder: CRMFolder?

    /// Opens the index or makes an empty one; ``refresh()`` fills it.
    ///
    /// - Parameters:
    ///   - root: absolute path of the CRM folder, without a slash at its end.
    ///   - storage: the folder for `index.sqlite`, made where it is missing (`.git/crm`); nil keeps everything in memory.
    ///   - toolVersion: an index that another version wrote is built anew.
    ///   - folder: the CRM folder with all kinds, where the caller has read it already.
    package init(root: String, storage: String?, toolVersion: String = "", folder: CRMFolder? = nil) throws {
        self.root = root
        self.toolVersion = toolVersion
        loadedFolder = folder
        path = nil
        queue = try DatabaseQueue()
    }

    /// The schemas and settings that the index was filled with.
    package func folder() throws(FileProblem) -> CRMFolder {
        try guardian.hold { () throws(FileProblem) in
            if let loadedFolder { return loadedFolder }
            let folder = try CRMFolder(root: root)
            loadedFolder = folder
            return folder
        }
    }

    /// Brings the index to the state of the files.
    ///
    /// - Throws: FileProblem when the folder itself cannot be read.
    package func refresh() throws {
        try guardian.hold {
            let folder = try CRMFolder(root: root)
            loadedFolder = folder
            let descriptor = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { throw FileProblem(path: root, operation: .read, code: errno) }
            defer { close(descriptor) }
            queue = try DatabaseQueue()
            try queue.inDatabase { db in
                try db.execute(sql: IndexSchema.tables)
                try db.inTransaction {
                    let survey = TreeSurvey(descriptor, KnownTree())
                    var refresh = try Refresh(db, folder, root: descriptor, start: .max)
                    try refresh.apply(survey.changes, paths: [:])
                    for problem in folder.problems { try EntryWriter(db).insert(problem, source: ":settings") }
                    return .commit
                }
                try db.execute(sql: IndexSchema.indexes)
            }
        }
    }

    /// Asks the database; several questions within one call see the same state.
    package func read<Answer>(_ body: (Database) throws -> Answer) throws -> Answer {
        try guardian.hold { try queue.read(body) }
    }
}
