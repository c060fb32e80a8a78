package import Git
package import Records

/// What somebody pushes to a server, as its `pre-receive` hook is told.
package struct Push {
    /// One ref that is to move.
    package struct Update: Sendable, Hashable {
        /// Full name.
        package let ref: String
        /// nil for a ref that does not exist yet.
        package let old: ObjectID?
        /// nil for one that is to go.
        package let new: ObjectID?

        package init(ref: String, old: ObjectID?, new: ObjectID?) {
            self.ref = ref
            self.old = old
            self.new = new
        }
    }

    package var updates: [Update]
    /// Who the server says it is; nil when it says nothing.
    package var pusher: Pusher?
    /// The commit whose policy rules; nil takes the tip of the branch that everybody shares.
    package var ruling: ObjectID?

    /// When it arrived, by the server's clock.
    package var now: Instant

    package init(updates: [Update], pusher: Pusher?, now: Instant, ruling: ObjectID? = nil) {
        self.ruling = ruling
        self.updates = updates
        self.pusher = pusher
        self.now = now
    }
}

/// Who pushes, after what the server has authenticated.
package struct Pusher: Sendable, Hashable {
    /// A handle of the team, or the name of an account on the server.
    package let name: String?
    package let email: String?

    package init(name: String?, email: String?) {
        self.name = name
        self.email = email
    }

    /// For a sentence.
    var shown: String { plainLine(name ?? email ?? "", limit: 80) }
}

/// Why something of a push is not taken.
package struct PushRefusal: Sendable {
    package let ref: String
    /// nil when the ref itself is meant.
    package let commit: ObjectID?
    /// The path of a problem with a ref is the name of the ref.
    package let problem: Problem

    init(_ ref: String, _ commit: ObjectID?, _ problem: Problem) {
        self.ref = ref
        self.commit = commit
        self.problem = problem
    }
}

/// What came of looking at a push. It is taken when there is no refusal.
package struct PushJudgement: Sendable {
    package var refusals: [PushRefusal] = []
    /// How many commits were looked at.
    package var commits = 0
    /// How many changed files were looked at.
    package var files = 0
    /// What the team's rules only warn of.
    package var warnings: [PushRefusal] = []
    /// In which the team works, after the settings that rule.
    package var language: Language?
}
