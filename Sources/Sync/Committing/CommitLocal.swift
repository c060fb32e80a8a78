import Git
import LosslessYAML
import Records
import Rules

extension LocalChanges {
    /// Commits what may be committed, as the check saw it, in one commit; nil when there is nothing. Call it under the lock.
    func commit(_ request: SyncRequest) throws -> CommittedChange? {
        if isEmpty { return nil }
        let repository = request.repository
        var edits: [RepositoryPath: PathEdit] = [:]
        for record in records {
            let path = RepositoryPath(record.path.text)
            if let after = record.after {
                // The bytes that were checked: what somebody types at this moment is for the next commit.
                edits[path] = .content(after.tree.bytes, try mode(path, request))
            } else {
                edits[path] = record.change == .removed ? .delete : .workTree
            }
        }
        for file in files { edits[RepositoryPath(file.path.text)] = file.change == .removed ? .delete : .workTree }
        let message = message(request)
        do {
            let commit = try repository.commit(CommitRequest(edits: edits, message: message, author: request.author))
            return CommittedChange(commit: commit, message: message, changes: summaries, warnings: warnings)
        } catch GitError.nothingToCommit {
            return nil
        }
    }

    /// Sorted by path.
    var summaries: [PathSummary] {
        let all =
            records.map { PathSummary($0) }
            + files.map { PathSummary(path: $0.path, change: $0.change, title: nil, kind: nil) }
        return all.sorted { $0.path < $1.path }
    }

    private func mode(_ path: RepositoryPath, _ request: SyncRequest) throws -> FileMode {
        if try request.repository.setting("core.filemode") == "false" {
            let old = try request.repository.head().commit.flatMap { try request.repository.entry(at: path, in: $0) }
            return old?.mode == .executable ? .executable : .file
        }
        let local = try LocalFile.at(path, in: request.folder.root, hashesContent: false)
        if case .file(_, isExecutable: true) = local { return .executable }
        return .file
    }

    private func message(_ request: SyncRequest) -> String {
        var message = CommitMessage(
            changes: records, files: files, operation: request.operation,
            language: request.folder.settings.language ?? .english)
        message.member = request.memberHandle
        message.summary = request.summary
        let members = (reading?.records ?? []).filter { $0.kind.key == "member" }
        message.names = Dictionary(
            members.compactMap { member in member.id.map { ($0, member.title) } },
            uniquingKeysWith: { first, _ in first })
        return message.text
    }
}

extension PathSummary {
    init(_ change: RecordChange) {
        self.init(
            path: change.path, change: change.change, title: change.record?.title, kind: change.record?.kind.key)
    }
}
