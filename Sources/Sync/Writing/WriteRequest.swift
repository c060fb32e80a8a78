package import Git
package import Records
import Rules

/// What a command that changes records wants written.
package struct WriteRequest {
    package var folder: CRMFolder
    package var repository: Repository
    package var author: Signature
    /// The member at the keyboard; noted in the commit.
    package var memberHandle: String?
    package var files: [PlannedFile]
    /// Name of the command, for the commit's trailer.
    package var operation: String
    /// First line of the commit in place of the one made from the changes.
    package var summary: String?
    /// Why, in the person's words.
    package var reason: String?
    /// The commit that this change takes back, for the commit's trailer.
    package var undoes: ObjectID?
    /// What the change is held against, by comparison with the committed version.
    package var rules: ChangeJudge.Rules = brokenRules
    /// Told what the team's rules only warn of, once the change is written.
    package var warn: ([Problem]) -> Void = { _ in }
    /// The change brings back what was there before, whole: the rules about the way to it keep silent, as for ``undoes``.
    package var bringsBack = false
    /// false leaves the change in the work tree (`commit: manual` in crm.yaml).
    package var commits = true
    /// What the command planned from; nil reads the folder again.
    package var snapshot: FolderSnapshot?
    /// Called after every step that a crash could follow; what it throws ends the writing there. For tests.
    package var afterStep: (SyncStep) throws -> Void = { _ in }
    /// Waits so many seconds, for another crm to finish.
    package var sleep: (Double) -> Void

    package init(
        folder: CRMFolder, repository: Repository, author: Signature, files: [PlannedFile], operation: String,
        sleep: @escaping (Double) -> Void
    ) {
        self.sleep = sleep
        self.folder = folder
        self.repository = repository
        self.author = author
        self.files = files
        self.operation = operation
    }
}
