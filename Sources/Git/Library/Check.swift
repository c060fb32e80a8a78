import CLibGit2

/// The choke point of every call into libgit2: a negative status becomes an error, with the library's words copied at once
/// (the next call on this thread overwrites them).
@discardableResult
func check(_ status: Int32, _ operation: @autoclosure () -> String) throws -> Int32 {
    if status >= 0 { return status }
    throw LibraryError.last(status, operation()).gitError
}

/// As `check`, but "no such thing" is an answer.
func found(_ status: Int32, _ operation: @autoclosure () -> String) throws -> Bool {
    if status == GIT_ENOTFOUND.rawValue || status == GIT_EUNBORNBRANCH.rawValue { return false }
    try check(status, operation())
    return true
}

/// What libgit2 said about the last failure on this thread.
struct LibraryError {
    let operation: String
    let status: Int32
    let kind: Int32
    let message: String

    static func last(_ status: Int32, _ operation: String) -> LibraryError {
        guard let error = git_error_last() else {
            return LibraryError(operation: operation, status: status, kind: 0, message: "")
        }
        let message = error.pointee.message.map { String(cString: $0) } ?? ""
        return LibraryError(operation: operation, status: status, kind: error.pointee.klass, message: message)
    }

    /// The cases that have a name of their own whatever the operation was.
    var gitError: GitError {
        if let feature = UnsupportedFeature(words: message) { return .unsupported(feature, path: operation) }
        if status == GIT_ELOCKED.rawValue { return .locked(file: Self.quoted(in: message) ?? message) }
        return .library(operation: operation, code: status, kind: kind, message: message)
    }

    /// The first text in single quotes.
    private static func quoted(in message: String) -> String? {
        let parts = message.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 ? String(parts[1]) : nil
    }
}

extension UnsupportedFeature {
    /// Reads the library's words for what it cannot open, as version 1.5.1 was seen to put them.
    init?(words: String) {
        if words.contains("unsupported mandatory extension: 'link'") {
            self = .splitIndex
        } else if words.contains("unsupported mandatory extension: 'sdir'") {
            self = .sparseIndex
        } else if words.contains("calculated checksum does not match") {
            self = .skipHashIndex
        } else if words.contains("extensions.objectformat") || words.contains("object format") {
            self = .sha256
        } else if words.contains("extensions.refstorage") {
            self = .reftable
        } else if words.contains("unsupported extension name") || words.contains("unsupported repository version") {
            self = .otherExtension
        } else {
            return nil
        }
    }
}
