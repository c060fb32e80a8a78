import GRDB
import Records

/// Writes entries of files into the tables, and takes them out again.
final class EntryWriter<Rows: RowSink> {
    private let folders: Rows
    private let records: Rows
    private let documents: Rows
    private let formerly: Rows
    private let refs: Rows
    private let problems: Rows
    private let steps: Rows
    private let names: Rows
    private let texts: Rows
    private var nextFile: Int64
    private var nextFolder: Int64

    /// - Parameters:
    ///   - nextFile: a number that no record has, nor a higher one.
    ///   - rows: where the rows of a table go.
    init(nextFile: Int64 = 1, nextFolder: Int64 = 1, rows: (_ table: String) throws -> Rows) throws {
        folders = try rows("folders")
        records = try rows("records")
        documents = try rows("documents")
        formerly = try rows("formerly")
        refs = try rows("refs")
        problems = try rows("problems")
        steps = try rows("steps")
        names = try rows("names")
        texts = try rows("texts")
        self.nextFile = nextFile
        self.nextFolder = nextFolder
    }

    /// - Returns: the number of the folder.
    func insert(folder path: String, _ stamp: FileStamp, _ files: FolderFiles = FolderFiles()) throws -> Int64 {
        defer { nextFolder += 1 }
        folders.bind(nextFolder)
        folders.bind(path)
        folders.bind(stamp.fingerprint)
        folders.bind(blob: files.bytes)
        try folders.run()
        return nextFolder
    }

    /// What was read from a file.
    ///
    /// - Parameter old: the number that its rows had before they were taken out; 0 for none.
    /// - Returns: the number of its rows; 0 when it is no record.
    func insert(_ entry: IndexEntry, old: Int64 = 0) throws -> Int64 {
        for problem in entry.problems { try insert(problem, source: entry.path.text) }
        guard let content = entry.content else { return 0 }
        let num = old > 0 ? old : nextFile
        nextFile = max(nextFile, num + 1)
        try insert(content, entry.path, num)
        for no in content.formerly {
            formerly.bind(num)
            formerly.bind(no)
            try formerly.run()
        }
        for reference in content.references {
            refs.bind(num)
            refs.bind(reference.field)
            refs.bind(reference.target)
            refs.bind(reference.kinds)
            try refs.run()
        }
        for step in content.steps {
            steps.bind(num)
            steps.bind(content.parent)
            steps.bind(step.reason)
            steps.bind(step.day)
            steps.bind(step.owner)
            steps.bind(step.action)
            try steps.run()
        }
        if !content.names.isEmpty {
            names.bind(num)
            names.bind(content.isTop ? 1 : 0)
            names.bind(content.names)
            try names.run()
        }
        texts.bind(num)
        if let day = content.day { texts.bind(Int64(day)) } else { texts.bind(nil) }
        texts.bind(content.text)
        try texts.run()
        return num
    }

    private func insert(_ content: IndexEntry.Content, _ path: RecordPath, _ num: Int64) throws {
        records.bind(num)
        records.bind(path.text)
        records.bind(content.kind)
        records.bind(content.id)
        records.bind(content.no)
        records.bind(content.slug)
        records.bind(content.title)
        records.bind(content.folder)
        records.bind(content.parent)
        records.bind(content.owner)
        records.bind(content.contactDay)
        records.bind(content.openAmount)
        records.bind(content.wonAmount)
        for field in content.fields { records.bind(field) }
        try records.run()
        documents.bind(num)
        documents.bind(content.json)
        try documents.run()
    }

    func insert(_ problem: Problem, source: String) throws {
        problems.bind(source)
        problems.bind(problem.path.text)
        problems.bind(problem.rule.rawValue)
        problems.bind(problem.severity.rawValue)
        problems.bind(problem.field)
        problems.bind(Int64(problem.place?.line ?? 0))
        problems.bind(Int64(problem.place?.column ?? 0))
        problems.bind(Int64(problem.width))
        problems.bind(problem.message.en)
        problems.bind(problem.message.zh)
        problems.bind(problem.remedy?.en)
        problems.bind(problem.remedy?.zh)
        problems.bind(RecordValue.list(problem.allowed.map { .text($0) }).json(indented: false))
        problems.bind(problem.sourceLine)
        try problems.run()
    }
}

extension EntryWriter where Rows == RowStatement {
    /// Writes through SQLite.
    convenience init(_ db: Database) throws {
        try self.init(
            nextFile: Int64.fetchOne(db, sql: "SELECT max(num) FROM records").map { $0 + 1 } ?? 1,
            nextFolder: Int64.fetchOne(db, sql: "SELECT max(num) FROM folders").map { $0 + 1 } ?? 1
        ) { try RowStatement(db, insertingInto: $0) }
    }
}

extension EntryWriter where Rows == TableTree {
    /// Writes into a new file.
    convenience init(_ load: BulkLoad) throws { try self.init { try load.rows($0) } }

    /// The tables that are written, empty.
    static func tables(_ db: Database) throws -> [BulkTable] {
        try [
            "folders", "records", "documents", "formerly", "refs", "problems", "steps", "names", "texts",
        ].map { try BulkTable(db, $0) }
    }
}

extension Database {
    /// Takes out everything that was read from a file.
    func removeContent(ofFile num: Int64, path: String) throws {
        for table in ["records", "documents", "formerly", "refs", "steps", "names", "texts", "suspects"] {
            try cachedStatement(sql: "DELETE FROM \(table) WHERE num = ?").execute(arguments: [num])
        }
        try cachedStatement(sql: "DELETE FROM problems WHERE source = ?").execute(arguments: [path])
    }
}
