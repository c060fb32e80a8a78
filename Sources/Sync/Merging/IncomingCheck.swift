import Git
import Records

/// Looks at every file that is about to be written from a tree somebody else made. The repository one pulls is untrusted.
struct IncomingCheck {
    let repository: Repository
    /// The tree or commit whose files are here now; nil for none.
    let old: ObjectID?
    /// The tree or commit that is to be laid over them.
    let new: ObjectID

    /// A sync that brings more than this is no day's work of a team, but a mistake or an attack.
    private static let mostFiles = 1_000_000

    /// - Throws: `SyncFailure.refusedIncoming` for the first file that must not be written.
    func run() throws {
        var twins = PathTwins(repository, tree: new)
        var changesSchemas = false
        let changes = try repository.changes(from: old, to: new)
        if changes.count > Self.mostFiles, old != nil {
            throw refusal(changes[0].path.folder.string + "/", .tooMany(changes.count, limit: Self.mostFiles))
        }
        for change in changes {
            let path = change.path.string
            guard let entry = change.new else {
                if path == CRMFolder.settingsPath.text { throw refusal(path, .settingsRemoved) }
                continue
            }
            if let problem = change.path.problem { throw refusal(path, .unsafePath(problem)) }
            guard let recordPath = RecordPath(path) else { throw refusal(path, .unsafePath(.gitFolder)) }
            switch entry.mode {
            case .file, .executable: break
            case .symbolicLink: throw refusal(path, .symbolicLink)
            case .submodule, .tree: throw refusal(path, .submodule)
            }
            if change.old == nil, let (other, _) = try twins.twin(of: change.path) {
                throw refusal(path, .sameName(as: other.string))
            }
            if isRecordText(recordPath) { try checkRecord(recordPath, entry) }
            if recordPath.names.first == "schemas" { changesSchemas = true }
        }
        if changesSchemas { try checkSchemas() }
    }

    private func checkRecord(_ path: RecordPath, _ entry: TreeEntry) throws {
        let limit = LocalChanges.largestRecord
        guard let bytes = try repository.blob(entry.id, upTo: limit) else {
            throw refusal(path.text, .tooLarge(limit: limit))
        }
        if path == CRMFolder.settingsPath {
            let parsed = ParsedFile(path: path, bytes: bytes)
            if parsed.text == nil {
                throw refusal(path.text, .brokenSettings(parsed.problems.first?.message ?? Text("")))
            }
        }
    }

    private func checkSchemas() throws {
        for problem in try schemaFolder(repository, new).problems where problem.severity == .error {
            throw refusal(problem.path.text, .brokenSchema(problem.message))
        }
    }

    private func refusal(_ path: String, _ reason: IncomingProblem) -> SyncFailure {
        SyncFailure(.refusedIncoming(path: path, reason: reason))
    }
}

/// The schemas of a tree or commit. A schema of more than 4 MiB counts as broken.
func schemaFolder(_ repository: Repository, _ tree: ObjectID) throws -> SchemaFolder {
    var files: [(path: RecordPath, bytes: [UInt8])] = []
    for file in try repository.files(in: tree, below: "schemas") where file.path.names.count == 2 {
        guard let path = RecordPath(file.path.string), path.text.hasSuffix(".schema.json"),
            file.entry.mode == .file || file.entry.mode == .executable
        else { continue }
        files.append((path, try repository.blob(file.entry.id, upTo: 1 << 22) ?? []))
    }
    return SchemaFolder(files: files)
}
