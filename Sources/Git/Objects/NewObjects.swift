import CLibGit2

/// What commits bring to somebody who has others: the objects that a push has to send. Folders that are as in a parent are not read,
/// so that it costs as much as there are changes; libgit2's own push reads every folder of the other side's commit first.
struct NewObjects {
    /// With the name that the object has in its folder, by which similar objects are found; nil for commits and roots.
    private(set) var objects: [(id: ObjectID, name: String?)] = []
    private var seen: Set<ObjectID> = []
    private let repository: Repository

    /// - Parameters:
    ///   - tips: the commits that are to be sent, with all before them.
    ///   - known: commits that the other side has, with all before them.
    init(_ repository: Repository, of tips: [ObjectID], hiding known: [ObjectID]) throws {
        self.repository = repository
        var commits: [ObjectID] = []
        try repository.walk(from: tips, hiding: known) { id in
            commits.append(id)
            return true
        }
        for id in commits {
            let parents = try repository.parents(of: id).map { try repository.tree(of: $0) }
            add(id, nil)
            try add(tree: try repository.tree(of: id), nil, besides: parents)
        }
    }

    private mutating func add(_ id: ObjectID, _ name: String?) {
        if seen.insert(id).inserted { objects.append((id, name)) }
    }

    /// - Parameter others: the same folder in the parents, each of which the other side has or is sent as well.
    private mutating func add(tree id: ObjectID, _ name: String?, besides others: [ObjectID]) throws {
        if others.contains(id) || seen.contains(id) { return }
        add(id, name)
        let tree = try repository.openTree(id).take()
        defer { git_tree_free(tree) }
        let parents = try others.map { try repository.openTree($0).take() }
        defer { for parent in parents { git_tree_free(parent) } }
        for position in 0..<git_tree_entrycount(tree) {
            guard let pointer = git_tree_entry_byindex(tree, position), let entry = TreeEntry(pointer),
                entry.mode != .submodule, let name = git_tree_entry_name(pointer)
            else { continue }
            let same = parents.compactMap { git_tree_entry_byname($0, name).flatMap { TreeEntry($0) } }
            if same.contains(where: { $0.id == entry.id }) { continue }
            if entry.mode == .tree {
                let folders = same.filter { $0.mode == .tree }.map(\.id)
                try add(tree: entry.id, String(cString: name), besides: folders)
            } else {
                add(entry.id, String(cString: name))
            }
        }
    }
}
