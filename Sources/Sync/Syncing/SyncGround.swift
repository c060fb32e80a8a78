import Git
import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What must hold before anything is done to a repository.
struct SyncGround {
    /// Full name of the branch that is checked out.
    let branch: String

    /// - Throws: `SyncFailure` when crm cannot work here.
    init(_ folder: CRMFolder, _ repository: Repository) throws {
        guard let workTree = repository.workTree else { throw GitError.noWorkTree }
        guard Self.isSameFolder(workTree, folder.root) else { throw SyncFailure(.notAtRoot(workTree: workTree)) }
        // Of git itself; while one of these exists, `HEAD` and the index belong to it.
        for name in ["MERGE_HEAD", "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD", "REVERT_HEAD", "BISECT_LOG"]
        where access(repository.gitFolder + "/" + name, F_OK) == 0 {
            throw SyncFailure(.gitOperationUnderway(name))
        }
        guard let branch = try repository.head().branch else { throw SyncFailure(.notOnBranch) }
        self.branch = branch
    }

    private static func isSameFolder(_ one: String, _ two: String) -> Bool {
        var first = stat()
        var second = stat()
        return stat(one, &first) == 0 && stat(two, &second) == 0 && first.st_dev == second.st_dev
            && first.st_ino == second.st_ino
    }
}

extension RemoteBranch {
    /// Where the team meets: `sync.remote` and `sync.branch` of crm.yaml, else what the branch follows, else `origin` and a
    /// branch of the same name. nil when there is no remote at all.
    init?(_ settings: Settings, _ repository: Repository, branch: String) throws {
        let remotes = try repository.remotes()
        let upstream = try repository.upstream(of: branch)
        let sync = settings.all["sync"]
        let wanted = [sync?["remote"]?.string, upstream?.remote, "origin", remotes.count == 1 ? remotes.first : nil]
        guard let remote = wanted.compactMap({ $0 }).first(where: { remotes.contains($0) }) else { return nil }
        let followed = upstream.flatMap { $0.remote == remote ? $0.branch : nil }
        self.init(remote: remote, branch: sync?["branch"]?.string ?? followed ?? branch)
    }
}
