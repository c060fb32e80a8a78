import Git
import Records

/// What a merge that is being laid over the work tree is about. The ref `refs/crm/pending` is the commit point; this note
/// beside it says which branch of which work tree was meant. Written before the ref, removed after it.
struct Journal: Equatable {
    let target: ObjectID
    /// Full name.
    let branch: String
    /// Where the branch stood; nil when it had no commit.
    let old: ObjectID?
    /// The `.git` folder of the work tree.
    let gitFolder: String
    /// Uncommitted versions of files that `target` includes: path and blob.
    var replacing: [RepositoryPath: ObjectID] = [:]
    /// Files that become something other than what `target` has.
    var edits: [RepositoryPath: LocalWrite] = [:]

    static let ref = "refs/crm/pending"
    static let rescuedRefs = "refs/crm/rescued/"

    private static func file(_ repository: Repository) -> String { repository.commonFolder + "/crm/pending" }

    func write(_ repository: Repository) throws(FileProblem) {
        var lines = ["crm-pending 1", target.hex, branch, old?.hex ?? "-", gitFolder]
        lines += replacing.map { path, blob in blob.hex + " " + path.string }.sorted()
        lines += edits.map { path, edit in
            "edit \(edit.expected?.hex ?? "-") \(edit.new?.hex ?? "-") \(path.string)"
        }.sorted()
        try writeFileAtomically(Array((lines.joined(separator: "\n") + "\n").utf8), to: Self.file(repository))
    }

    /// nil when there is none, or its text is no journal.
    static func read(_ repository: Repository) throws(FileProblem) -> Journal? {
        guard let bytes = try readFileIfThere(file(repository), limit: 1 << 24) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        guard lines.count >= 5, lines[0] == "crm-pending 1", let target = ObjectID(hex: lines[1]) else { return nil }
        var journal = Journal(target: target, branch: lines[2], old: ObjectID(hex: lines[3]), gitFolder: lines[4])
        for line in lines.dropFirst(5) {
            if line.hasPrefix("edit ") {
                let parts = line.split(separator: " ", maxSplits: 3).map(String.init)
                guard parts.count == 4 else { return nil }
                journal.edits[RepositoryPath(parts[3])] = LocalWrite(
                    expected: ObjectID(hex: parts[1]), new: ObjectID(hex: parts[2]))
                continue
            }
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let blob = ObjectID(hex: String(parts[0])) else { return nil }
            journal.replacing[RepositoryPath(String(parts[1]))] = blob
        }
        return journal
    }

    static func remove(_ repository: Repository) throws(FileProblem) {
        try removeFileDurably(file(repository))
    }
}
