/// How one path differs, after `git status --porcelain`: first letter HEAD → index, second index → work tree.
package struct FileStatus: Hashable, Sendable {
    /// How one side differs from the one before it.
    package enum Change: Hashable, Sendable {
        case added
        case modified
        case deleted
        /// From file to symbolic link or the other way round.
        case typeChanged
    }

    package let path: RepositoryPath
    /// What `git add` has staged.
    package let staged: Change?
    /// What the work tree has beyond the index. `added` = untracked.
    package let unstaged: Change?
    /// The index holds several versions from an unfinished merge.
    package let isConflicted: Bool

    package init(path: RepositoryPath, staged: Change?, unstaged: Change?, isConflicted: Bool = false) {
        self.path = path
        self.staged = staged
        self.unstaged = unstaged
        self.isConflicted = isConflicted
    }

    package var isUntracked: Bool { staged == nil && unstaged == .added && !isConflicted }
}
