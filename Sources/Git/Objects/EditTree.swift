import CLibGit2

extension Repository {
    /// A tree with some paths replaced, all other entries untouched byte for byte; only the folders on the way are rewritten.
    ///
    /// - Parameters:
    ///   - base: `nil` for the empty tree.
    ///   - edits: the new entry of each path; `nil` removes it (a path that is not there is fine). An entry of mode `tree`
    ///     replaces a whole folder. Folders that become empty vanish, as git knows no empty folders.
    /// - Returns: the tree's id; the empty tree when nothing is left.
    /// - Throws: `GitError.unsafePath`; `.fileAndFolder` when a path would lie below a file.
    package func editTree(_ base: ObjectID?, _ edits: [RepositoryPath: TreeEntry?]) throws -> ObjectID {
        for (path, entry) in edits where entry != nil {
            if let problem = path.problem { throw GitError.unsafePath(path, problem) }
        }
        // By names, not by the bytes of the path: `a-b` stands between `a` and `a/b`, and a folder's edits must be neighbours.
        let sorted = edits.map { edit in
            TreeEdit(names: edit.key.names.map(String.init), path: edit.key, entry: edit.value)
        }.sorted { one, two in
            one.names.lexicographicallyPrecedes(two.names) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
        return try rewrite(base, sorted[...], depth: 0) ?? emptyTree()
    }

    /// The id of the tree without entries, which is stored if it was not.
    package func emptyTree() throws -> ObjectID {
        let builder = try Owned(git_treebuilder_free, "write a tree") { git_treebuilder_new(&$0, pointer, nil) }
        var id = git_oid()
        try check(git_treebuilder_write(&id, builder.pointer), "write a tree")
        return note(id)
    }

    /// Rewrites one folder; `edits` all lie in it and are sorted. `nil`: nothing is left.
    private func rewrite(_ base: ObjectID?, _ edits: ArraySlice<TreeEdit>, depth: Int) throws -> ObjectID? {
        let tree = try base.map { try openTree($0).take() }
        defer { git_tree_free(tree) }
        let builder = try Owned(git_treebuilder_free, "write a tree") { git_treebuilder_new(&$0, pointer, tree) }
        var rest = edits
        while let first = rest.first {
            let name = first.names[depth]
            let group = rest.prefix { $0.names[depth].utf8.elementsEqual(name.utf8) }
            rest = rest.dropFirst(group.count)
            let old = git_treebuilder_get(builder.pointer, name).flatMap { TreeEntry($0) }
            let here = group.filter { $0.names.count == depth + 1 }
            let below = group.filter { $0.names.count > depth + 1 }
            var entry = old
            if let edit = here.last { entry = edit.entry }
            if !below.isEmpty {
                let adds = below.contains { $0.entry != nil }
                if adds, let entry, entry.mode != .tree { throw GitError.fileAndFolder(below[below.startIndex].path) }
                if entry == nil || entry?.mode == .tree {
                    entry = try rewrite(entry?.id, below[...], depth: depth + 1)
                        .map { TreeEntry(id: $0, mode: .tree) }
                }
            }
            if entry == old { continue }
            if let entry {
                var id = entry.id.git
                let mode = git_filemode_t(rawValue: numericCast(entry.mode.rawValue))
                try check(
                    git_treebuilder_insert(nil, builder.pointer, name, &id, mode), "put \(first.path) into a tree")
            } else {
                try check(git_treebuilder_remove(builder.pointer, name), "take \(first.path) out of a tree")
            }
        }
        guard git_treebuilder_entrycount(builder.pointer) > 0 else { return nil }
        var id = git_oid()
        try check(git_treebuilder_write(&id, builder.pointer), "write a tree")
        return note(id)
    }
}

/// One edit, with its path taken apart.
private struct TreeEdit {
    let names: [String]
    let path: RepositoryPath
    let entry: TreeEntry?
}
