import Git

/// What the remote had when this machine last was in step with it: `refs/crm/published/<remote>/<branch>`. A remote that does not have it
/// any more was rewritten; a merge would bring back what somebody took out on purpose, or bury what replaced it.
struct PublishedHistory {
    private let repository: Repository
    private let remote: RemoteBranch
    private var ref: String { "refs/crm/published/" + remote.name }

    init(_ repository: Repository, _ remote: RemoteBranch) {
        self.repository = repository
        self.remote = remote
    }

    /// - Parameters:
    ///   - theirs: what the remote has now; nil when it is empty.
    ///   - ours: where the branch is; one that has left the old history behind is free to follow the new one.
    /// - Throws: `SyncFailure.rewrittenHistory`.
    func requireContinued(by theirs: ObjectID?, ours: ObjectID?) throws {
        guard let published = try repository.commit(at: ref), let theirs, theirs != published, let ours,
            try repository.isAncestor(published, of: ours)
        else { return }
        if try !repository.isAncestor(published, of: theirs) {
            throw SyncFailure(.rewrittenHistory(branch: remote.name, published: published))
        }
    }

    /// Remembers what the remote has now.
    func note() throws {
        guard let now = try repository.commit(at: remote.tracking) else { return }
        let before = try repository.commit(at: ref)
        if before != now { try repository.moveRef(ref, from: before, to: now, message: "crm sync: in step") }
    }
}

/// Reads every object that one side brought: commits, folders and files. A merge is not begun with a parent that is not all here.
///
/// - Throws: `SyncFailure.damagedObject`.
func requireReadable(_ repository: Repository, since base: ObjectID?, _ side: ObjectID) throws {
    do {
        _ = try repository.commit(side)
        for change in try repository.changes(from: base, to: side) {
            guard let entry = change.new, entry.mode != .submodule else { continue }
            do {
                _ = try repository.blob(entry.id)
            } catch {
                throw SyncFailure(.damagedObject(change.path.string))
            }
        }
    } catch let failure as SyncFailure {
        throw failure
    } catch GitError.notFound(let what) {
        throw SyncFailure(.damagedObject(what))
    } catch GitError.library(_, _, _, let message) {
        throw SyncFailure(.damagedObject(side.hex.prefix(10) + " (" + message + ")"))
    }
}
