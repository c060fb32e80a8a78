import CLibGit2

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Repository {
    /// The file of git's index (of this work tree, if it is a linked one).
    package var indexFile: String { gitFolder + "/index" }

    /// Makes git's index hold exactly these entries for these paths (`nil`: none), so that `git status` agrees after a commit
    /// or a roll-forward. Other paths keep what is staged. Where the work tree's file has the same content, its stat data is
    /// noted, so that git need not read it again.
    ///
    /// Holds git's own `index.lock` from reading to writing, and syncs the file to disk, which libgit2 does not.
    ///
    /// - Throws: `GitError.locked` naming the lock file, after about a second of retries; `.unsupported` for an index that the
    ///   library cannot read; `.unsafePath`.
    package func updateIndex(_ entries: [RepositoryPath: TreeEntry?]) throws {
        try updateIndex(entries, known: [:])
    }

    /// - Parameter known: files just read, whose stat data need not be checked against their content again.
    func updateIndex(_ entries: [RepositoryPath: TreeEntry?], known: [RepositoryPath: FileStat]) throws {
        for (path, entry) in entries where entry != nil {
            if let problem = path.problem { throw GitError.unsafePath(path, problem) }
        }
        let lock = try IndexLock(index: indexFile)
        let written = FileStat.ofFile(indexFile)?.modified
        if try patchIndex(entries, known: known, written: written, draft: lock.draft) { return try lock.publish() }
        try lock.makeDraft()
        do {
            let draft = lock.draft
            let index = try Owned(git_index_free, "open the index") { git_index_open(&$0, draft) }
            if try setting("core.ignorecase") == "true" {
                try check(
                    git_index_set_caps(index.pointer, GIT_INDEX_CAPABILITY_IGNORE_CASE.rawValue), "open the index")
            }
            if let written { try smudgeRacyEntries(of: index, written: written, except: entries) }
            for (path, entry) in entries {
                try set(path, to: entry, known: known[path], in: index)
            }
            try check(git_index_write(index.pointer), "write the index")
        }
        try lock.publish()
    }

    /// - Returns: false when this index, or this change of it, must be left to the library; no draft is written then.
    private func patchIndex(
        _ entries: [RepositoryPath: TreeEntry?], known: [RepositoryPath: FileStat], written: FileTime?, draft: String
    ) throws -> Bool {
        guard let written, try setting("core.ignorecase") != "true", var patch = try IndexPatch(reading: indexFile)
        else {
            return false
        }
        for (path, entry) in entries {
            let stat = try entry.flatMap { try known[path] ?? statIfSame(path, $0) }
            guard patch.set(path, to: entry, stat: stat) else { return false }
        }
        if workTree != nil {
            for racy in patch.racyEntries(written: written) where entries[racy.path] == nil && racy.path.problem == nil
            {
                if let file = try workTreeFile(racy.path), try Self.blobID(of: file.bytes) != racy.id {
                    patch.smudge(racy.index)
                }
            }
        }
        unlink(draft)
        do {
            try patch.write(to: draft)
        } catch {
            unlink(draft)
            throw error
        }
        return true
    }

    private func set(
        _ path: RepositoryPath, to entry: TreeEntry?, known: FileStat?, in index: borrowing Owned
    ) throws {
        guard let entry else {
            // All stages of a conflict go as well.
            for stage in Int32(0)...3 {
                _ = try found(git_index_remove(index.pointer, path.string, stage), "remove \(path) from the index")
            }
            return
        }
        var raw = git_index_entry()
        raw.id = entry.id.git
        raw.mode = entry.mode.rawValue
        if let stat = try known ?? statIfSame(path, entry) { raw.set(stat) }
        try path.string.withCString { text in
            raw.path = text
            try check(git_index_add(index.pointer, &raw), "put \(path) into the index")
        }
    }

    /// The stat data of a work tree file, if it holds what the entry says.
    private func statIfSame(_ path: RepositoryPath, _ entry: TreeEntry) throws -> FileStat? {
        guard workTree != nil, let file = try workTreeFile(path), try Self.blobID(of: file.bytes) == entry.id else {
            return nil
        }
        return file.stat
    }

    /// Entries written at or after the index itself may stand for a file that changed in the same instant. Git tells by the
    /// time of the index file; a newer file would hide it, so before one is written, those that did change get size 0,
    /// which makes git compare them ("racy git", as git does it itself).
    private func smudgeRacyEntries(
        of index: borrowing Owned, written: FileTime, except entries: [RepositoryPath: TreeEntry?]
    ) throws {
        guard workTree != nil else { return }
        for position in 0..<git_index_entrycount(index.pointer) {
            guard let entry = git_index_get_byindex(index.pointer, position), entry.pointee.file_size > 0,
                UInt32(bitPattern: entry.pointee.mtime.seconds) >= written.seconds, let text = entry.pointee.path,
                entry.pointee.mode != FileMode.submodule.rawValue
            else { continue }
            let path = RepositoryPath(String(cString: text))
            if entries[path] != nil || path.problem != nil { continue }
            guard let file = try workTreeFile(path) else { continue }
            if try Self.blobID(of: file.bytes) == ObjectID(entry.pointee.id) { continue }
            // The entry is the index's own memory; changing the size does not touch the order.
            UnsafeMutablePointer(mutating: entry).pointee.file_size = 0
        }
    }
}

extension git_index_entry {
    mutating func set(_ stat: FileStat) {
        ctime = git_index_time(seconds: Int32(bitPattern: stat.changed.seconds), nanoseconds: stat.changed.nanoseconds)
        mtime = git_index_time(
            seconds: Int32(bitPattern: stat.modified.seconds), nanoseconds: stat.modified.nanoseconds)
        dev = stat.device
        ino = stat.inode
        uid = stat.user
        gid = stat.group
        file_size = UInt32(truncatingIfNeeded: stat.size)
    }
}
