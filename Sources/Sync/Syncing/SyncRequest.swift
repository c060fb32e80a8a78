package import Git
package import Records
import Rules

/// Everything one sync needs. Clock, chance and waiting are handed in.
package struct SyncRequest {
    package var folder: CRMFolder
    package var repository: Repository
    /// Who commits, and when: the time of the local commit and of a merge.
    package var author: Signature
    package var options: NetworkOptions
    /// The member that the person at the keyboard is: noted in the commit, and the one whose change the rules judge.
    package var memberHandle: String?
    /// Name of the command, for the trailer of the local commit.
    package var operation = "sync"
    /// First line of the local commit in place of the one made from the changes.
    package var summary: String?
    /// false commits, says what is waiting, and leaves the network alone.
    package var isOnlineWanted = true
    /// Values chosen for fields (or whole files) that conflicted in an earlier try.
    package var settlements: [Settlement] = []
    /// What the local changes are held against, by comparison with the committed version; an error holds a change back.
    package var rules: ChangeJudge.Rules = brokenRules
    /// Spreads the retries of people who push at the same moment; 0…255.
    package var random: () -> UInt8 = { UInt8.random(in: 0...255) }
    /// Waits so many seconds.
    package var sleep: (Double) -> Void
    /// Called after every step that a crash could follow; what it throws ends the sync there. For tests.
    package var afterStep: (SyncStep) throws -> Void = { _ in }

    package init(
        folder: CRMFolder, repository: Repository, author: Signature, options: NetworkOptions,
        sleep: @escaping (Double) -> Void
    ) {
        self.folder = folder
        self.repository = repository
        self.author = author
        self.options = options
        self.sleep = sleep
    }

    /// For the local commit.
    var judge: ChangeJudge { ChangeJudge(author, memberHandle: memberHandle, rules: rules) }
}

/// The moments of a sync between which a process may die.
package enum SyncStep: Hashable, Sendable {
    case committed
    case fetched
    /// The commit point: from here on the merge is finished, by this process or the next one.
    case pendingWritten
    case fileWritten(RepositoryPath)
    case indexWritten
    case branchMoved
    case pendingDeleted
    case aboutToPush
    case pushed
}

/// A person's choice for something that conflicted.
package struct Settlement: Hashable, Sendable {
    /// Whose value it is.
    package enum Side: String, Hashable, Sendable {
        /// The value on this machine.
        case ours
        /// The value the team has.
        case theirs
    }

    package let path: RecordPath
    /// The top-level field; nil means the whole file, its existence included.
    package let field: String?
    package let side: Side

    package init(path: RecordPath, field: String?, side: Side) {
        self.path = path
        self.field = field
        self.side = side
    }
}
