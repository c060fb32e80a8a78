import Git
import Records

/// Commits of this machine that the remote, as last seen, does not have.
struct WaitingCommits {
    private(set) var count = 0
    /// When the oldest of them was made.
    private(set) var since: Instant?
    /// Commits of the remote that are not here.
    private(set) var behind = 0

    /// - Parameter remote: our copy of the remote's branch; nil when it has none.
    init(_ repository: Repository, remote: ObjectID?) throws {
        guard let head = try repository.head().commit else {
            behind = try remote.map { try repository.commits(from: $0).count } ?? 0
            return
        }
        let commits = try repository.commits(from: head, hiding: remote.map { [$0] } ?? [])
        count = commits.count
        if let remote { behind = try repository.aheadBehind(of: head, comparedTo: remote).behind }
        // The walk goes from the newest to the oldest; clocks may differ, so a few are compared.
        for id in commits.suffix(20) {
            let committer = try repository.commit(id).committer
            let time = Instant(secondsSinceEpoch: Int(committer.time), offset: committer.offset * 60)
            if since.map({ time < $0 }) ?? true { since = time }
        }
    }
}
