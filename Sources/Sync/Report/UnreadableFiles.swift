import Git
import Records

/// The files among what was exchanged with the team that cannot be read: somebody has committed them with git itself, past every check,
/// often with the marks of a merge in them. They are in everybody's way until they are put right, so a sync says so.
///
/// - Parameters:
///   - old: what the team had before; nil for nothing.
///   - new: what it has now.
/// - Returns: the first problem of each file, sorted by path, without the text of the line.
func unreadableFiles(_ repository: Repository, from old: ObjectID?, to new: ObjectID) throws -> [Problem] {
    var found: [Problem] = []
    // Of a whole repository that arrives at once, crm validate tells the rest.
    for change in try repository.changes(from: old, to: new).prefix(mostExchanged) {
        guard let path = RecordPath(change.path.string), let entry = change.new, FolderReading.looksLikeRecord(path),
            entry.mode == .file || entry.mode == .executable,
            let bytes = try repository.blob(entry.id, upTo: LocalChanges.largestRecord),
            let problem = ParsedFile(path: path, bytes: bytes).problems.first
        else { continue }
        found.append(
            Problem(
                problem.rule, path: path, place: problem.place, message: problem.message, remedy: problem.remedy))
    }
    return found.sorted { $0.path < $1.path }
}

private let mostExchanged = 5000
