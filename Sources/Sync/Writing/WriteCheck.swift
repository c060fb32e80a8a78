import Git
import Records

/// What a change does to the records, looked at under the lock.
struct WriteCheck {
    let request: WriteRequest
    private let check: ChangeCheck
    /// As they are, whatever others committed since the change was planned.
    private let records: RecordSet
    /// What others changed since then.
    private let arrived: Set<RecordPath>

    init(_ request: WriteRequest) throws {
        self.request = request
        let snapshot = try request.snapshot ?? FolderSnapshot(request.folder, request.repository)
        let head = try request.repository.head().commit
        if head == snapshot.head {
            records = snapshot.records
            arrived = []
        } else {
            arrived = Set(
                try request.repository.changes(from: snapshot.head, to: head).compactMap { RecordPath($0.path.string) })
            // Other schemas or settings: what was planned may mean something else now.
            if let path = arrived.first(where: { $0 == CRMFolder.settingsPath || $0.names.first == "schemas" }) {
                throw WriteFailure.changedMeanwhile(path)
            }
            records = try snapshot.renewed()
        }
        check = ChangeCheck(
            request.folder, files: request.files.map { ($0.path, $0.before, $0.after) }, in: records)
    }

    /// A number that another command gave to a record since this one was planned: the next try takes the next number.
    func requireFreeNumbers() throws(WriteFailure) {
        if arrived.isEmpty { return }
        let existing = Set(check.before.map(\.path))
        let moved = Set(request.files.lazy.filter { $0.movedFrom != nil }.map(\.path))
        for record in check.after where !existing.contains(record.path) && !moved.contains(record.path) {
            guard record.kind.field("no") != nil, let number = record.string("no") else { continue }
            let holders = records.records(of: record.kind.key, number: number)
            if holders.contains(where: { arrived.contains($0.path) }) { throw .changedMeanwhile(record.path) }
        }
    }

    /// The changed files have no error, and the change brings none to other files (a reference to what was deleted).
    func requireSound() throws(WriteFailure) {
        let problems = check.problems + leakedSecrets
        if !problems.isEmpty { throw .problems(problems) }
    }

    /// Numbers and keys that may not be stored (R194) in files that are no records, and in the words of the commit.
    private var leakedSecrets: [Problem] {
        let records = Set((check.before + check.after).map(\.path))
        let settings = request.folder.settings
        var problems: [Problem] = []
        for file in request.files where !records.contains(file.path) && file.before != file.after {
            guard let bytes = file.after, bytes.count <= LocalChanges.largestSearchedFile else { continue }
            problems += Records.leakedSecrets(in: bytes, at: file.path, settings)
        }
        if let path = request.files.first?.path {
            for words in [request.reason, request.summary].compactMap({ $0 }) {
                problems += Records.leakedSecrets(in: Array(words.utf8), at: path, settings).map { $0.inCommitMessage }
            }
        }
        return problems
    }
}

extension WriteCheck {
    /// The message of the commit, ended by a line break.
    var message: String {
        func byPath(_ records: [Record]) -> [RecordPath: Record] {
            Dictionary(records.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        }
        let old = byPath(check.before)
        let new = byPath(check.after)
        let now = records.replacing(Set(request.files.map(\.path)), by: check.after)
        var changes: [RecordChange] = []
        var others: [FileChange] = []
        for file in request.files where file.before != file.after {
            if old[file.path] == nil, new[file.path] == nil {
                others.append(
                    FileChange(
                        path: file.path, change: file.after == nil ? .removed : file.before == nil ? .added : .changed))
            } else {
                let parent = (new[file.path] ?? old[file.path])?.parentFolder.flatMap { now.owner(ofFolder: $0)?.title }
                changes.append(
                    RecordChange(path: file.path, before: old[file.path], after: new[file.path], parent: parent))
            }
        }
        var message = CommitMessage(
            changes: changes, files: others, operation: request.operation,
            language: request.folder.settings.language ?? .english)
        message.names = Dictionary(
            now.records(of: "member").map { ($0.id ?? "", $0.title) },
            uniquingKeysWith: { first, _ in first })
        message.summary = request.summary
        message.reason = request.reason
        message.undoes = request.undoes
        message.member = request.memberHandle
        return message.text
    }
}

extension Problem {
    /// The same, of words that are to be kept in the history.
    fileprivate var inCommitMessage: Problem {
        Problem(
            rule, path: path, message: Text(en: "in the reason given: ", zh: "在填写的原因中：") + message,
            remedy: Text(en: "say it without the number", zh: "请不要写出该号码"))
    }
}
