import Git
import Records

/// Two sides may each be right and their sum wrong: a customer deleted here, a deal for it written there. Only what the merge itself
/// brought about counts; what was wrong on one side already is that side's.
struct SumCheck {
    let repository: Repository
    let folder: CRMFolder
    /// The records of the work tree, whatever of it is committed.
    let workTree: FolderReading

    /// Errors of the merged tree that neither side has.
    func problems(ours: ObjectID, theirs: ObjectID, merged: ObjectID) throws -> [Problem] {
        let mergedState = try state(merged)
        let wrong = errors(mergedState)
        if wrong.isEmpty { return [] }
        let known = Set((errors(try state(ours)) + errors(try state(theirs))).map { ProblemKey($0) })
        return wrong.filter { !known.contains(ProblemKey($0)) }
    }

    private func errors(_ state: (folder: CRMFolder, reading: FolderReading)) -> [Problem] {
        RepositoryCheck(state.folder, state.reading).problems.filter { $0.severity == .error }
    }

    /// The records of a tree. Those that are as in the work tree are not read again, unless the schemas differ.
    private func state(_ tree: ObjectID) throws -> (folder: CRMFolder, reading: FolderReading) {
        let head = try repository.head().commit
        var texts: [RecordPath: [UInt8]?] = [:]
        // What is not committed is put back to what is.
        for status in try repository.status() {
            guard let path = RecordPath(status.path.string), isRecordText(path) else { continue }
            texts[path] = .some(try head.flatMap { try text(status.path, in: $0) })
        }
        let changes = try repository.changes(from: head, to: tree)
        for change in changes {
            guard let path = RecordPath(change.path.string), isRecordText(path) else { continue }
            texts[path] = .some(try change.new.flatMap { try repository.blob($0.id, upTo: LocalChanges.largestRecord) })
        }
        guard changes.contains(where: { $0.path.names.first == "schemas" || $0.path.string == "crm.yaml" }) else {
            return (folder, workTree.replacing(texts.map { ($0.key, $0.value) }, kinds: folder.kinds))
        }
        return try wholeState(tree)
    }

    /// With the schemas and settings of the tree, every record is read and checked anew.
    private func wholeState(_ tree: ObjectID) throws -> (folder: CRMFolder, reading: FolderReading) {
        let schemas = try schemaFolder(repository, tree)
        var files: [(path: RecordPath, bytes: [UInt8])] = []
        for file in try repository.files(in: tree) {
            guard let path = RecordPath(file.path.string), isRecordText(path),
                file.entry.mode == .file || file.entry.mode == .executable
            else { continue }
            files.append((path, try repository.blob(file.entry.id, upTo: LocalChanges.largestRecord) ?? []))
        }
        let reading = FolderReading(files: files, kinds: schemas.kinds, checksSchema: true)
        let settings = reading.records.first { $0.path == CRMFolder.settingsPath }.map { Settings($0) }
        let there = CRMFolder(
            root: folder.root, kinds: schemas.kinds, settings: settings ?? Settings(), problems: schemas.problems)
        return (there, reading)
    }

    private func text(_ path: RepositoryPath, in commit: ObjectID) throws -> [UInt8]? {
        guard let entry = try repository.entry(at: path, in: commit), entry.mode == .file || entry.mode == .executable
        else { return nil }
        return try repository.blob(entry.id, upTo: LocalChanges.largestRecord)
    }
}

/// A problem apart from its place in the text, which moves when lines are added.
struct ProblemKey: Hashable {
    let path: RecordPath
    let rule: Rule
    let field: String
    let message: String

    init(_ problem: Problem) {
        path = problem.path
        rule = problem.rule
        field = problem.field
        message = problem.message.en
    }
}
