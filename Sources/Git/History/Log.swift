import CLibGit2

/// A commit and the files it changed.
package struct CommitChanges: Hashable, Sendable {
    package let commit: CommitInfo
    /// Against its parent; for a merge only what differs from *every* parent, since the rest is told by the commits it
    /// joins. `old` is then the first parent's entry.
    package let changes: [PathChange]

    package init(commit: CommitInfo, changes: [PathChange]) {
        self.commit = commit
        self.changes = changes
    }
}

extension Repository {
    /// The commits that can be reached from `starts` and not from `hidden`, children before parents, newest first.
    ///
    /// - Parameter visit: return `false` to stop.
    package func walk(from starts: [ObjectID], hiding hidden: [ObjectID] = [], _ visit: (ObjectID) throws -> Bool)
        throws
    {
        let walk = try Owned(git_revwalk_free, "walk the history") { git_revwalk_new(&$0, pointer) }
        try check(
            git_revwalk_sorting(walk.pointer, GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_TIME.rawValue),
            "walk the history")
        for start in starts {
            var id = start.git
            guard try found(git_revwalk_push(walk.pointer, &id), "walk from \(start)") else {
                throw GitError.notFound(what: "\(start)")
            }
        }
        for start in hidden {
            var id = start.git
            guard try found(git_revwalk_hide(walk.pointer, &id), "hide \(start)") else {
                throw GitError.notFound(what: "\(start)")
            }
        }
        var id = git_oid()
        while true {
            let status = git_revwalk_next(&id, walk.pointer)
            if status == GIT_ITEROVER.rawValue { return }
            try check(status, "walk the history")
            guard try visit(ObjectID(id)) else { return }
        }
    }

    /// The ids of the commits reachable from `start` and not from `hidden`, newest first.
    package func commits(
        from start: ObjectID, hiding hidden: [ObjectID] = [], limit: Int = .max
    ) throws -> [ObjectID] {
        var commits: [ObjectID] = []
        guard limit > 0 else { return [] }
        try walk(from: [start], hiding: hidden) { id in
            commits.append(id)
            return commits.count < limit
        }
        return commits
    }

    /// A commit with what it changed.
    package func changes(in id: ObjectID) throws -> CommitChanges {
        let commit = try commit(id)
        var changes = try self.changes(from: commit.parents.first, to: id)
        for parent in commit.parents.dropFirst() where !changes.isEmpty {
            let others = Set(try self.changes(from: parent, to: id).map(\.path))
            changes.removeAll { !others.contains($0.path) }
        }
        return CommitChanges(commit: commit, changes: changes)
    }

    /// The commits that changed one path, newest first: those where its entry differs from that in every parent.
    ///
    /// - Parameter path: a file, or a folder with all that lies in it.
    package func history(
        of path: RepositoryPath, from start: ObjectID, hiding hidden: [ObjectID] = [], limit: Int = .max
    ) throws -> [(commit: CommitInfo, entry: TreeEntry?)] {
        var history: [(commit: CommitInfo, entry: TreeEntry?)] = []
        guard limit > 0 else { return [] }
        var known: [ObjectID: TreeEntry?] = [:]
        func entryAt(_ commit: ObjectID) throws -> TreeEntry? {
            if let entry = known.removeValue(forKey: commit) { return entry }
            return try entry(at: path, in: commit)
        }
        try walk(from: [start], hiding: hidden) { id in
            let own = try entryAt(id)
            let parents = try parents(of: id)
            var isChanged = parents.isEmpty ? own != nil : true
            for parent in parents {
                let theirs = try entryAt(parent)
                known[parent] = .some(theirs)
                if theirs == own { isChanged = false }
            }
            if isChanged { history.append((try commit(id), own)) }
            return history.count < limit
        }
        return history
    }

    /// The parents of a commit, without reading the rest of it.
    package func parents(of id: ObjectID) throws -> [ObjectID] {
        var raw = id.git
        let commit = try Owned(git_commit_free, "read \(id)") { git_commit_lookup(&$0, pointer, &raw) }
        return (0..<git_commit_parentcount(commit.pointer)).compactMap {
            ObjectID(git_commit_parent_id(commit.pointer, $0))
        }
    }
}
