import Git

/// Finds paths that some file system takes for one: they differ by case, or by Unicode normal form, only. Laid over such a file
/// system, one of the two would vanish.
struct PathTwins {
    private let repository: Repository
    /// Every name met so far in its folder: what file systems see, and how it is written.
    private var seen: [String: [RepositoryPath]] = [:]
    private var readFolders: Set<RepositoryPath> = []
    private let tree: ObjectID?

    /// - Parameter tree: what lies there already (a commit or tree); may hold the paths that are asked about.
    init(_ repository: Repository, tree: ObjectID?) {
        self.repository = repository
        self.tree = tree
    }

    /// What of the tree, or of the paths asked about before, is a twin of `path` or of a folder above it.
    mutating func twin(of path: RepositoryPath) throws -> (RepositoryPath, of: RepositoryPath)? {
        var here = RepositoryPath("")
        for name in path.names {
            try read(here)
            here = here.appending(name)
            if let other = note(here) { return (other, of: here) }
        }
        return nil
    }

    private mutating func read(_ folder: RepositoryPath) throws {
        guard let tree, readFolders.insert(folder).inserted else { return }
        guard let entry = try repository.entry(at: folder, in: tree), entry.mode == .tree else { return }
        for item in try repository.items(inTree: entry.id) { _ = note(folder.appending(item.name)) }
    }

    /// Swift compares text by canonical equivalence, which is what normalising file systems do.
    private mutating func note(_ path: RepositoryPath) -> RepositoryPath? {
        let key = path.string.lowercased()
        let known = seen[key] ?? []
        if !known.contains(path) { seen[key] = known + [path] }
        return known.first { $0 != path }
    }
}
