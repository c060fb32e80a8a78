import Git
import Records

/// Files and folders that somebody put into the work tree and did not commit, under names that some computers take for those of what
/// arrives. See `PathTwins` for what a commit holds.
struct LocalTwins {
    private let landing: Landing
    /// The names in each folder, by what such computers see.
    private var known: [RepositoryPath: [String: [RepositoryPath]]] = [:]

    init(_ landing: Landing) { self.landing = landing }

    /// A folder or file of such a name.
    struct Twin {
        let path: RepositoryPath
        /// The files in it that are, and were, in no commit.
        let own: [RepositoryPath]
        /// The files in it that the landing takes away.
        let leaving: [RepositoryPath]
    }

    /// What lies here and would be laid over, on such a computer, by what is to lie at `path`: the outermost folder, or the file.
    mutating func twin(of path: RepositoryPath) throws -> Twin? {
        var folder = RepositoryPath("")
        for name in path.names {
            let here = folder.appending(name)
            let alike = list(folder)[String(name).lowercased()] ?? []
            let isHere = alike.contains(here)
            if alike.count > (isHere ? 1 : 0) {
                // This computer is one of them: there is one file only, which is looked at as such.
                if !isHere, try LocalFile.at(here, in: landing.root, hashesContent: false) != .absent { return nil }
                // Also where half of what arrives is here already.
                if try landing.old.flatMap({ try landing.repository.entry(at: here, in: $0) }) == nil {
                    for other in alike where other != here {
                        if let twin = try twin(at: other) { return twin }
                    }
                }
            }
            if !isHere { return nil }
            folder = here
        }
        return nil
    }

    /// Whether a name looks taken.
    mutating func isName(_ path: RepositoryPath) -> Bool {
        list(path.folder)[path.name.lowercased()] != nil
    }

    /// It has another name by now.
    mutating func forget(_ path: RepositoryPath) {
        known[path.folder]?[path.name.lowercased()]?.removeAll { $0 == path }
    }

    private mutating func list(_ folder: RepositoryPath) -> [String: [RepositoryPath]] {
        if let names = known[folder] { return names }
        // Keys are compared by canonical equivalence, as normalising file systems do.
        let place = folder.isRoot ? landing.root : landing.root + "/" + folder.string
        let found = Dictionary(grouping: Sync.names(in: place).map { folder.appending($0) }) { $0.name.lowercased() }
        known[folder] = found
        return found
    }

    private func twin(at path: RepositoryPath) throws -> Twin? {
        let isFolder = try LocalFile.at(path, in: landing.root, hashesContent: false) == .folder
        var own: [RepositoryPath] = []
        var leaving: [RepositoryPath] = []
        for file in isFolder ? filesBeneath(path, in: landing.root, limit: 100_000) : [path] {
            if try landing.repository.entry(at: file, in: landing.target) != nil { return nil }
            if try landing.old.flatMap({ try landing.repository.entry(at: file, in: $0) }) != nil {
                leaving.append(file)
            } else {
                own.append(file)
            }
        }
        return own.isEmpty ? nil : Twin(path: path, own: own, leaving: leaving)
    }
}
