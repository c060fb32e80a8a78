package import Git
package import Records

/// Commits what is valid, fetches, merges, checks, writes the files, moves the branch, pushes.
///
/// A network that fails is no failure: the report says what is waiting.
package func synchronize(_ request: SyncRequest) throws(SyncFailure) -> SyncReport {
    throw SyncFailure(kind: .other("not built yet"), message: Text("not built yet"), remedy: nil)
}

/// The first step of a sync alone: one commit of every change that holds. nil when there is none.
package func commitValidChanges(_ request: SyncRequest) throws(SyncFailure) -> (
    committed: CommittedChange?, heldBack: [HeldBack]
) {
    throw SyncFailure(kind: .other("not built yet"), message: Text("not built yet"), remedy: nil)
}

/// What differs from the last commit, what the remote does not have yet: no network, nothing is changed.
package func pendingWork(_ folder: CRMFolder, _ repository: Repository) throws(SyncFailure) -> PendingWork {
    throw SyncFailure(kind: .other("not built yet"), message: Text("not built yet"), remedy: nil)
}
