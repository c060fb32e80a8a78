import Git
import Records
import Rules

extension ChangeJudge {
    /// What the roles of the member do not allow with files that are no records: attachments belong to the customer in whose folder
    /// they lie, schemas and all else to the administrators (R162).
    ///
    /// - Parameters:
    ///   - before: all records as they were committed.
    ///   - after: all records as the files are now.
    func fileProblems(
        _ files: [ChangedFile], _ folder: CRMFolder, _ repository: Repository, head: ObjectID?, before: RecordSet,
        after: RecordSet
    ) throws -> [Problem] {
        guard head != nil, !files.isEmpty, let memberHandle else { return [] }
        let policy = Policy(try committedSettings(folder, repository, head))
        if policy.isOpen { return [] }
        let staff = Staff(before.records(of: "member"))
        guard let author = staff.member(memberHandle) else { return [] }
        let changes = files.map {
            RightsChange(
                path: $0.path, before: nil, after: nil, existed: $0.change != .added, exists: $0.change != .removed)
        }
        return policy.problems(changes, by: author, in: RightsGround(staff: staff, before: before, after: after))
    }
}
