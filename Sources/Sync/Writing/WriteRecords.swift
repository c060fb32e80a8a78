package import Git
package import Records

/// What a command that changes records wants written.
package struct WriteRequest {
    package var folder: CRMFolder
    package var repository: Repository
    package var author: Signature
    /// The member at the keyboard; noted in the commit.
    package var memberHandle: String?
    package var files: [PlannedFile]
    /// Name of the command, for the commit's trailer.
    package var operation: String
    /// First line of the commit in place of the one made from the changes.
    package var summary: String?
    /// Why, in the person's words.
    package var reason: String?
    /// The commit that this change takes back, for the commit's trailer.
    package var undoes: ObjectID?
    /// false leaves the change in the work tree (`commit: manual` in crm.yaml).
    package var commits = true
    /// Waits so many seconds, for another crm to finish.
    package var sleep: (Double) -> Void

    package init(
        folder: CRMFolder, repository: Repository, author: Signature, files: [PlannedFile], operation: String,
        sleep: @escaping (Double) -> Void
    ) {
        self.sleep = sleep
        self.folder = folder
        self.repository = repository
        self.author = author
        self.files = files
        self.operation = operation
    }
}

/// The one way in which a command changes records: check the result, write each file atomically, commit exactly these
/// paths. Nothing is written when the check fails; what was written is put back when a later step fails.
///
/// - Returns: the commit; nil when committing is left to the person.
package func writeRecords(_ request: WriteRequest) throws(WriteFailure) -> ObjectID? {
    do {
        return try locked(request.repository, sleep: request.sleep) {
            _ = try recover(request.repository)
            for file in request.files { try requireUnchanged(file, request.folder.root) }
            let before = try reading(request.folder)
            try requireSound(request, before)
            let written = try writeFiles(request.files, root: request.folder.root)
            guard request.commits else { return nil }
            do {
                return try commit(request, before)
            } catch GitError.nothingToCommit {
                return nil
            } catch {
                putBack(written, root: request.folder.root)
                throw error
            }
        }
    } catch let failure as WriteFailure {
        throw failure
    } catch let failure as SyncFailure {
        throw .sync(failure)
    } catch let problem as FileProblem {
        throw .file(problem)
    } catch {
        throw .git(error)
    }
}

private func requireUnchanged(_ file: PlannedFile, _ root: String) throws(WriteFailure) {
    guard currentBytes(root + "/" + file.path.text) == file.before else { throw .changedMeanwhile(file.path) }
}

private func currentBytes(_ path: String) -> [UInt8]? {
    try? readFile(path)
}

private func reading(_ folder: CRMFolder) throws(WriteFailure) -> FolderReading {
    do throws(FileProblem) {
        return try FolderReading(folder, checksSchema: true)
    } catch {
        throw .file(error)
    }
}

/// The changed files have no error, and the change brings none to other files (a reference to what was deleted).
private func requireSound(_ request: WriteRequest, _ before: FolderReading) throws(WriteFailure) {
    let after = before.replacing(request.files.map { ($0.path, $0.after) }, kinds: request.folder.kinds)
    let known = Set(RepositoryCheck(request.folder, before).problems.map { Key($0) })
    let changed = Set(request.files.map(\.path))
    let problems = RepositoryCheck(request.folder, after).problems.filter { problem in
        problem.severity == .error && (changed.contains(problem.path) || !known.contains(Key(problem)))
    }
    if !problems.isEmpty { throw .problems(problems) }
}

/// A problem apart from its place, which moves when lines are added.
private struct Key: Hashable {
    let path: RecordPath
    let rule: Rule
    let field: String

    init(_ problem: Problem) {
        path = problem.path
        rule = problem.rule
        field = problem.field
    }
}

private func writeFiles(_ files: [PlannedFile], root: String) throws(WriteFailure) -> [PlannedFile] {
    var written: [PlannedFile] = []
    for file in files {
        do throws(FileProblem) {
            let path = root + "/" + file.path.text
            if let after = file.after {
                try writeFileAtomically(after, to: path)
            } else {
                try removeFileDurably(path)
            }
            written.append(file)
        } catch {
            putBack(written, root: root)
            throw .file(error)
        }
    }
    return written
}

/// Best effort: the failure that led here is the one to report.
private func putBack(_ files: [PlannedFile], root: String) {
    for file in files.reversed() {
        let path = root + "/" + file.path.text
        if let before = file.before {
            try? writeFileAtomically(before, to: path)
        } else {
            try? removeFileDurably(path)
        }
    }
}

private func commit(_ request: WriteRequest, _ before: FolderReading) throws -> ObjectID {
    let after = before.replacing(request.files.map { ($0.path, $0.after) }, kinds: request.folder.kinds)
    let set = RecordSet(after.records)
    func record(_ path: RecordPath, _ records: [Record]) -> Record? { records.first { $0.path == path } }
    var changes: [RecordChange] = []
    var others: [FileChange] = []
    for file in request.files {
        let new = record(file.path, after.records)
        let old = record(file.path, before.records)
        if old == nil, new == nil {
            others.append(
                FileChange(
                    path: file.path, change: file.after == nil ? .removed : file.before == nil ? .added : .changed))
        } else {
            let parent = (new ?? old).flatMap { set.parent(of: $0)?.title }
            changes.append(RecordChange(path: file.path, before: old, after: new, parent: parent))
        }
    }
    var message = CommitMessage(
        changes: changes, files: others, operation: request.operation,
        language: request.folder.settings.language ?? .english)
    message.names = Dictionary(
        set.records(of: "member").map { ($0.id ?? "", $0.title) }, uniquingKeysWith: { first, _ in first })
    message.summary = request.summary
    message.reason = request.reason
    message.undoes = request.undoes
    message.member = request.memberHandle
    let edits = request.files.map { (RepositoryPath($0.path.text), PathEdit.workTree) }
    return try request.repository.commit(
        CommitRequest(
            edits: Dictionary(edits, uniquingKeysWith: { first, _ in first }), message: message.text,
            author: request.author))
}
