import CLibGit2

/// One open repository. Deliberately not `Sendable`: libgit2 handles are for one thread at a time; open a second one for a
/// second thread.
package final class Repository {
    let pointer: OpaquePointer
    /// The `.git` folder of this work tree, absolute, without trailing `/`.
    package let gitFolder: String
    /// The `.git` folder shared by all linked work trees; the same as `gitFolder` in an ordinary repository.
    package let commonFolder: String
    /// The root of the work tree, absolute, without trailing `/`; `nil` in a bare repository.
    package let workTree: String?

    /// What was written through this handle while it gathers objects for a pack.
    var written: Set<ObjectID>?

    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
        func path(_ text: UnsafePointer<CChar>?) -> String? {
            guard let text else { return nil }
            var path = String(cString: text)
            while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
            return path
        }
        gitFolder = path(git_repository_path(pointer)) ?? ""
        commonFolder = path(git_repository_commondir(pointer)) ?? gitFolder
        workTree = path(git_repository_workdir(pointer))
    }

    deinit { git_repository_free(pointer) }

    package var isBare: Bool { workTree == nil }
}
