import CLibGit2

extension Repository {
    /// What differs between `HEAD`, git's index and the work tree, sorted by path; like `git status --porcelain -uall` without
    /// rename detection. Ignored files, submodules and repositories inside this one are left out. File contents are compared
    /// as they are: a file that only `autocrlf` or a clean filter would make equal counts as modified.
    ///
    /// - Parameter includeUntracked: whether to look for files git does not know.
    /// - Throws: `GitError.noWorkTree`, `.unsupported` (split or sparse index), `.fileSystem`.
    package func status(includeUntracked: Bool = true) throws -> [FileStatus] {
        let index = try IndexFile(reading: indexFile)
        var changes = StatusChanges()
        try compareHead(with: index, into: &changes)
        let place = gitFolder + "/crm/folders"
        let draft = includeUntracked ? KnownFolders.Draft(beside: place) : nil
        let known = draft == nil ? KnownFolders.none : KnownFolders(reading: place)
        var walk = WorkTreeWalk(
            index: index, options: try statusOptions(), includeUntracked: includeUntracked, known: known)
        try walk.run(into: &changes)
        if let draft {
            known.note(walk.read.map { ($0, draft.noted($1)) }, standing: walk.standing, in: draft, at: place)
        }
        return changes.sorted()
    }

    /// The same for some paths only, without looking at any other file. A path git does not know counts as untracked, ignored
    /// or not.
    package func status(of paths: [RepositoryPath]) throws -> [FileStatus] {
        let index = try IndexFile(reading: indexFile)
        let head = try head().commit
        let options = try statusOptions()
        var changes = StatusChanges()
        for path in Set(paths) {
            if let problem = path.problem { throw GitError.unsafePath(path, problem) }
            let entry = try head.flatMap { try self.entry(at: path, in: $0) }
            let position = index.position(of: path.string.utf8)
            let known = position < index.entries.count ? index.entries[position] : nil
            let indexed = known.flatMap { index.path(of: $0).elementsEqual(path.string.utf8) ? $0 : nil }
            changes.noteStaged(path, head: entry?.mode == .tree ? nil : entry, indexed)
            let folder = try openFolder(of: path)
            let stat: FileStat? =
                if let folder { FileStat.of(path.name, in: folder.number) } else { nil }
            try changes.noteUnstaged(path, indexed, stat, writtenAt: index.written, options)
        }
        return changes.sorted()
    }

    private func statusOptions() throws -> StatusOptions {
        guard let workTree else { throw GitError.noWorkTree }
        let foldsCase = try setting("core.ignorecase") == "true"
        var ignored = IgnoreRules()
        let files = [try globalIgnoreFile(), commonFolder + "/info/exclude"]
        for file in files {
            guard let file, let bytes = readSmallFile(file) else { continue }
            ignored.add(bytes, base: [], foldsCase: foldsCase)
        }
        return StatusOptions(
            root: workTree, foldsCase: foldsCase, trustsExecutableBit: try setting("core.filemode") != "false",
            ignored: ignored, contentID: { path in try self.workTreeFile(path).map { try Self.blobID(of: $0.bytes) } })
    }

    /// `core.excludesFile`, or `ignore` beside git's XDG configuration.
    private func globalIgnoreFile() throws -> String? {
        let configuration = try Owned(git_config_free, "read the configuration") {
            git_repository_config_snapshot(&$0, pointer)
        }
        var buffer = git_buf()
        if git_config_get_path(&buffer, configuration.pointer, "core.excludesfile") == 0 { return text(from: &buffer) }
        guard git_config_find_xdg(&buffer) == 0 else {
            var folder = git_buf()
            guard shim_option_get_search_path(GIT_CONFIG_LEVEL_XDG.rawValue, &folder) == 0 else { return nil }
            let path = text(from: &folder)
            return path.isEmpty ? nil : path + "/ignore"
        }
        let path = text(from: &buffer)
        return path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) + "/ignore" }
    }
}

/// What a status run needs to know of the repository.
struct StatusOptions {
    let root: String
    let foldsCase: Bool
    let trustsExecutableBit: Bool
    /// The patterns that hold everywhere.
    let ignored: IgnoreRules
    /// The id a work tree file's content has now; `nil` if it is gone. Called on several threads.
    let contentID: (RepositoryPath) throws -> ObjectID?
}

