/// Holds a whole CRM folder against its schemas and the records against each other: syntax, schema, cross-record rules,
/// all problems at once.
package struct RepositoryCheck: Sendable {
    package let reading: FolderReading
    /// Sorted as a person reads them.
    package let problems: [Problem]

    package init(_ folder: CRMFolder) throws(FileProblem) {
        let reading = try FolderReading(folder, checksSchema: true)
        self.init(folder, reading)
    }

    /// `reading` must have been made with `checksSchema`.
    package init(_ folder: CRMFolder, _ reading: FolderReading) {
        self.reading = reading
        var problems = folder.problems
        // crm.yaml was read with the folder already; its syntax problems would appear twice.
        problems += reading.problems.filter { new in
            !folder.problems.contains { $0.path == new.path && $0.rule == new.rule && $0.place == new.place }
        }
        let unread = Set(reading.problems.map(\.path))
        problems += Self.problems(among: reading.records, folder) { unread.contains($0) }
        self.problems = problems.sorted(by: Problem.inReadingOrder)
    }

    /// What only the records together can show, in no particular order.
    ///
    /// - Parameters:
    ///   - records: sorted by path.
    ///   - isUnread: a file that is there and could not be read as a record.
    package static func problems(
        among records: [Record], _ folder: CRMFolder, isUnread: (RecordPath) -> Bool
    ) -> [Problem] {
        mutualProblems(of: records, folder.kinds, isUnread: isUnread)
            + ruleProblems(of: records, folder.kinds, folder.settings)
    }
}
