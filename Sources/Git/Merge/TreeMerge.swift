/// One path that both sides of a merge changed, and differently.
package struct MergePath: Hashable, Sendable {
    package let path: RepositoryPath
    package let base: TreeEntry?
    package let ours: TreeEntry?
    package let theirs: TreeEntry?

    package init(path: RepositoryPath, base: TreeEntry?, ours: TreeEntry?, theirs: TreeEntry?) {
        self.path = path
        self.base = base
        self.ours = ours
        self.theirs = theirs
    }
}

/// What the caller makes of such a path.
package enum MergeResolution: Hashable, Sendable {
    /// This stands in the merged tree; `nil`: nothing does.
    case entry(TreeEntry?)
    /// It cannot be settled: ours stays in the tree and the path is listed in `TreeMerge.conflicts`.
    case conflict
}

/// The result of merging three trees.
package struct TreeMerge: Hashable, Sendable {
    /// The merged tree. Where there is a conflict it holds our side.
    package let tree: ObjectID
    /// The paths that could not be settled.
    package let conflicts: [MergePath]
    /// The paths that were handed to the caller and settled.
    package let resolved: [RepositoryPath]

    package init(tree: ObjectID, conflicts: [MergePath], resolved: [RepositoryPath]) {
        self.tree = tree
        self.conflicts = conflicts
        self.resolved = resolved
    }
}

extension Repository {
    /// Merges three trees (or commits) in memory: only objects are written; work tree, index and refs stay as they are.
    ///
    /// A path that one side changed is taken from there; one that both changed alike, once. A folder that only one side
    /// touched is taken whole without being read. A path that both changed differently goes to `resolve`, and so does a path
    /// where one side has a file and the other a folder (mode `tree`). There is no merge by lines and no rename detection.
    ///
    /// - Parameters:
    ///   - base: the common ancestor; `nil` when there is none.
    ///   - resolve: pure but for writing blobs; what it throws ends the merge.
    package func mergeTrees(
        base: ObjectID?, ours: ObjectID, theirs: ObjectID, resolve: (MergePath) throws -> MergeResolution
    ) throws -> TreeMerge {
        let base = try base.map { TreeEntry(id: try tree(of: $0), mode: .tree) }
        let ours = TreeEntry(id: try tree(of: ours), mode: .tree)
        let theirs = TreeEntry(id: try tree(of: theirs), mode: .tree)
        var merge = PendingMerge()
        try merge.level(MergePath(path: "", base: base, ours: ours, theirs: theirs), in: self, resolve)
        return TreeMerge(
            tree: try editTree(ours.id, merge.edits), conflicts: merge.conflicts.sorted { $0.path < $1.path },
            resolved: merge.resolved.sorted())
    }
}

/// What a merge has gathered so far.
private struct PendingMerge {
    /// Against our tree.
    var edits: [RepositoryPath: TreeEntry?] = [:]
    var conflicts: [MergePath] = []
    var resolved: [RepositoryPath] = []

    /// Merges what lies in one folder; an entry that is no folder counts as an empty one.
    mutating func level(
        _ folder: MergePath, in repository: Repository, _ resolve: (MergePath) throws -> MergeResolution
    ) throws {
        func items(_ entry: TreeEntry?) throws -> [ByteString: TreeEntry] {
            guard let entry, entry.mode == .tree else { return [:] }
            var named: [ByteString: TreeEntry] = [:]
            for item in try repository.items(inTree: entry.id) { named[ByteString(item.name)] = item.entry }
            return named
        }
        let base = try items(folder.base)
        let ours = try items(folder.ours)
        let theirs = try items(folder.theirs)
        for name in Set(base.keys).union(ours.keys).union(theirs.keys) {
            let one = MergePath(
                path: folder.path.appending(name.string), base: base[name], ours: ours[name], theirs: theirs[name])
            try merge(one, in: repository, resolve)
        }
    }

    private mutating func merge(
        _ path: MergePath, in repository: Repository, _ resolve: (MergePath) throws -> MergeResolution
    ) throws {
        if path.ours == path.theirs || path.base == path.theirs { return }
        if path.base == path.ours {
            edits[path.path] = .some(path.theirs)
            return
        }
        // Both changed it. If no side has a file here, what lies in the folders decides; a folder that one side deleted
        // counts as empty, so that its files are deletions.
        if [path.base, path.ours, path.theirs].allSatisfy({ $0 == nil || $0?.mode == .tree }) {
            return try level(path, in: repository, resolve)
        }
        if let settled = path.settledApart {
            edits[path.path] = settled
            return
        }
        switch try resolve(path) {
        case .entry(let entry):
            resolved.append(path.path)
            if entry != path.ours { edits[path.path] = .some(entry) }
        case .conflict:
            conflicts.append(path)
        }
    }
}

extension MergePath {
    /// Where a file and a folder of one name meet: each merged for itself, as git does, if one side alone decided on each and
    /// only one of them is left. `nil`: no such case.
    fileprivate var settledApart: TreeEntry?? {
        func merged(_ part: (TreeEntry?) -> TreeEntry?) -> TreeEntry?? {
            let (base, ours, theirs) = (part(base), part(ours), part(theirs))
            if ours == theirs || base == theirs { return .some(ours) }
            return base == ours ? .some(theirs) : nil
        }
        guard let file = merged({ $0?.mode == .tree ? nil : $0 }), let folder = merged({ $0?.mode == .tree ? $0 : nil })
        else { return nil }
        return file == nil || folder == nil ? .some(file ?? folder) : nil
    }
}

/// A name compared by bytes.
private struct ByteString: Hashable {
    let string: String

    init(_ string: String) { self.string = string }

    static func == (left: ByteString, right: ByteString) -> Bool { left.string.utf8.elementsEqual(right.string.utf8) }

    func hash(into hasher: inout Hasher) {
        var string = string
        string.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
