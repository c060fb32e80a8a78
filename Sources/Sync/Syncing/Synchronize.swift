import Git
import Records

/// Commits what is valid, fetches, merges, checks, writes the files, moves the branch, pushes.
///
/// A network that fails is no failure: the report says what is waiting.
package func synchronize(_ request: SyncRequest) throws(SyncFailure) -> SyncReport {
    try asSyncFailure {
        var sync = Synchronization(request)
        return try sync.run()
    }
}

/// The first step of a sync alone: one commit of every change that holds. nil when there is none.
package func commitValidChanges(_ request: SyncRequest) throws(SyncFailure) -> (
    committed: CommittedChange?, heldBack: [HeldBack]
) {
    try asSyncFailure {
        try locked(request.repository, sleep: request.sleep) {
            _ = try recover(request.repository)
            _ = try SyncGround(request.folder, request.repository)
            var behind = try BehindNotes(request.repository)
            _ = try behind.catchUp(request)
            let local = try LocalChanges(request.folder, request.repository, judge: request.judge)
            return (try local.commit(request), local.heldBack)
        }
    }
}

/// One sync on its way.
private struct Synchronization {
    private let request: SyncRequest
    private let repository: Repository
    private var report = SyncReport()
    /// Where the branch stood after the local commit.
    private var start: ObjectID?

    private static let mostTries = 6

    init(_ request: SyncRequest) {
        self.request = request
        repository = request.repository
    }

    mutating func run() throws -> SyncReport {
        let branch = try commitLocally()
        guard let remote = try RemoteBranch(request.folder.settings, repository, branch: branch) else {
            try countWaiting(nil)
            return report
        }
        report.remote = remote
        if request.isOnlineWanted {
            do {
                try exchange(branch, remote)
            } catch GitError.network(let error) {
                try take(error)
            }
        }
        try countWaiting(try repository.commit(at: remote.tracking))
        if request.isOnlineWanted, report.network == nil { try PublishedHistory(repository, remote).note() }
        return report
    }

    private mutating func commitLocally() throws -> String {
        try locked(repository, sleep: request.sleep) {
            removeLeftoversOfNetwork(repository)
            report.recovered = try recover(repository, afterStep: request.afterStep) { report.add($0) }
            let ground = try SyncGround(request.folder, repository)
            var behind = try BehindNotes(repository)
            let caught = try behind.catchUp(request)
            report.mergedEdits = caught.merged
            report.conflicts = caught.opened
            report.keptBeside += caught.keptBeside
            let local = try LocalChanges(request.folder, repository, judge: request.judge)
            report.heldBack = local.heldBack
            report.committed = try local.commit(request)
            start = try repository.head().commit
            try request.afterStep(.committed)
            return ground.branch
        }
    }

    /// Fetch, merge, push, until the remote has what we have.
    private mutating func exchange(_ branch: String, _ remote: RemoteBranch) throws {
        for attempt in 0..<Self.mostTries {
            if attempt > 0 { wait(attempt) }
            guard try receive(branch, remote) else { return }
            if try send(branch, remote) { return }
        }
        throw SyncFailure(.outrun(tries: Self.mostTries))
    }

    /// Spreads people who keep meeting: up to 0.5, 1, 2 … seconds.
    private func wait(_ attempt: Int) {
        let most = 0.25 * Double(1 << min(attempt, 5))
        request.sleep(most * (0.25 + 0.75 * Double(request.random()) / 255))
    }

    /// - Returns: false when there is nothing to send.
    private mutating func receive(_ branch: String, _ remote: RemoteBranch) throws -> Bool {
        var isEmpty = false
        do {
            isEmpty = try repository.fetch(from: remote.remote, options: request.options).isRemoteEmpty
        } catch GitError.network(let error) where error.failure == .remoteEmpty {
            isEmpty = true
        }
        try request.afterStep(.fetched)
        return try locked(repository, sleep: request.sleep) {
            // Another crm may have died while we were waiting for the network.
            _ = try recover(repository)
            let ground = try SyncGround(request.folder, repository)
            guard ground.branch == branch else { throw SyncFailure(.notOnBranch) }
            let ours = try repository.head().commit
            let theirs = isEmpty ? nil : try repository.commit(at: remote.tracking)
            try PublishedHistory(repository, remote).requireContinued(by: theirs, ours: ours)
            guard let theirs, theirs != ours else { return ours != theirs }
            guard let ours else {
                try land(theirs, branch, from: nil, report: theirs)
                return false
            }
            if try repository.isAncestor(theirs, of: ours) { return true }
            if try repository.isAncestor(ours, of: theirs) {
                try land(theirs, branch, from: ours, report: theirs)
                return false
            }
            try merge(ours, theirs, branch)
            return true
        }
    }

