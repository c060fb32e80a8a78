package import Records

/// What is on this machine only, for `crm status`.
package struct PendingWork: Sendable {
    /// Changes that the next commit takes in, sorted by path.
    package var ready: [PathSummary] = []
    /// Changes that it leaves out.
    package var heldBack: [HeldBack] = []
    package var remote: RemoteBranch?
    /// Commits that the remote, as last seen, does not have.
    package var unpushed = 0
    package var oldestUnpushed: Instant?
    /// Commits of the remote, as last seen, that are not here.
    package var behind = 0
    /// Open conflict records, sorted by path.
    package var conflicts: [PathSummary] = []
    /// A sync was interrupted; the next command that changes something finishes it.
    package var isInterrupted = false

    package init() {}
}
