/// Everything this module can fail with. The layer above words it for people; `description` is plain English for logs.
package enum GitError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Neither this folder nor any above it is a git repository.
    case notARepository(path: String)
    /// The folder belongs to another user and is not listed in git's `safe.directory`.
    case notTrusted(path: String)
    /// The repository uses something that libgit2 cannot handle.
    case unsupported(UnsupportedFeature, path: String)
    /// The target of `initialize` or `clone` exists and is not an empty folder.
    case alreadyExists(path: String)
    /// The operation needs files, and the repository is bare.
    case noWorkTree
    /// The path must not be written.
    case unsafePath(RepositoryPath, PathProblem)
    /// There is no such object, ref, remote or path; `what` says which.
    case notFound(what: String)
    /// A ref is not where the caller expected it (`nil`: expected it not to exist). Read again and retry.
    case refMoved(name: String, expected: ObjectID?)
    /// Another git program holds this lock file, or died and left it.
    case locked(file: String)
    /// `user.name` or `user.email` is missing in git's configuration.
    case noIdentity
    /// A file was both a folder and a file in what should be written.
    case fileAndFolder(RepositoryPath)
    /// The commit would change nothing.
    case nothingToCommit
    /// A file operation of our own failed.
    case fileSystem(operation: String, path: String, code: Int32)
    /// A step over the network failed.
    case network(NetworkError)
    /// Anything else that libgit2 reported: its return code, its class of error, its words.
    case library(operation: String, code: Int32, kind: Int32, message: String)

    package var description: String {
        switch self {
        case .notARepository(let path): "\(path) is not in a git repository"
        case .notTrusted(let path): "\(path) belongs to another user (see git's safe.directory)"
        case .unsupported(let feature, let path): "\(path) uses \(feature.rawValue), which is not supported"
        case .alreadyExists(let path): "\(path) exists already"
        case .noWorkTree: "the repository is bare"
        case .unsafePath(let path, let problem): "unsafe path \(path): \(problem)"
        case .notFound(let what): "not found: \(what)"
        case .refMoved(let name, let expected): "\(name) is no longer at \(expected?.hex ?? "nothing")"
        case .locked(let file): "\(file) exists: another git program is running, or was killed"
        case .noIdentity: "user.name and user.email are not set"
        case .fileAndFolder(let path): "\(path) would be both a file and a folder"
        case .nothingToCommit: "nothing to commit"
        case .fileSystem(let operation, let path, let code): "\(operation) \(path): error \(code)"
        case .network(let error): error.description
        case .library(let operation, let code, _, let message): "\(operation): \(message) (\(code))"
        }
    }
}

/// A way to store a repository that libgit2 1.5 cannot read, or not completely.
package enum UnsupportedFeature: String, Hashable, Sendable {
    case sha256 = "object format sha256"
    case reftable = "reftable"
    case splitIndex = "a split index"
    case sparseIndex = "a sparse index"
    /// An index without checksum, as `index.skipHash` (`feature.manyFiles`) writes it, or a damaged index.
    case skipHashIndex = "an index without checksum (index.skipHash)"
    case partialClone = "a partial clone"
    case shallowClone = "a shallow clone"
    case otherExtension = "an unknown repository extension"
}
