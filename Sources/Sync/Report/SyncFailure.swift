package import Git
package import Records

/// Why a sync ended without a result. Nothing is half done: see each case.
package struct SyncFailure: Error, Sendable {
    /// What stood in the way.
    package enum Kind: Sendable {
        /// Both sides changed the same; no ref moved, no file touched. The local commit stays.
        case conflict([ConflictingFile])
        /// Two valid sides whose sum breaks a rule; as above.
        case invalidTogether([Problem])
        /// An arriving file has an edit here that is not committed; as above.
        case blockedByLocalEdit([RecordPath])
        /// What arrives must not be written; as above.
        case refusedIncoming(path: String, reason: IncomingProblem)
        /// The two histories have no commit in common.
        case unrelatedHistories
        /// The remote does not have any more what it had when this machine last was in step with it.
        case rewrittenHistory(branch: String, published: ObjectID)
        /// Something that git has listed cannot be read; what it is.
        case damagedObject(String)
        /// The server refused what was sent; everything it said meanwhile (may hold control characters).
        case declined([DeclinedRef], words: String)
        /// Others were faster so many times in a row.
        case outrun(tries: Int)
        /// `HEAD` is on no branch.
        case notOnBranch
        /// A merge, rebase or the like that git itself began is not finished; the name of git's file that says so.
        case gitOperationUnderway(String)
        /// The CRM folder is not the root of its work tree.
        case notAtRoot(workTree: String)
        /// Another crm holds the lock.
        case busy(process: Int?)
        /// An interrupted sync of another work tree of this repository comes first.
        case otherWorkTree(String)
        case git(GitError)
        case file(FileProblem)
        /// A test ended it, or something unforeseen.
        case other(String)
    }

    package let kind: Kind
    package let message: Text
    package let remedy: Text?
}

/// A file that could not be merged.
package struct ConflictingFile: Sendable, Hashable {
    /// How the two sides collide.
    package enum Reason: Sendable, Hashable {
        /// These fields have two new values.
        case fields([FieldConflict])
        case deletedHere
        case deletedThere
        /// Both made a file of this name, or both changed a file that is no record.
        case bothChanged
        /// One of the versions is no readable record.
        case unreadable
    }

    package let path: RecordPath
    package let reason: Reason
    /// What a person calls the record; nil when it is none.
    package let title: String?
}

/// A field with two new values, each as it stands in its file; nil where the field is absent.
package struct FieldConflict: Sendable, Hashable {
    package let key: String
    package let base: String?
    package let ours: String?
    package let theirs: String?
}

/// Why an arriving file is not written.
package enum IncomingProblem: Sendable, Hashable {
    case unsafePath(PathProblem)
    case symbolicLink
    case submodule
    /// Another path that some file systems take for the same.
    case sameName(as: String)
    /// A record larger than so many bytes.
    case tooLarge(limit: Int)
    case brokenSchema(Text)
    case brokenSettings(Text)
    case settingsRemoved
    /// So many files arrive at once, more than so many.
    case tooMany(Int, limit: Int)
}
