import CLibGit2

extension Repository {
    /// Runs `body` with a repository to write objects to. With `packed`, they are gathered in memory and stored as one pack
    /// when `body` is done; nothing of them is on disk if it throws.
    func withObjects<Result>(packed: Bool, _ body: (Repository) throws -> Result) throws -> Result {
        guard packed else { return try body(self) }
        return try withPackedObjects(body)
    }

    /// As above, always packed: for many objects at once, such as an import or a merge.
    package func withPackedObjects<Result>(_ body: (Repository) throws -> Result) throws -> Result {
        // A second handle: a memory backend, once added, cannot be taken out again.
        let writer = try Repository.open(at: gitFolder)
        let objects = try Owned(git_odb_free, "open the objects") { git_repository_odb(&$0, writer.pointer) }
        var memory: UnsafeMutablePointer<git_odb_backend>?
        try check(git_mempack_new(&memory), "gather objects")
        // The library's own backends have priority 1 and 2; the highest is asked first and takes the writes.
        try check(git_odb_add_backend(objects.pointer, memory, 999), "gather objects")
        writer.written = []
        let result = try body(writer)
        try writer.storePack()
        return result
    }

    private func storePack() throws {
        guard let written, !written.isEmpty else { return }
        let pack = try Owned(git_packbuilder_free, "pack objects") { git_packbuilder_new(&$0, pointer) }
        for id in written {
            var id = id.git
            try check(git_packbuilder_insert(pack.pointer, &id, nil), "pack objects")
        }
        try check(git_packbuilder_write(pack.pointer, nil, 0, nil, nil), "write a pack")
    }
}
