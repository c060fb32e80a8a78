import Git
import Records
import Rules

/// What a change does to the records, looked at under the lock.
struct WriteCheck {
    let request: WriteRequest
    private let check: ChangeCheck
    /// As they are, whatever others committed since the change was planned.
    private let records: RecordSet
    private let head: ObjectID?
    /// What others changed since then.
    private let arrived: Set<RecordPath>

    init(_ request: WriteRequest) throws {
        self.request = request
        let snapshot = try request.snapshot ?? FolderSnapshot(request.folder, request.repository)
        head = try request.repository.head().commit
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

    /// The changed files have no error, the change brings none to other files (a reference to what was deleted), and no rule is
    /// broken by what would be committed.
    ///
    /// - Returns: what the rules only warn of.
    func requireSound() throws -> [Problem] {
        let problems = check.problems + leakedSecrets
        if !problems.isEmpty { throw WriteFailure.problems(problems) }
        var judge = ChangeJudge(request.author, memberHandle: request.memberHandle, rules: request.rules)
        judge.reason = request.reason
        judge.isUndo = request.undoes != nil || request.bringsBack
        let broken = try judge.problems(
            try committedChanges(), request.folder, request.repository, head: head, records: records,
            bringing: Set(request.files.lazy.filter { $0.after != nil }.map(\.path)))
        let errors = broken.filter { $0.severity == .error }
        if !errors.isEmpty { throw WriteFailure.problems(errors.sorted(by: Problem.inReadingOrder)) }
        return broken
    }

    /// The changes against the last commit: what was edited by hand before and not committed is part of them.
    private func committedChanges() throws -> [RecordChange] {
        let new = Dictionary(check.after.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        return try request.files.compactMap { file in
            guard let kind = request.folder.kinds.kind(at: file.path) else { return nil }
            let old = try head.flatMap { try request.repository.committedRecord(file.path, kind, in: $0) }
            let after = new[file.path]
            return old == nil && after == nil ? nil : RecordChange(path: file.path, before: old, after: after)
        }
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
