package import GRDB
package import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Which records there are, what they say, and how they hang together, at once: a cache of the files in a SQLite database.
///
///     let index = RecordIndex(root: root, storage: gitFolder + "/crm")
///     try index.refresh()                                   // the state of the files now
///     let paths = try index.read { db in … SQL … }          // or the ready questions in Queries/
///
/// Storage that cannot be used (read-only, full, damaged) is no error: the database is then held in memory.
package final class RecordIndex: @unchecked Sendable {
    /// How the last refresh came to its answer.
    package enum Source: String, Sendable {
        /// The file was right, or a few rows of it were brought up to date.
        case refreshed
        /// The file was built anew: there was none, or it was damaged, or schemas, settings or the tool have changed.
        case rebuilt
        /// The file could not be used; the database is in memory.
        case memory
    }

    package let root: String
    /// The folder of `index.sqlite`; nil when everything stays in memory.
    package let storage: String?
    /// How the last ``refresh()`` came to its answer; nil before the first.
    package private(set) var source: Source?
    let toolVersion: String
    private let guardian = Guardian()
    private var file: IndexFile?
    private var queue: DatabaseQueue?
    private var loadedFolder: CRMFolder?
    /// What answers show; nil shows everything.
    package private(set) var sight: Sight?
    /// The connection that shows only that, with what was made on it.
    private var limited: (queue: DatabaseQueue, tables: SightTables)?

    /// Opens nothing yet: ``refresh()`` does.
    ///
    /// - Parameters:
    ///   - root: absolute path of the CRM folder, without a slash at its end.
    ///   - storage: the folder for `index.sqlite`, made where it is missing (`.git/crm`); nil keeps everything in memory.
    ///   - toolVersion: an index that another version wrote is built anew.
    ///   - folder: the CRM folder with all its kinds, where the caller has read it already.
    package init(root: String, storage: String?, toolVersion: String = "", folder: CRMFolder? = nil) {
        self.root = root
        self.storage = storage
        self.toolVersion = toolVersion
        loadedFolder = folder
    }

    /// The file of the index; nil when it could not be used and everything is in memory, and before the first refresh.
    package var path: String? { source == .memory ? nil : file?.path }

    /// The schemas and settings as they were when the index needed them first, after the last change of them.
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
    /// - Throws: FileProblem when the folder itself, its schemas or its settings cannot be read.
    package func refresh() throws {
        try guardian.hold { try update(rebuilding: false) }
    }

    /// Opens the index without looking whether it is still right, for a change that names its few records outright: what it says of
    /// them is then confirmed by their files (see ``recordsConfirmedByFiles(whenRefreshed:)``).
    ///
    /// - Returns: false when it cannot be used before a refresh: there is none, schemas or settings have changed, another version of the
    ///   tool wrote it, or it is damaged.
    package func openAsItStands() throws -> Bool {
        try guardian.hold {
            guard queue == nil, let storage, let file = IndexFile(folder: storage) else { return false }
            do {
                let queue = try file.open()
                guard try isCurrent(queue), try decidersStand(queue) else { return false }
                (self.file, self.queue) = (file, queue)
                return true
            } catch let error where error is DatabaseError || error is IndexFault {
                return false
            }
        }
    }

    /// From now on every answer holds only what a person is shown. The index itself stays whole.
    package func limit(to sight: Sight?) throws {
        try guardian.hold {
            try lift()
            self.sight = sight
        }
    }

    /// Before the index is asked.
    private func limit(_ queue: DatabaseQueue) throws {
        guard let sight, limited?.queue !== queue else { return }
        let tables = SightTables(sight, try folder().kinds)
        try queue.inDatabase { db in
            try tables.remove(db)
            try tables.make(db)
        }
        limited = (queue, tables)
    }

    /// Before the index is brought up to date.
    private func lift() throws {
        guard let (queue, tables) = limited else { return }
        try queue.inDatabase { try tables.remove($0) }
        limited = nil
    }

    /// Builds the index anew, whatever it holds.
    package func rebuild() throws {
        try guardian.hold { try update(rebuilding: true) }
    }

    /// Asks the database; several questions within one call see the same state. A file that turns out to be damaged is built
    /// anew, and the question asked again.
    package func read<Answer>(_ body: (Database) throws -> Answer) throws -> Answer {
        try guardian.hold {
            if queue == nil { try update(rebuilding: false) }
            guard let queue else { throw IndexFault.unusable }
            do {
                try limit(queue)
                return try queue.ask(body)
            } catch let error as DatabaseError where error.showsDamage && file != nil {
                try update(rebuilding: true)
                guard let queue = self.queue else { throw error }
                try limit(queue)
                return try queue.ask(body)
            }
        }
    }

    /// Changes rows that no file holds: the history events.
    func write<Answer>(_ body: (Database) throws -> Answer) throws -> Answer {
        try guardian.hold {
            if queue == nil { try update(rebuilding: false) }
            guard let queue else { throw IndexFault.unusable }
            return try queue.write(body)
        }
    }

    // MARK: -

    private func update(rebuilding: Bool) throws {
        try lift()
        let descriptor = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileProblem(path: root, operation: .read, code: errno) }
        defer { close(descriptor) }
        if source == .memory, queue != nil {
            if try !rebuilding && refreshMemory(descriptor) { return }
        } else if let storage {
            if file == nil { file = IndexFile(folder: storage) }
            if let file, try update(file, descriptor, rebuilding: rebuilding) { return }
        }
        try fillMemory(descriptor)
    }

    /// - Returns: false when the file cannot be used.
    private func update(_ file: IndexFile, _ descriptor: Int32, rebuilding: Bool) throws -> Bool {
        do {
            if try !rebuilding && refresh(file, descriptor) {
                source = .refreshed
            } else {
                try rebuild(file, descriptor)
                source = .rebuilt
            }
            return true
        } catch let error where error is DatabaseError || error is IndexFault {
            // The disk is full, or others hold the file. What can be read of it saves reading all files.
            guard !rebuilding, let queue else { return false }
            return (try? copyToMemory(queue, descriptor)) ?? false
        }
    }

    /// - Returns: false when the file has to be built anew.
    private func refresh(_ file: IndexFile, _ descriptor: Int32) throws -> Bool {
        do {
            let queue = try self.queue ?? file.open()
            self.queue = queue
            guard let start = file.writing.now() else { throw IndexFault.unwritable }
            let version = try queue.version()
            let changes = try survey(queue, descriptor)
            if changes.isEmpty { return try isCurrent(queue) }
            guard file.writing.take(exclusive: true, waiting: 3_000) else { throw IndexFault.unwritable }
            defer { file.writing.release() }
            // Others may have done the work while this process looked around or waited.
            let isAlone = try queue.version() == version
            return try apply(isAlone ? changes : survey(queue, descriptor), to: queue, descriptor, start: start)
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PERM: throw error
            default: return false
            }
        } catch IndexFault.unusable {
            return false
        }
    }

    /// - Returns: false when everything has to be read anew.
    private func apply(
        _ changes: TreeChanges, to queue: DatabaseQueue, _ descriptor: Int32, start: Int64
    ) throws -> Bool {
        if changes.isEmpty { return try isCurrent(queue) }
        if changes.touchesSchemas, try !hasSignature(queue) { return false }
        guard try isCurrent(queue) else { return false }
        let folder = try folder()
        try queue.inDatabase { try $0.execute(sql: IndexFile.roomForChanges) }
        try queue.write { db in
            var refresh = try Refresh(db, folder, root: descriptor, start: start)
            try refresh.apply(changes)
        }
        return true
    }

    private func survey(_ queue: DatabaseQueue, _ descriptor: Int32) throws -> TreeChanges {
        try queue.ask { try TreeSurvey($0, root: descriptor).changes }
    }

    /// Written by this version of the tool.
    private func isCurrent(_ queue: DatabaseQueue) throws -> Bool {
        let tool = try queue.ask { try String.fetchOne($0, sql: "SELECT value FROM meta WHERE name = 'tool'") }
        return tool == toolVersion
    }

    private func hasSignature(_ queue: DatabaseQueue) throws -> Bool {
        let signature = try queue.ask { db in
            try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name = 'signature'")
        }
        return try signature == repositorySignature(root, toolVersion: toolVersion)
    }

    /// Builds a new file and puts it in the place of the old one, or uses it without a name where others use the old one.
    private func rebuild(_ file: IndexFile, _ descriptor: Int32) throws {
        let old = queue
        guard file.writing.take(exclusive: true, waiting: 30_000) else { throw IndexFault.unwritable }
        defer { file.writing.release() }
        let path = file.newPath()
        defer { unlink(path) }
        try reading(descriptor, start: file.writing.now() ?? .max).makeFile(path)
        // While one is closed and the other not open yet, a full disk may end this: a closed database must not be asked again.
        queue = nil
        try old?.close()
        // Where others use the old file this process goes on with its own, which loses its name.
        queue = try file.replace(by: path) ? file.open() : IndexFile.openNew(path)
    }

    /// Reads everything anew, schemas and settings too.
    private func reading(_ descriptor: Int32, start: Int64) throws -> BuildIndex {
        let signature = try repositorySignature(root, toolVersion: toolVersion)
        let folder = try CRMFolder(root: root)
        loadedFolder = folder
        return BuildIndex(
            folder: folder, root: descriptor, start: start,
            meta: ["signature": signature, "tool": toolVersion, "generation": IndexGeneration.first])
    }

    private func fillMemory(_ descriptor: Int32) throws {
        source = .memory
        let queue = try DatabaseQueue()
        let building = try reading(descriptor, start: file?.writing.now() ?? .max)
        try queue.inDatabase { try building.fill($0) }
        self.queue = queue
    }

    /// - Returns: false when it has to be filled anew.
    private func refreshMemory(_ descriptor: Int32) throws -> Bool {
        guard let queue else { return false }
        let start = file?.writing.now() ?? .max
        return try apply(survey(queue, descriptor), to: queue, descriptor, start: start)
    }

    /// What the file holds, with what has changed since.
    private func copyToMemory(_ queue: DatabaseQueue, _ descriptor: Int32) throws -> Bool {
        let copy = try DatabaseQueue()
        try queue.backup(to: copy)
        self.queue = copy
        source = .memory
        return try refreshMemory(descriptor)
    }
}
