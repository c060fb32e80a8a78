package import Git
package import Records
package import Rules

/// What a sync did: everything that `crm sync` prints or writes as JSON.
package struct SyncReport: Sendable {
    /// The local commit made first; nil when there was nothing valid to commit.
    package var committed: CommittedChange?
    /// What stays on this machine until it is put right, sorted by path.
    package var heldBack: [HeldBack] = []
    package var received = ReceivedChanges()
    /// Files that both sides had changed and that were merged field by field.
    package var merged: [RecordPath] = []
    /// Values of this machine that were put aside, since the team had another new value; each in a new conflict record.
    package var conflicts: [OpenedConflict] = []
    /// Files of this machine that lie beside the team's now, since the two could not be merged.
    package var keptBeside: [KeptBeside] = []
    /// Records of this machine whose display number the team had given meanwhile.
    package var renumbered: [RenumberedRecord] = []
    /// Edits that are not committed and were merged with what arrived, sorted by path.
    package var mergedEdits: [RecordPath] = []
    /// Files that arrived changed and were left as they are here, since they cannot be read: they are merged once they can.
    package var leftAlone: [RecordPath] = []
    /// What is wrong with files that were sent, or were among the first few hundred received, and cannot be read: one problem each.
    package var unreadable: [Problem] = []
    /// Files that time has changed, such as tasks for silent customers.
    package var brought = 0
    /// Commits sent.
    package var pushed = 0
    /// Commits that the remote does not have yet.
    package var waiting = 0
    /// When the oldest of them was made.
    package var waitingSince: Instant?
    /// Why the remote could not be reached; nil when it was, or when nobody asked for it.
    package var network: NetworkError?
    /// The remote and its branch; nil when the repository has no remote.
    package var remote: RemoteBranch?
    /// What became of a sync that had been interrupted; nil when none had.
    package var recovered: Recovery?

    package init() {}

    /// What was named otherwise, or brought back, before anything was committed.
    mutating func add(_ followed: FollowedFolders) {
        for rename in followed.twins {
            guard let path = RecordPath(rename.from.string), let beside = RecordPath(rename.to.string) else { continue }
            keptBeside.append(KeptBeside(path: path, beside: beside, isNameTaken: true))
        }
        mergedEdits = Array(Set(mergedEdits).union(followed.restored)).sorted()
    }
}

/// A commit of this machine's own changes.
package struct CommittedChange: Sendable {
    package let commit: ObjectID
    package let message: String
    /// Sorted by path.
    package let changes: [PathSummary]
    /// What the team's rules only warn of.
    package let warnings: [Problem]
}

/// One changed path, with what a person calls the record there.
package struct PathSummary: Sendable, Hashable {
    package let path: RecordPath
    package let change: RecordChange.Change
    /// nil for a file that is no record.
    package let title: String?
    /// Key of the kind; nil for a file that is no record.
    package let kind: String?
}

/// What arrived from the team.
package struct ReceivedChanges: Sendable {
    package var commits = 0
    /// Names, each once, newest first.
    package var authors: [String] = []
    /// Sorted by path.
    package var changes: [PathSummary] = []
}

/// A change that is not committed, and why.
package struct HeldBack: Sendable {
    package let path: RecordPath
    package let change: RecordChange.Change
    package let problems: [Problem]
}

/// A conflict record that a merge made: the record keeps the team's value, ours waits there.
package struct OpenedConflict: Sendable, Hashable {
    /// Of the conflict record.
    package let path: RecordPath
    /// Of the record it is about.
    package let record: RecordPath
    /// What people call that record.
    package let title: String
    /// Key path, or the name of a group of fields; empty for the record as a whole.
    package let field: String
    package let label: Text
    /// As a person reads it; nil where the value is absent.
    package let published: String?
    package let local: String?
}

/// A file that both sides changed, or made, and that cannot be merged: both are kept.
package struct KeptBeside: Sendable, Hashable {
    /// Where the team's lies.
    package let path: RecordPath
    /// Where ours lies now.
    package let beside: RecordPath
    /// Two different things that were given one name.
    package var isNameTaken = false
}

/// A record that got another display number, since the team had given its one meanwhile.
package struct RenumberedRecord: Sendable, Hashable {
    package let path: RecordPath
    package let title: String
    package let old: String
    package let new: String
}

/// Where the team meets.
package struct RemoteBranch: Sendable, Hashable {
    /// `origin`
    package let remote: String
    /// Full name there: `refs/heads/main`.
    package let branch: String
    /// Our copy: `refs/remotes/origin/main`.
    package let tracking: String

    package init(remote: String, branch: String) {
        let short = branch.hasPrefix("refs/heads/") ? String(branch.dropFirst("refs/heads/".count)) : branch
        self.remote = remote
        self.branch = "refs/heads/" + short
        tracking = "refs/remotes/\(remote)/\(short)"
    }

    /// `origin/main`
    package var name: String { String(tracking.dropFirst("refs/remotes/".count)) }
}

/// What became of a merge whose process had died.
package enum Recovery: Sendable, Hashable {
    /// It was finished. Files in `kept` were edited since and stay as they are.
    case finished(kept: [RecordPath])
    /// The branch had moved elsewhere; the merge is kept under this ref, the files are as they were.
    case setAside(ref: String)
}
