import Git
import Records

/// Two sides may each be right and their sum wrong: a ticket resolved there, its resolution taken out here. Only what the merge itself
/// brought about counts; what was wrong on one side already is that side's. Reads nothing but the records that it asks about.
struct SumCheck {
    let repository: Repository
    let root: String
    /// What holds after the merge.
    let merged: MergeGround
    let ours: MergeGround
    let theirs: MergeGround

    /// The errors that a record has after the merge and had on neither side.
    func problems(_ outcome: MergeOutcome) throws -> [Problem] {
        guard let path = outcome.path, let entry = outcome.result.entry else { return [] }
        let wrong = try errors(path, entry, merged)
        if wrong.isEmpty { return [] }
        var known: Set<ProblemKey> = []
        if let placed = outcome.item.ours { known.formUnion(try errors(path, placed.entry, ours).map(ProblemKey.init)) }
        if let placed = outcome.item.theirs {
            known.formUnion(try errors(path, placed.entry, theirs).map(ProblemKey.init))
        }
        return wrong.filter { !known.contains(ProblemKey($0)) }
    }

    /// What is wrong with one record for itself. References, parents and doubled ids are a matter of several.
    private func errors(_ path: RepositoryPath, _ entry: TreeEntry, _ ground: MergeGround) throws -> [Problem] {
        guard let recordPath = RecordPath(path.string), isRecordText(recordPath),
            ground.kinds.kind(at: recordPath) != nil, entry.mode == .file || entry.mode == .executable,
            let bytes = try repository.blob(entry.id, upTo: LocalChanges.largestRecord)
        else { return [] }
        let reading = FolderReading(files: [(recordPath, bytes)], kinds: ground.kinds, checksSchema: true)
        let folder = CRMFolder(root: root, kinds: ground.kinds, settings: ground.settings)
        return RepositoryCheck(folder, reading).problems.filter { problem in
            problem.severity == .error && problem.path == recordPath
                && ![.danglingReference, .missingParent, .duplicateID, .settings].contains(problem.rule)
        }
    }
}

/// Schemas and settings, which decide how everything else is read.
struct MergeGround {
    let kinds: KindSet
    let settings: Settings

    init(kinds: KindSet, settings: Settings) {
        self.kinds = kinds
        self.settings = settings
    }

    /// Of a commit or tree. Settings that cannot be read count as empty.
    init(_ repository: Repository, _ tree: ObjectID) throws {
        kinds = try schemaFolder(repository, tree).kinds
        let path = CRMFolder.settingsPath
        var found = Settings()
        if let entry = try repository.entry(at: RepositoryPath(path.text), in: tree),
            entry.mode == .file || entry.mode == .executable,
            let bytes = try repository.blob(entry.id, upTo: LocalChanges.largestRecord),
            let text = ParsedFile(path: path, bytes: bytes).text, let kind = kinds.kind(at: path)
        {
            found = Settings(Record(path: path, kind: kind, text: text))
        }
        settings = found
    }

    /// Whether a path is one of those that decide.
    static func decides(_ path: RepositoryPath) -> Bool {
        path.string == CRMFolder.settingsPath.text || path.names.first == "schemas"
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
