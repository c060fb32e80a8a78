package import Git
package import Records

/// What a sync would do. Nothing is committed, no file and no branch is touched; what the team has is fetched.
package struct SyncPreview: Sendable {
    /// Changes that would be committed, sorted by path.
    package var ready: [PathSummary] = []
    package var heldBack: [HeldBack] = []
    /// Commits that would be sent, without the one that `ready` would become.
    package var outgoing = 0
    package var received = ReceivedChanges()
    /// Files that would be merged from both sides.
    package var merged: [RecordPath] = []
    /// Conflicts that would be opened.
    package var conflicts: [OpenedConflict] = []
    package var renumbered: [RenumberedRecord] = []
    package var keptBeside: [KeptBeside] = []
    package var remote: RemoteBranch?
    package var network: NetworkError?

    package init() {}
}

/// Looks at what `synchronize` would do.
///
/// - Throws: `SyncFailure` where the sync would.
package func previewSync(_ request: SyncRequest) throws(SyncFailure) -> SyncPreview {
    try asSyncFailure {
        let repository = request.repository
        let ground = try SyncGround(request.folder, repository)
        let local = try LocalChanges(request.folder, repository, judge: request.judge)
        var preview = SyncPreview()
        preview.ready = local.summaries
        preview.heldBack = local.heldBack
        preview.remote = try RemoteBranch(request.folder.settings, repository, branch: ground.branch)
        guard let remote = preview.remote else { return preview }
        var isEmpty = false
        if request.isOnlineWanted {
            do {
                isEmpty = try repository.fetch(from: remote.remote, options: request.options).isRemoteEmpty
            } catch GitError.network(let error) where error.failure == .remoteEmpty {
                isEmpty = true
            } catch GitError.network(let error) {
                preview.network = error
            }
        }
        let ours = try repository.head().commit
        let theirs = isEmpty ? nil : try repository.commit(at: remote.tracking)
        try PublishedHistory(repository, remote).requireContinued(by: theirs, ours: ours)
        preview.outgoing = try WaitingCommits(repository, remote: theirs).count
        guard let theirs, theirs != ours else { return preview }
        guard let ours else {
            try preview.received.add(theirs, from: nil, landed: theirs, repository, request.folder.kinds)
            return preview
        }
        if try repository.isAncestor(theirs, of: ours) { return preview }
        var target = theirs
        if try !repository.isAncestor(ours, of: theirs) {
            guard let base = try MergeBase(repository, of: ours, and: theirs, kinds: request.folder.kinds) else {
                throw SyncFailure(.unrelatedHistories)
            }
            let merge = try CommitMerge(request, base: base, ours: ours, theirs: theirs)
            preview.merged = merge.merged
            preview.conflicts = merge.opened
            preview.renumbered = merge.renumbered
            preview.keptBeside = merge.keptBeside
            target = merge.tree
        }
        try IncomingCheck(repository: repository, old: ours, new: target).run()
        try preview.received.add(theirs, from: ours, landed: target, repository, request.folder.kinds)
        return preview
    }
}

/// The merge of two commits in memory.
package struct MergedCommits: Sendable {
    package let tree: ObjectID
    package let merged: [RecordPath]
    package let conflicts: [OpenedConflict]
    package let renumbered: [RenumberedRecord]
    package let keptBeside: [KeptBeside]
}

/// Merges two commits as a sync would; only objects are written.
///
/// - Parameters:
///   - base: nil takes their best common ancestor, or several of them merged.
///   - theirs: the side whose values stay.
package func mergeCommits(
    _ request: SyncRequest, base: ObjectID?, ours: ObjectID, theirs: ObjectID
) throws(SyncFailure) -> MergedCommits {
    try asSyncFailure {
        let found =
            try base.map { MergeBase($0) }
            ?? MergeBase(request.repository, of: ours, and: theirs, kinds: request.folder.kinds)
        guard let found else { throw SyncFailure(.unrelatedHistories) }
        let merge = try CommitMerge(request, base: found, ours: ours, theirs: theirs)
        return MergedCommits(
            tree: merge.tree, merged: merge.merged, conflicts: merge.opened, renumbered: merge.renumbered,
            keptBeside: merge.keptBeside)
    }
}
