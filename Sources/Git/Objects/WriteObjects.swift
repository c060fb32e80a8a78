import CLibGit2

extension Repository {
    /// Stores bytes as a blob, unfiltered.
    package func writeBlob(_ bytes: [UInt8]) throws -> ObjectID {
        var id = git_oid()
        let status = bytes.withUnsafeBytes { git_blob_create_from_buffer(&id, pointer, $0.baseAddress, $0.count) }
        try check(status, "write a blob")
        return note(id)
    }

    /// The id that bytes would have as a blob; nothing is stored.
    package static func blobID(of bytes: [UInt8]) throws -> ObjectID {
        try LibGit2.start()
        var id = git_oid()
        try check(bytes.withUnsafeBytes { git_odb_hash(&id, $0.baseAddress, $0.count, GIT_OBJECT_BLOB) }, "hash")
        return ObjectID(id)
    }

    /// Stores a commit object; no ref moves.
    ///
    /// - Parameter message: UTF-8, stored as it is.
    package func writeCommit(
        tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String
    ) throws -> ObjectID {
        let tree = try openTree(tree)
        let author = try signature(author)
        let committer = try signature(committer)
        var opened: [OpaquePointer?] = []
        defer { for commit in opened { git_commit_free(commit) } }
        for parent in parents {
            var id = parent.git
            var commit: OpaquePointer?
            guard try found(git_commit_lookup(&commit, pointer, &id), "read \(parent)") else {
                throw GitError.notFound(what: "\(parent)")
            }
            opened.append(commit)
        }
        var id = git_oid()
        let count = opened.count
        let status = opened.withUnsafeMutableBufferPointer { parents in
            git_commit_create(
                &id, pointer, nil, UnsafePointer(author.pointer), UnsafePointer(committer.pointer), nil, message,
                tree.pointer, count, parents.baseAddress)
        }
        try check(status, "write a commit")
        return note(id)
    }

    /// Remembers an object for the pack, if one is being gathered.
    func note(_ id: git_oid) -> ObjectID {
        let id = ObjectID(id)
        written?.insert(id)
        return id
    }

    private func signature(_ signature: Signature) throws -> Owned {
        try Owned({ git_signature_free(UnsafeMutablePointer($0)) }, "name an author") { made in
            var raw: UnsafeMutablePointer<git_signature>?
            let status = git_signature_new(
                &raw, signature.name, signature.email, signature.time, Int32(signature.offset))
            made = OpaquePointer(raw)
            return status
        }
    }
}
