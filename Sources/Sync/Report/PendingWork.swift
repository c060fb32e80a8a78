package import Git
package import Records
import Rules

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

/// What differs from the last commit, what the remote does not have yet: no network, nothing is changed.
package func pendingWork(
    _ folder: CRMFolder, _ repository: Repository, judge: ChangeJudge
) throws(SyncFailure) -> PendingWork {
    try asSyncFailure {
        let ground = try SyncGround(folder, repository)
        let local = try LocalChanges(folder, repository, judge: judge, readsAlways: true)
        var work = PendingWork()
        work.ready = local.summaries
        work.heldBack = local.heldBack
        work.conflicts = (local.reading?.records ?? [])
            .filter { $0.kind.key == "conflict" && $0.string("state") != "settled" }
            .map { PathSummary(path: $0.path, change: .added, title: $0.title, kind: $0.kind.key) }
        work.remote = try RemoteBranch(folder.settings, repository, branch: ground.branch)
        let waiting = try WaitingCommits(
            repository, remote: try work.remote.flatMap { try repository.commit(at: $0.tracking) })
        work.unpushed = waiting.count
        work.oldestUnpushed = waiting.since
        work.behind = waiting.behind
        work.isInterrupted = try repository.commit(at: Journal.ref) != nil
        return work
    }
}
