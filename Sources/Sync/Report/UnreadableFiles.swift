import Git
import Records

/// The files among what was sent to the team that cannot be read: somebody has committed them with git itself, past every check, often
/// with the marks of a merge in them. They are in everybody's way until they are put right, so a sync says so.
///
/// - Parameters:
///   - old: what the team had before; nil for nothing.
///   - new: what it has now.
/// - Returns: the first problem of each file, without the text of the line.
func unreadableFiles(_ repository: Repository, from old: ObjectID?, to new: ObjectID) throws -> [Problem] {
    var found: [Problem] = []
    // Of a whole repository that is sent at once, crm validate tells the rest.
    for change in try repository.changes(from: old, to: new).prefix(mostSent) {
        guard let path = RecordPath(change.path.string), let entry = change.new, FolderReading.looksLikeRecord(path),
            let problem = try ParsedFile(path, entry, repository)?.problems.first
        else { continue }
        found.append(problem.withoutText)
    }
    return found
}

private let mostSent = 5000

extension ParsedFile {
    /// A file of a commit; nil for what is no file, or too large for a record.
    init?(_ path: RecordPath, _ entry: TreeEntry, _ repository: Repository) throws {
        guard entry.mode == .file || entry.mode == .executable,
            let bytes = try repository.blob(entry.id, upTo: LocalChanges.largestRecord)
        else { return nil }
        self.init(path: path, bytes: bytes)
    }
}

extension Problem {
    /// The same without the line of the file, which may be more than everybody is shown.
    var withoutText: Problem {
        Problem(rule, path: path, place: place, message: message, remedy: remedy)
    }
}