/// The differences found so far.
struct StatusChanges {
    private var staged: [RepositoryPath: FileStatus.Change] = [:]
    private var unstaged: [RepositoryPath: FileStatus.Change] = [:]
    private var conflicted: Set<RepositoryPath> = []

    func sorted() -> [FileStatus] {
        Set(staged.keys).union(unstaged.keys).union(conflicted).sorted().map { path in
            FileStatus(
                path: path, staged: staged[path], unstaged: unstaged[path], isConflicted: conflicted.contains(path))
        }
    }

    /// Takes in what was found elsewhere, in other folders.
    mutating func add(_ other: StatusChanges) {
        staged.merge(other.staged) { _, new in new }
        unstaged.merge(other.unstaged) { _, new in new }
        conflicted.formUnion(other.conflicted)
    }

    /// One path of `HEAD` against the index.
    mutating func noteStaged(_ path: RepositoryPath, head: TreeEntry?, _ indexed: IndexEntry?) {
        if let indexed, indexed.stage > 0 {
            conflicted.insert(path)
            return
        }
        let entry = indexed.flatMap { $0.isIntended ? nil : $0.treeEntry }
        staged[path] = Self.change(from: head, to: entry)
    }

    /// One path of the index against the file system.
    mutating func noteUnstaged(
        _ path: RepositoryPath, _ indexed: IndexEntry?, _ stat: FileStat?, writtenAt written: FileTime,
        _ options: StatusOptions
    ) throws {
        guard let indexed else {
            if let mode = stat?.mode, mode != .tree { unstaged[path] = .added }
            return
        }
        if indexed.isIntended {
            unstaged[path] = .added
            return
        }
        if indexed.stage > 0 || indexed.isSkipped || indexed.isAssumedUnchanged { return }
        guard let mode = indexed.treeEntry?.mode, mode != .submodule else { return }
        guard let stat, stat.mode != .tree else {
            unstaged[path] = .deleted
            return
        }
        let isLink = stat.mode == .symbolicLink
        if isLink != (mode == .symbolicLink) || stat.mode == nil {
            unstaged[path] = .typeChanged
        } else if options.trustsExecutableBit, !isLink, stat.mode != mode {
            unstaged[path] = .modified
        } else if !indexed.isCertainlySame(as: stat, writtenAt: written) {
            if indexed.size != 0, indexed.size != UInt32(truncatingIfNeeded: stat.size) {
                unstaged[path] = .modified
            } else if try options.contentID(path) != indexed.id {
                unstaged[path] = .modified
            }
        }
    }

    mutating func noteUntracked(_ path: RepositoryPath) {
        unstaged[path] = .added
    }

    private static func change(from old: TreeEntry?, to new: TreeEntry?) -> FileStatus.Change? {
        switch (old, new) {
        case (nil, nil): nil
        case (nil, _): .added
        case (_, nil): .deleted
        case (let old?, let new?):
            if old == new {
                nil
            } else if (old.mode == .symbolicLink) != (new.mode == .symbolicLink)
                || (old.mode == .submodule) != (new.mode == .submodule)
            {
                .typeChanged
            } else {
                .modified
            }
        }
    }
}

extension IndexEntry {
    var treeEntry: TreeEntry? {
        FileMode(git: mode).map { TreeEntry(id: id, mode: $0) }
    }

    /// An ordinary file of one version, that is looked for in the work tree.
    var isPlainFile: Bool { stage == 0 && !isIntended && !isSkipped && !isAssumedUnchanged }

    /// Whether the stat data proves that the file is as it was: everything equal, and the file older than the index.
    func isCertainlySame(as stat: FileStat, writtenAt written: FileTime) -> Bool {
        modified.seconds == stat.modified.seconds && changed.seconds == stat.changed.seconds
            && (modified.nanoseconds == 0 || modified.nanoseconds == stat.modified.nanoseconds)
            && (changed.nanoseconds == 0 || changed.nanoseconds == stat.changed.nanoseconds)
            && inode == stat.inode && user == stat.user && group == stat.group
            && size == UInt32(truncatingIfNeeded: stat.size) && modified < written
    }
}
