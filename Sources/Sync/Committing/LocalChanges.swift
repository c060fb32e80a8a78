import Git
import Records
import Rules

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What differs from the last commit, sorted into what may be committed and what may not.
struct LocalChanges {
    /// Changed records that may be committed, sorted by path.
    private(set) var records: [RecordChange] = []
    /// Other changed files that may be committed, sorted by path.
    private(set) var files: [FileChange] = []
    /// Sorted by path.
    private(set) var heldBack: [HeldBack] = []
    /// What the rules only warn of, in changes that may be committed.
    private(set) var warnings: [Problem] = []
    /// All records as the files are now; nil when nothing has changed and nobody had to look.
    private(set) var reading: FolderReading?

    var isEmpty: Bool { records.isEmpty && files.isEmpty }

    /// Attachments beyond this are refused by the usual hosting services (100 MB), and a commit that cannot be sent blocks all
    /// that follow.
    static let largestFile = 95 << 20
    static let largestRecord = 1 << 20
    /// Attachments up to this size are searched for numbers and keys that may not be stored (R194).
    static let largestSearchedFile = 8 << 20

    init(
        _ folder: CRMFolder, _ repository: Repository, judge: ChangeJudge, readsAlways: Bool = false
    ) throws {
        let head = try repository.head().commit
        let changed = try ChangedFile.all(repository, head: head, root: folder.root)
        if changed.isEmpty, !readsAlways { return }
        let check = try RepositoryCheck(folder)
        reading = check.reading
        try sort(changed, folder, repository, head, check, judge)
    }

    private mutating func sort(
        _ changed: [ChangedFile], _ folder: CRMFolder, _ repository: Repository, _ head: ObjectID?,
        _ check: RepositoryCheck, _ judge: ChangeJudge
    ) throws {
        let now = Dictionary(check.reading.records.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var before: [RecordPath: Record] = [:]
        for file in changed {
            if let entry = file.old, let kind = folder.kinds.kind(at: file.path) {
                before[file.path] = try repository.committedRecord(file.path, kind, entry)
            }
        }
        let names = ParentNames(check.reading.records + before.values)
        var problems: [RecordPath: [Problem]] = [:]
        let paths = Set(changed.map(\.path))
        for problem in check.problems where problem.severity == .error && paths.contains(problem.path) {
            problems[problem.path, default: []].append(problem)
        }
        for file in changed { if let problem = file.problem { problems[file.path] = [problem] } }
        for file in changed where folder.kinds.kind(at: file.path) == nil && file.change != .removed {
            let found = attachmentProblems(file.path, folder)
            if !found.isEmpty { problems[file.path, default: []] += found }
        }
        for (path, problem) in try TwinCheck(repository, head: head, changed).problems() {
            problems[path, default: []].append(problem)
        }
        var changes: [RecordChange] = []
        for file in changed where folder.kinds.kind(at: file.path) != nil {
            changes.append(
                RecordChange(
                    path: file.path, before: before[file.path], after: now[file.path],
                    parent: names.parent(of: file.path, now[file.path] ?? before[file.path])))
        }
        let unchanged = check.reading.records.filter { !paths.contains($0.path) }
        let others = changed.filter { folder.kinds.kind(at: $0.path) == nil && problems[$0.path] == nil }
        let committed = RecordSet((unchanged + before.values).sorted { $0.path < $1.path })
        let standing = RecordSet(check.reading.records)
        for problem in try judge.fileProblems(
            others, folder, repository, head: head, before: committed, after: standing)
        {
            problems[problem.path, default: []].append(problem)
        }
        var held: [RecordPath: [Problem]] = [:]
        // What is held back may be what another change needed to keep a rule.
        while true {
            held = HoldBack(changes: changes, unchanged: unchanged, problems: problems).held
            let standing = changes.filter { held[$0.path] == nil }
            let left = standing.isEmpty ? [] : changes.filter { held[$0.path] != nil }.compactMap(\.before)
            let others = standing.isEmpty ? [] : (unchanged + left).sorted { $0.path < $1.path }
            let broken = try judge.problems(standing, folder, repository, head: head, records: RecordSet(others))
            warnings = broken.filter { $0.severity == .warning }
            let errors = broken.filter { problem in
                problem.severity == .error && standing.contains { $0.path == problem.path }
            }
            if errors.isEmpty { break }
            for problem in errors { problems[problem.path, default: []].append(problem) }
        }
        heldBack = changed.compactMap { file in
            held[file.path].map { HeldBack(path: file.path, change: file.change, problems: $0) }
        }
        let isRecord = Set(changes.map(\.path))
        records = changes.filter { held[$0.path] == nil }
        files = changed.filter { held[$0.path] == nil && !isRecord.contains($0.path) }.map {
            FileChange(path: $0.path, change: $0.change, parent: names.parent(of: $0.path, nil))
        }
    }

    /// Of a file that is no record; one that is too large or cannot be read says so elsewhere.
    private func attachmentProblems(_ path: RecordPath, _ folder: CRMFolder) -> [Problem] {
        guard let bytes = try? readFile(folder.root + "/" + path.text, limit: Self.largestSearchedFile) else {
            return []
        }
        return leakedSecrets(in: bytes, at: path, folder.settings)
    }
}

/// The names of records in whose folders others lie.
private struct ParentNames {
    private var byFolder: [String: String] = [:]

    init(_ records: [Record]) {
        for record in records where record.isFolderRecord { byFolder[record.path.folder] = record.title }
    }

    /// nil for the folder record itself.
    func parent(of path: RecordPath, _ record: Record?) -> String? {
        if let record { return record.parentFolder.flatMap { byFolder[$0] } }
        var folder = path.folder
        while !folder.isEmpty {
            if let name = byFolder[folder] { return name }
            folder = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
        }
        return nil
    }
}

extension Repository {
    /// The bytes of a blob; nil when there are more than `limit`, of which nothing is loaded.
    func blob(_ id: ObjectID, upTo limit: Int) throws -> [UInt8]? {
        do {
            return try blob(id, limit: limit)
        } catch GitError.library(_, code: 0, kind: 0, _) {
            return nil
        }
    }
}