    private mutating func merge(_ ours: ObjectID, _ theirs: ObjectID, _ branch: String) throws {
        guard let base = try MergeBase(repository, of: ours, and: theirs, kinds: request.folder.kinds) else {
            throw SyncFailure(.unrelatedHistories)
        }
        // Both parents are read back before anything depends on them.
        try requireReadable(repository, since: base.version, ours)
        try requireReadable(repository, since: base.version, theirs)
        let merge = try CommitMerge(request, base: base, ours: ours, theirs: theirs)
        try IncomingCheck(repository: repository, old: ours, new: merge.tree).run()
        let message = try MergeMessage(
            repository, ours: ours, theirs: theirs, merged: merge.merged, opened: merge.opened, request
        ).text
        let commit = try repository.writeCommit(
            tree: merge.tree, parents: [ours, theirs], author: request.author, committer: request.author,
            message: message)
        try land(commit, branch, from: ours, report: theirs)
        report.merged = Array(Set(report.merged).union(merge.merged)).sorted()
        report.conflicts += merge.opened
        report.keptBeside += merge.keptBeside
        report.renumbered += merge.renumbered
    }

    /// Lets the branch, the index and the files become `target`.
    private mutating func land(
        _ target: ObjectID, _ branch: String, from old: ObjectID?, report theirs: ObjectID
    ) throws {
        // A merge was looked at before its commit was made; a commit of theirs is looked at here.
        if target == theirs {
            try IncomingCheck(repository: repository, old: old, new: target).run()
            try requireReadable(repository, since: old, target)
        }
        var landing = try Landing(repository, branch: branch, from: old, to: target)
        let kinds = request.folder.kinds
        landing.followed = try FollowedFolders(landing, try landing.sides(kinds), kinds: kinds, isRecovering: false)
        let (blocking, edited, gone) = try landing.obstacles()
        guard blocking.isEmpty else {
            throw SyncFailure(.blockedByLocalEdit(blocking.compactMap { RecordPath($0.string) }))
        }
        var notes = try BehindNotes(repository)
        try notes.add(gone.merging(landing.followed.bases) { first, _ in first })
        report.add(landing.followed)
        if !edited.isEmpty {
            let edits = try LocalEdits(
                request, edits: edited, old: old, target: target, kinds: request.folder.kinds)
            landing.edits = edits.writes
            try notes.add(edits.behind)
            report.mergedEdits = Array(Set(report.mergedEdits).union(edits.merged)).sorted()
            report.conflicts += edits.opened
            report.keptBeside += edits.keptBeside
            report.leftAlone += edits.behind.keys.compactMap { RecordPath($0.string) }.sorted()
        }
        try landing.land(message: "crm sync", afterStep: request.afterStep)
        report.unreadable += try report.received.add(
            theirs, from: old, landed: target, repository, request.folder.kinds)
    }

    /// - Returns: false when somebody was faster.
    private mutating func send(_ branch: String, _ remote: RemoteBranch) throws -> Bool {
        guard let head = try repository.head().commit else { return true }
        let before = try repository.commit(at: remote.tracking)
        let count = try before.map { try repository.aheadBehind(of: head, comparedTo: $0).ahead }
        try request.afterStep(.aboutToPush)
        do {
            try repository.push(["\(branch):\(remote.branch)"], to: remote.remote, options: request.options)
        } catch GitError.network(let error) where Self.isOutrun(error) {
            return false
        }
        report.pushed = try count ?? repository.commits(from: head).count
        if try repository.upstream(of: branch) == nil {
            try repository.setUpstream(of: branch, remote: remote.remote, branch: remote.branch)
        }
        try request.afterStep(.pushed)
        report.unreadable += try unreadableFiles(repository, from: before, to: head)
        return true
    }

    /// Servers say it in different ways when another push came in between.
    private static func isOutrun(_ error: NetworkError) -> Bool {
        switch error.failure {
        case .nonFastForward: true
        case .declined(let refs):
            refs.contains { ref in
                ["non-fast-forward", "fetch first", "failed to update ref", "cannot lock ref", "stale info"].contains {
                    ref.reason.utf8.contains($0.utf8)
                }
            }
        default: false
        }
    }

    /// A refusal needs somebody to act; everything else only needs time.
    private mutating func take(_ error: NetworkError) throws {
        if case .declined(let refs) = error.failure { throw SyncFailure(.declined(refs, words: error.words)) }
        report.network = error
    }

    private mutating func countWaiting(_ theirs: ObjectID?) throws {
        let waiting = try WaitingCommits(repository, remote: theirs)
        report.waiting = waiting.count
        report.waitingSince = waiting.since
    }
}
