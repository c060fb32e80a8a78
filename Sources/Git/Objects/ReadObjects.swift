import CLibGit2

extension Repository {
    /// The bytes of a blob, unfiltered.
    ///
    /// - Parameter limit: bytes; a larger blob is not loaded.
    /// - Throws: `GitError.notFound`; `.library` when it is no blob or larger than `limit`.
    package func blob(_ id: ObjectID, limit: Int = 1 << 30) throws -> [UInt8] {
        var id = id.git
        let blob = try object {
            git_blob_lookup(&$0, pointer, &id)
        } free: {
            git_blob_free($0)
        } what: {
            "\(ObjectID(id))"
        }
        let size = Int(git_blob_rawsize(blob.pointer))
        guard size <= limit else {
            throw GitError.library(operation: "read \(ObjectID(id))", code: 0, kind: 0, message: "\(size) bytes")
        }
        guard let start = git_blob_rawcontent(blob.pointer) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: size))
    }

    /// The bytes of a file as it is in a commit, or `nil` when there is no file of that path.
    package func blob(at path: RepositoryPath, in commit: ObjectID) throws -> [UInt8]? {
        guard let entry = try entry(at: path, in: commit), entry.mode != .tree, entry.mode != .submodule else {
            return nil
        }
        return try blob(entry.id)
    }

    /// What stands under a path in a commit (or tree), or `nil`.
    package func entry(at path: RepositoryPath, in commit: ObjectID) throws -> TreeEntry? {
        let tree = try tree(of: commit)
        return try entry(at: path, inTree: tree)
    }

    /// What stands under a path in a tree, or `nil`.
    package func entry(at path: RepositoryPath, inTree tree: ObjectID) throws -> TreeEntry? {
        if path.isRoot { return TreeEntry(id: tree, mode: .tree) }
        let tree = try openTree(tree)
        var entry: OpaquePointer?
        guard try found(git_tree_entry_bypath(&entry, tree.pointer, path.string), "read \(path)"), let entry else {
            return nil
        }
        defer { git_tree_entry_free(entry) }
        return TreeEntry(entry)
    }

    /// The tree of a commit. The id of a tree is returned as it is.
    package func tree(of commit: ObjectID) throws -> ObjectID {
        var id = commit.git
        let object = try object {
            git_object_lookup(&$0, pointer, &id, GIT_OBJECT_ANY)
        } free: {
            git_object_free($0)
        } what: {
            "\(commit)"
        }
        let tree = try Owned(git_object_free, "read the tree of \(commit)") {
            git_object_peel(&$0, object.pointer, GIT_OBJECT_TREE)
        }
        guard let id = ObjectID(git_object_id(tree.pointer)) else { throw GitError.notFound(what: "\(commit)") }
        return id
    }

    /// A commit, read.
    ///
    /// - Throws: `GitError.notFound` when there is no such commit here.
    package func commit(_ id: ObjectID) throws -> CommitInfo {
        var raw = id.git
        let commit = try object {
            git_commit_lookup(&$0, pointer, &raw)
        } free: {
            git_commit_free($0)
        } what: {
            "\(id)"
        }
        var parents: [ObjectID] = []
        for position in 0..<git_commit_parentcount(commit.pointer) {
            if let parent = ObjectID(git_commit_parent_id(commit.pointer, position)) { parents.append(parent) }
        }
        return CommitInfo(
            id: id, tree: ObjectID(git_commit_tree_id(commit.pointer)) ?? .zero, parents: parents,
            author: Signature(git_commit_author(commit.pointer)),
            committer: Signature(git_commit_committer(commit.pointer)),
            message: git_commit_message_raw(commit.pointer).map { String(cString: $0) } ?? "")
    }

    /// Whether an object is here.
    package func contains(_ id: ObjectID) throws -> Bool {
        var id = id.git
        let objects = try Owned(git_odb_free, "open the objects") { git_repository_odb(&$0, pointer) }
        return git_odb_exists(objects.pointer, &id) == 1
    }

    func openTree(_ id: ObjectID) throws -> Owned {
        var raw = id.git
        return try object {
            git_tree_lookup(&$0, pointer, &raw)
        } free: {
            git_tree_free($0)
        } what: {
            "\(id)"
        }
    }

    /// Looks an object up, with `GitError.notFound` when it is not here.
    private func object(
        _ lookUp: (inout OpaquePointer?) -> Int32, free: @escaping @convention(c) (OpaquePointer?) -> Void,
        what: () -> String
    ) throws -> Owned {
        var object: OpaquePointer?
        guard try found(lookUp(&object), "read \(what())"), let object else { throw GitError.notFound(what: what()) }
        return Owned(free, adopting: object)
    }
}

extension TreeEntry {
    /// - Parameter entry: borrowed for the call. An unknown mode counts as a file.
    init?(_ entry: OpaquePointer) {
        guard let id = ObjectID(git_tree_entry_id(entry)) else { return nil }
        let mode = FileMode(git: UInt32(git_tree_entry_filemode_raw(entry).rawValue))
        self.init(id: id, mode: mode ?? .file)
    }
}
