import CLibGit2

/// One name in one folder of a tree.
package struct TreeItem: Hashable, Sendable {
    package let name: String
    package let entry: TreeEntry

    package init(name: String, entry: TreeEntry) {
        self.name = name
        self.entry = entry
    }
}

extension Repository {
    /// What lies directly in a tree, in git's order (a folder sorts as if its name ended in `/`).
    package func items(inTree tree: ObjectID) throws -> [TreeItem] {
        let tree = try openTree(tree)
        let count = git_tree_entrycount(tree.pointer)
        var items: [TreeItem] = []
        items.reserveCapacity(count)
        for position in 0..<count {
            guard let raw = git_tree_entry_byindex(tree.pointer, position), let entry = TreeEntry(raw),
                let name = git_tree_entry_name(raw)
            else { continue }
            items.append(TreeItem(name: String(cString: name), entry: entry))
        }
        return items
    }

    /// All files (not folders) below `folder` in a commit or tree, sorted by path bytes.
    package func files(in commit: ObjectID, below folder: RepositoryPath = "") throws
        -> [(path: RepositoryPath, entry: TreeEntry)]
    {
        guard let start = try entry(at: folder, in: commit), start.mode == .tree else { return [] }
        var files: [(path: RepositoryPath, entry: TreeEntry)] = []
        var pending = [(folder, start.id)]
        while let (folder, tree) = pending.popLast() {
            for item in try items(inTree: tree) {
                let path = folder.appending(item.name)
                if item.entry.mode == .tree {
                    pending.append((path, item.entry.id))
                } else {
                    files.append((path, item.entry))
                }
            }
        }
        return files.sorted { $0.path < $1.path }
    }
}
