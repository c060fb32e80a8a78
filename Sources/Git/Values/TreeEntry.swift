/// What a tree entry is, after git's mode field.
package enum FileMode: UInt32, Sendable, Hashable {
    case tree = 0o040000
    case file = 0o100644
    case executable = 0o100755
    /// A symbolic link; its blob is the target. Kept as data, never followed.
    case symbolicLink = 0o120000
    /// The commit of a submodule. Carried along, never looked into.
    case submodule = 0o160000

    /// From a mode found in a tree or an index; the old group-writable 0o100664 counts as `file`.
    package init?(git mode: UInt32) {
        if mode == 0o100664 {
            self = .file
        } else {
            self.init(rawValue: mode)
        }
    }
}

/// What stands under one path in a tree.
package struct TreeEntry: Hashable, Sendable {
    package let id: ObjectID
    package let mode: FileMode

    package init(id: ObjectID, mode: FileMode) {
        self.id = id
        self.mode = mode
    }
}

/// One path that differs between two trees. `old` is `nil` for an addition, `new` for a deletion. No rename detection.
package struct PathChange: Hashable, Sendable {
    package let path: RepositoryPath
    package let old: TreeEntry?
    package let new: TreeEntry?

    package init(path: RepositoryPath, old: TreeEntry?, new: TreeEntry?) {
        self.path = path
        self.old = old
        self.new = new
    }
}
