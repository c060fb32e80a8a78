import CLibGit2

extension Repository {
    /// Opens a repository for looking at what arrives in it and is not taken in yet: objects that lie in other folders are found,
    /// and nothing that is written through this handle ever reaches the disk.
    ///
    /// - Parameters:
    ///   - folder: the bare repository, or a `.git` folder.
    ///   - objects: further folders with objects, absolute: git's quarantine (`GIT_OBJECT_DIRECTORY` in a `pre-receive` hook), and
    ///     alternates. The repository's own need not be among them.
    package static func openReceiving(at folder: String, objects folders: [String]) throws -> Repository {
        let repository = try open(at: folder)
        let objects = try Owned(git_odb_free, "open the objects") { git_repository_odb(&$0, repository.pointer) }
        for folder in folders { try check(git_odb_add_disk_alternate(objects.pointer, folder), "open \(folder)") }
        var memory: UnsafeMutablePointer<git_odb_backend>?
        try check(git_mempack_new(&memory), "gather objects")
        // The library's own backends have priority 1 and 2; the highest is asked first and takes the writes.
        try check(git_odb_add_backend(objects.pointer, memory, 999), "gather objects")
        // The folder of ten thousand customers is asked about for each of them; by itself the library keeps small trees only.
        _ = shim_option_cached_object(GIT_OBJECT_TREE, 16 << 20)
        return repository
    }

    /// How many bytes a blob has, from its header; nothing of it is loaded. nil when there is no such object.
    package func size(of id: ObjectID) throws -> Int? {
        let objects = try Owned(git_odb_free, "open the objects") { git_repository_odb(&$0, pointer) }
        var id = id.git
        var size = 0
        var type = GIT_OBJECT_ANY
        guard try found(git_odb_read_header(&size, &type, objects.pointer, &id), "read \(ObjectID(id))") else {
            return nil
        }
        return size
    }

    /// Whether an object is a commit; a tag is none. False when there is no such object.
    package func isCommit(_ id: ObjectID) throws -> Bool {
        let objects = try Owned(git_odb_free, "open the objects") { git_repository_odb(&$0, pointer) }
        var id = id.git
        var size = 0
        var type = GIT_OBJECT_ANY
        guard try found(git_odb_read_header(&size, &type, objects.pointer, &id), "read \(ObjectID(id))") else {
            return false
        }
        return type == GIT_OBJECT_COMMIT
    }
}
