import Git
import Records
import Rules

/// The state of the repository whose schemas, settings and members rule over a push.
struct RulingState {
    let ground: MergeGround
    let policy: Policy
    let staff: Staff
    /// The errors of settings, schemas and roles.
    let problems: [Problem]

    /// - Parameter tree: a commit or tree.
    init(_ repository: Repository, _ tree: ObjectID) throws {
        let schemas = try schemaFolder(repository, tree)
        let members = try Self.members(repository, tree, schemas.kinds)
        let (record, problems) = try Self.settings(repository, tree, schemas.kinds)
        let settings = record.map { Settings($0) } ?? Settings()
        ground = MergeGround(kinds: schemas.kinds, settings: settings)
        policy = Policy(settings)
        staff = Staff(members)
        var all = schemas.problems + problems
        if let record {
            all += ownProblems(of: record, schemas.kinds, settings: settings) + roleProblems([record] + members)
        }
        self.problems = all.filter { $0.severity == .error }
    }

    /// The last state in which settings, schemas and roles are sound: this commit's, or one of its forefathers'. Who broke the
    /// policy must not thereby have done away with it.
    ///
    /// - Returns: nil when there has never been one.
    static func last(in repository: Repository, from commit: ObjectID) throws -> RulingState? {
        var seen: Set<[ObjectID?]> = []
        var sound: RulingState?
        var count = 0
        try repository.walk(from: [commit]) { id in
            let parts = try ["crm.yaml", "schemas", "team"].map {
                try repository.entry(at: RepositoryPath($0), in: id)?.id
            }
            if seen.insert(parts).inserted {
                let state = try RulingState(repository, id)
                if state.problems.isEmpty { sound = state }
            }
            count += 1
            return sound == nil && count < 10_000
        }
        return sound
    }

    /// `crm.yaml` as a record; what is in the way when there is none.
    private static func settings(
        _ repository: Repository, _ tree: ObjectID, _ kinds: KindSet
    ) throws -> (Record?, [Problem]) {
        let path = CRMFolder.settingsPath
        guard let entry = try repository.entry(at: RepositoryPath(path.text), in: tree),
            entry.mode == .file || entry.mode == .executable,
            let bytes = try repository.blob(entry.id, upTo: LocalChanges.largestRecord)
        else {
            return (
                nil,
                [
                    Problem(
                        .settings, path: path, message: Text(en: "there is no crm.yaml", zh: "没有 crm.yaml"),
                        remedy: Text(en: "put it back: nothing can be checked without it", zh: "请放回该文件，没有它无法检查"))
                ]
            )
        }
        guard let kind = kinds.kind(at: path) else {
            return (
                nil,
                [
                    Problem(
                        .brokenSchema, path: path,
                        message: Text(en: "there is no schema for crm.yaml", zh: "没有 crm.yaml 的 schema"),
                        remedy: Text(en: "put schemas/crm.schema.json back", zh: "请放回 schemas/crm.schema.json"))
                ]
            )
        }
        let parsed = ParsedFile(path: path, bytes: bytes)
        return (parsed.text.map { Record(path: path, kind: kind, text: $0) }, parsed.problems)
    }

    private static func members(_ repository: Repository, _ tree: ObjectID, _ kinds: KindSet) throws -> [Record] {
        guard let kind = kinds["member"] else { return [] }
        let reader = RecordReader(repository, kinds: kinds)
        let folder = RepositoryPath(kind.location.fixedPrefix.joined(separator: "/"))
        return try repository.files(in: tree, below: folder).compactMap { file in
            guard let record = try reader.record(file.path, file.entry), record.kind.key == "member" else { return nil }
            return record
        }
    }

    /// The member behind what the server says; by handle or address.
    func member(_ pusher: Pusher) -> Record? {
        if let name = pusher.name {
            if let member = staff.member(name) ?? staff.member(email: name) { return member }
        }
        return pusher.email.flatMap { staff.member(email: $0) }
    }
}
