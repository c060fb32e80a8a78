import CLibGit2

extension Repository {
    /// The best common ancestor of two commits, or `nil` when their histories have nothing in common. Of several equally good
    /// ones (a criss-cross merge) it is one; see `mergeBases`.
    package func mergeBase(of one: ObjectID, and two: ObjectID) throws -> ObjectID? {
        var left = one.git
        var right = two.git
        var base = git_oid()
        guard try found(git_merge_base(&base, pointer, &left, &right), "find the merge base") else { return nil }
        return ObjectID(base)
    }

    /// All best common ancestors.
    package func mergeBases(of one: ObjectID, and two: ObjectID) throws -> [ObjectID] {
        var left = one.git
        var right = two.git
        var bases = git_oidarray()
        guard try found(git_merge_bases(&bases, pointer, &left, &right), "find the merge bases") else { return [] }
        defer { git_oidarray_dispose(&bases) }
        return (0..<bases.count).compactMap { ObjectID(bases.ids + $0) }
    }

    /// Whether `ancestor` is `commit` or lies in its history.
    package func isAncestor(_ ancestor: ObjectID, of commit: ObjectID) throws -> Bool {
        if ancestor == commit { return true }
        var commit = commit.git
        var ancestor = ancestor.git
        return try check(git_graph_descendant_of(pointer, &commit, &ancestor), "compare histories") == 1
    }

    /// How many commits each of two has that the other has not.
    package func aheadBehind(of local: ObjectID, comparedTo upstream: ObjectID) throws -> (ahead: Int, behind: Int) {
        var local = local.git
        var upstream = upstream.git
        var ahead = 0
        var behind = 0
        try check(git_graph_ahead_behind(&ahead, &behind, pointer, &local, &upstream), "compare histories")
        return (ahead, behind)
    }
}
