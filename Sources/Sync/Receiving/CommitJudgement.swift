import Git
import Records
import Rules

/// Everything a server holds one new commit against: the rights of its author, the rules of the business, the form of its files.
/// Only what the commit changes is read, and the customers in whose folders that lies.
struct CommitJudgement {
    let repository: Repository
    let ruling: RulingState
    /// With what the records of the commit are checked: the ruling state, or what an administrator has made of it in this push.
    let ground: MergeGround
    /// The two are the same.
    let isRulingGround: Bool
    /// Where the branch is to be. What is wrong with a record by itself matters only if it is still so there: a mistake that was
    /// put right before it was sent harms nobody.
    let tip: ObjectID
    /// What the server has already.
    let known: ObjectID
    /// By the server's clock.
    let now: Instant
    /// Whose rights count: the author, and who pushes. Empty where nobody need be known.
    let actors: [Record?]
    /// Of what the rules of the business say to a commit.
    let rules: ChangeJudge.Rules

    private(set) var problems: [Problem] = []
    private(set) var files = 0

    /// - Parameters:
    ///   - from: what the commit is compared with: its parent, or the merge of its parents as it comes out by itself.
    ///   - commit: its tree is judged.
    mutating func judge(_ commit: CommitInfo, from base: ObjectID?) throws {
        let changes = try repository.changes(from: base, to: commit.tree)
        files += changes.count
        let form = ArrivingFiles(repository: repository, kinds: ground.kinds)
        var formal: [Problem] = []
        for change in changes { if let problem = try form.problem(change) { formal.append(problem) } }
        if let base { formal += try form.twins(changes, in: base) }
        problems += formal
        // What may not even be a file is not read.
        let broken = Set(formal.map(\.path))
        let readable = changes.filter { change in
            RecordPath(change.path.string).map { !broken.contains($0) } ?? false
        }
        try judgeSecrets(readable, commit)
        try judgeSystem(readable, commit, base)
        try judgeRecords(readable, commit, base)
    }

    /// Attachments beyond this are not searched for numbers and keys: bytes.
    private static let largestSearched = 8 << 20

    /// What may not be kept at all (R194), in any new text, the message of the commit among them.
    private mutating func judgeSecrets(_ changes: [PathChange], _ commit: CommitInfo) throws {
        let settings = ground.settings
        for change in changes {
            guard let entry = change.new, let path = RecordPath(change.path.string), path != CRMFolder.settingsPath,
                path.names.first != "schemas", let size = try repository.size(of: entry.id),
                size <= Self.largestSearched, let bytes = try repository.blob(entry.id, upTo: Self.largestSearched)
            else { continue }
            problems += leakedSecrets(in: bytes, at: path, settings)
        }
        let message = RecordPath(walked: "COMMIT_MESSAGE")
        problems += leakedSecrets(in: Array(commit.message.utf8), at: message, settings)
    }

    /// Settings, schemas and members: what rules the next push must be sound.
    private mutating func judgeSystem(_ changes: [PathChange], _ commit: CommitInfo, _ base: ObjectID?) throws {
        let decides = changes.contains { change in
            MergeGround.decides(change.path)
                || RecordPath(change.path.string).flatMap { ground.kinds.kind(at: $0) }?.key == "member"
        }
        guard decides else { return }
        let before = Set(try base.map { try RulingState(repository, $0).problems.map { ProblemKey($0) } } ?? [])
        problems += try RulingState(repository, commit.tree).problems.filter { !before.contains(ProblemKey($0)) }
    }

    private mutating func judgeRecords(_ changes: [PathChange], _ commit: CommitInfo, _ base: ObjectID?) throws {
        let old = RecordReader(repository, kinds: ruling.ground.kinds)
        let paths = changes.compactMap { RecordPath($0.path.string) }
        let earlier = TreeRecords(repository, try base ?? repository.emptyTree(), old, touched: paths)
        let later = TreeRecords(repository, commit.tree, old, touched: paths)
        let (before, after) = (earlier.records, later.records)
        var rights: [RightsChange] = []
        var records: [RecordChange] = []
        for change in changes {
            guard let path = RecordPath(change.path.string) else { continue }
            let was = try old.record(change.path, change.old)
            let becomes = try old.record(change.path, change.new)
            rights.append(
                RightsChange(
                    path: path, before: was, after: becomes, existed: change.old != nil, exists: change.new != nil))
            if was != nil || becomes != nil { records.append(RecordChange(path: path, before: was, after: becomes)) }
        }
        let matched = RightsChange.matched(rights)
        let rightsGround = RightsGround(staff: ruling.staff, before: before, after: after)
        for actor in actors {
            let found = ruling.policy.problems(matched, by: actor, in: rightsGround)
            problems += found
            if !found.isEmpty { break }
        }
        try checkForm(changes, old, after)
        problems += try broken(records, commit, before, after)
        // What could not be read was taken for absent: nothing above counts then.
        if let failure = earlier.failure ?? later.failure { throw failure }
    }

