/// What a change of some files would bring about: held against the schemas, and against the records that the changed ones
/// have to do with.
package struct ChangeCheck: Sendable {
    /// The changed files as records, before and after, sorted by path; a file that is none, or does not parse, is left out.
    package let before: [Record]
    package let after: [Record]
    /// Errors of the changed files, and errors that the change brings to others (a reference to what was deleted).
    package let problems: [Problem]

    /// - Parameters:
    ///   - files: nil bytes for a file that is not there.
    ///   - records: all records; the changed files may be there as before, as after, or not at all.
    package init(
        _ folder: CRMFolder, files: [(path: RecordPath, before: [UInt8]?, after: [UInt8]?)], in records: RecordSet
    ) {
        let old = Self.reading(files.map { ($0.path, $0.before) }, folder.kinds)
        let new = Self.reading(files.map { ($0.path, $0.after) }, folder.kinds)
        before = old.records
        after = new.records
        let changed = Set(files.map(\.path))
        let unread = Set(new.problems.map(\.path))
        func errors(_ others: [Record], _ own: [Record]) -> [Problem] {
            RepositoryCheck.problems(among: (others + own).sorted { $0.path < $1.path }, folder) {
                unread.contains($0) || records.isUnread($0)
            }.filter { $0.severity == .error }
        }
        func brought(among others: [Record]) -> [Problem] {
            let all = errors(others, new.records)
            let elsewhere = all.contains { !changed.contains($0.path) }
            // Only where something is wrong elsewhere does it matter whether it was so before.
            let known = elsewhere ? Set(errors(others, old.records).map { ProblemKey($0) }) : []
            return all.filter { changed.contains($0.path) || !known.contains(ProblemKey($0)) }
        }
        let neighbours = Neighbourhood(before: old.records, after: new.records, in: records).records
        var problems = brought(among: neighbours)
        // The remedy of a broken reference names the nearest id of all there are.
        if records.isLazy, problems.contains(where: { $0.rule == .danglingReference }) {
            problems = brought(among: records.all.filter { !changed.contains($0.path) })
        }
        self.problems = (new.problems.filter { $0.severity == .error } + problems).sorted(by: Problem.inReadingOrder)
    }

    private static func reading(_ files: [(path: RecordPath, bytes: [UInt8]?)], _ kinds: KindSet) -> FolderReading {
        let present = files.compactMap { file in file.bytes.map { (path: file.path, bytes: $0) } }
        return FolderReading(files: present.sorted { $0.path < $1.path }, kinds: kinds, checksSchema: true)
    }
}

/// A problem apart from its place, which moves when lines are added.
private struct ProblemKey: Hashable {
    let path: RecordPath
    let rule: Rule
    let field: String

    init(_ problem: Problem) {
        path = problem.path
        rule = problem.rule
        field = problem.field
    }
}
