import GRDB
import Records

/// Writes entries of files into the tables, and takes them out again.
final class EntryWriter {
    private let files: RowStatement
    private let folders: RowStatement
    private let records: RowStatement
    private let documents: RowStatement
    private let formerly: RowStatement
    private let refs: RowStatement
    private let problems: RowStatement
    private let steps: RowStatement
    private let names: RowStatement
    private let texts: RowStatement
    private var nextFile: Int64
    private var nextFolder: Int64

    init(_ db: Database) throws {
        files = try RowStatement(db, "INSERT INTO files VALUES (?,?,?,?)")
        folders = try RowStatement(db, "INSERT INTO folders VALUES (?,?,?)")
        records = try RowStatement(db, "INSERT INTO records VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        documents = try RowStatement(db, "INSERT INTO documents VALUES (?,?)")
        formerly = try RowStatement(db, "INSERT INTO formerly VALUES (?,?)")
        refs = try RowStatement(db, "INSERT INTO refs VALUES (?,?,?,?)")
        problems = try RowStatement(db, "INSERT INTO problems VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        steps = try RowStatement(db, "INSERT INTO steps VALUES (?,?,?,?,?,?)")
        names = try RowStatement(db, "INSERT INTO names VALUES (?,?,?)")
        texts = try RowStatement(db, "INSERT INTO texts VALUES (?,?,?)")
        nextFile = try Int64.fetchOne(db, sql: "SELECT max(num) FROM files").map { $0 + 1 } ?? 1
        nextFolder = try Int64.fetchOne(db, sql: "SELECT max(num) FROM folders").map { $0 + 1 } ?? 1
    }

    /// - Returns: the number of the folder.
    func insert(folder path: String, _ stamp: FileStamp) throws -> Int64 {
        defer { nextFolder += 1 }
        try insert(folder: path, nextFolder, stamp)
        return nextFolder
    }

    func insert(folder path: String, _ num: Int64, _ stamp: FileStamp) throws {
        folders.bind(num)
        folders.bind(path)
        folders.bind(stamp.fingerprint)
        try folders.run()
    }

    /// - Returns: the number of the file.
    func insert(_ entry: IndexEntry, name: String, folder: Int64, _ stamp: FileStamp) throws -> Int64 {
        let num = nextFile
        nextFile += 1
        files.bind(num)
        files.bind(folder)
        files.bind(name)
        files.bind(stamp.fingerprint)
        try files.run()
        try insert(entry, num)
        return num
    }

    /// What was read from a file whose row is there.
    func insert(_ entry: IndexEntry, _ num: Int64) throws {
        for problem in entry.problems { try insert(problem, source: entry.path.text) }
        guard let content = entry.content else { return }
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

extension Database {
    /// Takes out everything that was read from a file but the row of the file itself.
    func removeContent(ofFile num: Int64, path: String) throws {
        for table in ["records", "documents", "formerly", "refs", "steps", "names", "texts", "suspects"] {
            try cachedStatement(sql: "DELETE FROM \(table) WHERE num = ?").execute(arguments: [num])
        }
        try cachedStatement(sql: "DELETE FROM problems WHERE source = ?").execute(arguments: [path])
    }
}