    /// Syntax, schema, and what a record is by itself; a customer for what lies in a customer's folder.
    private mutating func checkForm(_ changes: [PathChange], _ kept: RecordReader, _ after: RecordSet) throws {
        let reader = isRulingGround ? kept : RecordReader(repository, kinds: ground.kinds)
        var found: [Problem] = []
        for change in changes {
            guard let entry = change.new, let path = RecordPath(change.path.string), ground.kinds.kind(at: path) != nil,
                path != CRMFolder.settingsPath, isRecordText(path),
                try repository.entry(at: change.path, in: tip) == entry
            else { continue }
            guard let record = try reader.record(change.path, entry) else {
                let bytes = try repository.blob(entry.id, upTo: LocalChanges.largestRecord) ?? []
                found += ParsedFile(path: path, bytes: bytes).problems
                continue
            }
            found += ownProblems(of: record, ground.kinds, settings: ground.settings).filter {
                // Looked for in every version, since history keeps them all.
                $0.rule != .personalIdentifier && $0.rule != .privateKey
            }
            if let folder = record.parentFolder, let parent = record.kind.parent.flatMap({ ground.kinds[$0] }),
                folder.split(separator: "/").starts(with: parent.location.fixedPrefix.map { Substring($0) }),
                after.owner(ofFolder: folder) == nil
            {
                found.append(Self.missingParent(record, parent, folder))
            }
        }
        for change in changes where change.new == nil {
            guard let path = RecordPath(change.path.string), let kind = ground.kinds.kind(at: path),
                kind.parent == nil, kind.location.tail.last?.contains("*") == false, path.names.count > 1,
                let left = after.children(ofFolder: path.folder).first
            else { continue }
            found.append(
                Problem(
                    .missingParent, path: path,
                    message: Text(en: "\(left.path) still lies in its folder", zh: "\(left.path) 还在它的文件夹里"),
                    remedy: Text(en: "remove what lies in the folder as well", zh: "请把文件夹里的内容一并删除")))
        }
        problems += found.filter { $0.severity == .error }
    }

    private static func missingParent(_ record: Record, _ parent: Kind, _ folder: String) -> Problem {
        record.problem(
            .missingParent, at: nil,
            message: Text(
                en: "it lies in \(folder)/, which is no \(parent.label.en)",
                zh: "它在 \(folder)/ 里，但那里没有\(parent.label.zh)"),
            remedy: Text(
                en: "move it to the folder of its \(parent.label.en)", zh: "请移到所属\(parent.label.zh)的文件夹"))
    }

    /// Anybody can write `Undoes` into a message: what the commit changes must be exactly as it was before the other one.
    private func isUndo(of undone: ObjectID?, _ commit: CommitInfo) throws -> Bool {
        // A message may name a commit that there is not.
        guard let undone, let parent = commit.parents.first, try repository.isCommit(undone),
            try repository.isAncestor(undone, of: parent), let before = try repository.parents(of: undone).first
        else { return false }
        return try repository.changes(from: parent, to: commit.tree).allSatisfy { change in
            try repository.entry(at: change.path, in: before) == change.new
        }
    }

    /// When a commit was made: not before those that it follows, whatever clock its author had.
    private func moment(of commit: CommitInfo) throws -> Int {
        let parents = try commit.parents.map { try repository.commit($0).committer.time }
        return Int(max(commit.author.time, parents.max() ?? commit.author.time))
    }

    private func broken(
        _ records: [RecordChange], _ commit: CommitInfo, _ before: RecordSet, _ after: RecordSet
    ) throws -> [Problem] {
        if records.isEmpty { return [] }
        var situation = ChangeSituation(
            settings: ruling.ground.settings, kinds: ruling.ground.kinds, before: before, after: after,
            author: actors.first ?? nil,
            now: Instant(secondsSinceEpoch: try moment(of: commit), offset: commit.author.offset * 60))
        let note = CommitNote(message: commit.message)
        situation.reason = note.reason
        situation.isUndo = try isUndo(of: note.undoes, commit)
        let (repository, known) = (repository, known)
        let failures = Failures()
        let late = max(0, now.secondsSinceEpoch - situation.now.secondsSinceEpoch)
        situation.wasCommitted = { path, instant in
            do {
                // For what the team has already the server's clock counts: a date in a commit is only what its author says.
                if let past = try Sync.commit(
                    asOf: Int64(instant.secondsSinceEpoch + late), from: known, in: repository),
                    try repository.entry(at: RepositoryPath(path.text), in: past.id) != nil
                {
                    return true
                }
                guard let parent = commit.parents.first,
                    let past = try Sync.commit(
                        asOf: Int64(instant.secondsSinceEpoch), from: parent, in: repository)
                else { return false }
                return try repository.entry(at: RepositoryPath(path.text), in: past.id) != nil
            } catch {
                failures.first = failures.first ?? error
                return nil
            }
        }
        situation.isFile = { path in
            do {
                let entry = try repository.entry(at: RepositoryPath(path.text), in: commit.tree)
                return entry?.mode == .file || entry?.mode == .executable
            } catch {
                failures.first = failures.first ?? error
                return false
            }
        }
        let problems = rules(records, situation)
        if let failure = failures.first { throw failure }
        return problems
    }
}

/// Keeps what went wrong while a rule asked, since its questions cannot fail.
private final class Failures: @unchecked Sendable {
    // Used by one thread, like the repository.
    var first: (any Error)?
}
