import Git
package import Records
package import Rules

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Holds changes against the rules of the business: every commit of this machine passes here, whether a command made the
/// change or a hand.
package struct ChangeJudge {
    /// What a change is held against; the same in the hook of a server.
    package typealias Rules = ([RecordChange], ChangeSituation) -> [Problem]

    /// When the change is made, in the zone of the person.
    package var now: Instant
    /// The member at the keyboard; nil when nobody knows.
    package var memberHandle: String?
    /// Why, as the person said it.
    package var reason: String?
    /// The change takes back an earlier one.
    package var isUndo = false
    package var rules: Rules

    package init(now: Instant, memberHandle: String?, rules: @escaping Rules = brokenRules) {
        self.now = now
        self.memberHandle = memberHandle
        self.rules = rules
    }

    /// What is wrong with some changes by the rules, with the severity that the team gives each.
    ///
    /// - Parameters:
    ///   - head: the commit that they are compared with; nil before the first one.
    ///   - records: all records; at the changed paths they may be as before, as after, or missing.
    ///   - files: files that the change brings and that are not on disk yet.
    func problems(
        _ changes: [RecordChange], _ folder: CRMFolder, _ repository: Repository, head: ObjectID?,
        records: RecordSet, bringing files: Set<RecordPath> = []
    ) throws -> [Problem] {
        if changes.isEmpty { return [] }
        let paths = Set(changes.map(\.path))
        let before = records.replacing(paths, by: changes.compactMap(\.before).sorted { $0.path < $1.path })
        let after = records.replacing(paths, by: changes.compactMap(\.after).sorted { $0.path < $1.path })
        // Who starts a repository is in no earlier version of it.
        let team = head == nil ? after : before
        var situation = ChangeSituation(
            settings: try committedSettings(folder, repository, head), kinds: folder.kinds, before: before,
            after: after, author: memberHandle.flatMap { handle in team.record(id: handle, kind: "member") }, now: now)
        situation.reason = reason
        situation.isUndo = isUndo
        let root = folder.root
        situation.isFile = { path in files.contains(path) || isPlainFile(root + "/" + path.text) }
        situation.wasCommitted = { path, instant in
            do {
                guard let head,
                    let commit = try commit(asOf: Int64(instant.secondsSinceEpoch), from: head, in: repository)
                else { return false }
                return try repository.entry(at: RepositoryPath(path.text), in: commit.id) != nil
            } catch {
                return nil
            }
        }
        let members = head == nil ? [] : before.records(of: "member")
        return rules(changes, situation) + rightsProblems(changes, situation, Staff(members))
    }

    /// What the roles of the member do not allow (R151–R155); the server's hook says the same. Somebody of whom nobody knows which
    /// member it is, is left to the server.
    private func rightsProblems(
        _ changes: [RecordChange], _ situation: ChangeSituation, _ staff: Staff
    ) -> [Problem] {
        let policy = Policy(situation.settings)
        guard !policy.isOpen, let author = situation.author, !staff.members.isEmpty else { return [] }
        let files = changes.map {
            RightsChange(
                path: $0.path, before: $0.before, after: $0.after, existed: $0.change != .added,
                exists: $0.change != .removed)
        }
        return policy.problems(
            RightsChange.matched(files), by: author,
            in: RightsGround(staff: staff, before: situation.before, after: situation.after))
    }

    /// The settings that rule: those of the last commit, whatever the file says by now.
    private func committedSettings(_ folder: CRMFolder, _ repository: Repository, _ head: ObjectID?) throws -> Settings
    {
        let path = CRMFolder.settingsPath
        guard let head, let kind = folder.kinds.kind(at: path),
            let record = try repository.committedRecord(path, kind, in: head)
        else { return folder.settings }
        return Settings(record)
    }
}

extension ChangeJudge {
    /// For what this person commits.
    init(_ author: Signature, memberHandle: String?, rules: @escaping Rules) {
        self.init(
            now: Instant(secondsSinceEpoch: Int(author.time), offset: author.offset * 60), memberHandle: memberHandle,
            rules: rules)
    }
}

extension RecordSet {
    fileprivate func record(id: String, kind: String) -> Record? {
        records(id: id).first { $0.kind.key == kind }
    }
}

extension Repository {
    /// A record as a commit has it; nil when it is not there, or cannot be read.
    func committedRecord(_ path: RecordPath, _ kind: Kind, in commit: ObjectID) throws -> Record? {
        guard let entry = try entry(at: RepositoryPath(path.text), in: commit), entry.isFile else { return nil }
        return try committedRecord(path, kind, entry)
    }

    /// The same where its entry is at hand.
    func committedRecord(_ path: RecordPath, _ kind: Kind, _ entry: TreeEntry) throws -> Record? {
        guard entry.isFile, let bytes = try blob(entry.id, upTo: LocalChanges.largestRecord) else { return nil }
        return ParsedFile(path: path, bytes: bytes).text.map { Record(path: path, kind: kind, text: $0) }
    }
}

private func isPlainFile(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}
