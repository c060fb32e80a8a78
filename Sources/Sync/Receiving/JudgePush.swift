package import Git
import RecordIndex
import Records
import Rules

/// Looks at a push as the server's hook does: every new commit of every ref, under the policy and the schemas that the server has.
///
/// - Parameter repository: opened with `openReceiving`, so that what arrives can be read and nothing is written.
package func judgePush(_ push: Push, in repository: Repository) throws -> PushJudgement {
    var judge = try PushJudge(push, repository)
    try judge.run()
    return judge.judgement
}

/// One push being looked at.
struct PushJudge {
    let push: Push
    let repository: Repository
    /// Full name of the branch that everybody shares.
    let mainBranch: String
    /// Where it stands; nil before the first push.
    let mainTip: ObjectID?
    /// nil before the first push, and when there has never been a sound state.
    let ruling: RulingState?
    /// The member who pushes.
    let pusher: Record?
    var judgement = PushJudgement()
    /// Commits of this push that were looked at, with what settings and schemas hold behind them.
    private var judged: Set<ObjectID> = []

    init(_ push: Push, _ repository: Repository) throws {
        self.push = push
        self.repository = repository
        mainBranch = try repository.head().branch ?? "refs/heads/main"
        // Not what the push says that it found there: a client can say anything, and git checks it after the hook.
        mainTip = try push.ruling ?? repository.commit(at: mainBranch)
        let ruling = try mainTip.flatMap { try RulingState.last(in: repository, from: $0) }
        self.ruling = ruling
        pusher = push.pusher.flatMap { pusher in ruling.flatMap { $0.member(pusher) } }
        judgement.language = ruling?.ground.settings.language
    }

    mutating func run() throws {
        guard let mainTip else { return try judgeFirst() }
        guard let ruling else {
            return refuse(push.updates.first?.ref ?? mainBranch, nil, .neverSound(mainBranch))
        }
        guard try isPusherKnown(ruling) else { return }
        for update in push.updates {
            guard try mayMove(update, ruling) else { continue }
            // A tag with a message is an object of its own, in front of its commit.
            guard let new = try update.new.flatMap({ try repository.commit(named: $0.hex) }) else {
                refuse(update.ref, nil, .noCommit)
                continue
            }
            try judgeCommits(update, new, known: update.old ?? mainTip, ruling)
            if update.ref == mainBranch, judgement.refusals.isEmpty { try judgeTogether(update, new, mainTip, ruling) }
        }
    }

    /// What the records are to each other, once there is nothing else to say.
    private mutating func judgeTogether(
        _ update: Push.Update, _ new: ObjectID, _ tip: ObjectID, _ ruling: RulingState
    ) throws {
        let together = TogetherJudgement(
            repository: repository, old: tip, new: new, kinds: ruling.ground.kinds,
            newKinds: try MergeGround(repository, new).kinds)
        let problems: [Problem]
        do {
            problems = try together.problems()
        } catch  where RecordLedger.isDamage(error) {
            RecordLedger.remove(repository.gitFolder + "/crm")
            problems = try together.problems()
        }
        judgement.refusals += problems.prefix(200).map { PushRefusal(update.ref, new, $0) }
    }

    mutating func refuse(_ ref: String, _ commit: ObjectID?, _ reason: RefRefusal) {
        judgement.refusals.append(PushRefusal(ref, commit, reason.problem(ref)))
    }

    // MARK: Who

    private var isAdministrator: Bool {
        guard let ruling else { return false }
        return ruling.policy.isOpen || pusher.map { ruling.policy.isAdministrator($0) } ?? false
    }

    /// Where there are roles, the server must say who pushes; otherwise everybody could be anybody.
    private mutating func isPusherKnown(_ ruling: RulingState) throws -> Bool {
        if ruling.policy.isOpen { return true }
        if let pusher, pusher.isActiveMember { return true }
        let ref = push.updates.first?.ref ?? mainBranch
        guard let named = push.pusher else {
            refuse(ref, nil, .nobodySays)
            return false
        }
        refuse(ref, nil, pusher == nil ? .unknownPusher(named.shown) : .formerMember(named.shown))
        return false
    }

    // MARK: Which refs

    private mutating func mayMove(_ update: Push.Update, _ ruling: RulingState) throws -> Bool {
        let isMain = update.ref == mainBranch
        if !update.ref.hasPrefix("refs/heads/"), !isAdministrator || !update.ref.hasPrefix("refs/tags/") {
            refuse(update.ref, nil, .otherRef)
            return false
        }
        guard let new = update.new else {
            if isMain || !isAdministrator { refuse(update.ref, nil, .deleted) }
            return false
        }
        guard let old = update.old else {
            if !isAdministrator { refuse(update.ref, nil, .newRef) }
            return isAdministrator
        }
        guard try repository.isCommit(new), try repository.isCommit(old) else {
            refuse(update.ref, nil, .noCommit)
            return false
        }
        if try repository.isAncestor(old, of: new) { return true }
        refuse(update.ref, nil, .rewritten(String(old.hex.prefix(10))))
        return false
    }

    // MARK: Commits

    private mutating func judgeCommits(
        _ update: Push.Update, _ new: ObjectID, known: ObjectID, _ ruling: RulingState
    ) throws {
        // Oldest first: what an administrator changes in the schemas holds for the commits behind it.
        let commits = try repository.commits(from: new, hiding: [known]).reversed()
        var published = Published(repository, target: new, new: Set(commits))
        for id in commits where judged.insert(id).inserted {
            let commit = try repository.commit(id)
            judgement.commits += 1
            try judgeCommit(commit, update.ref, known: known, &published, ruling)
            // The rest of a push that is refused for many reasons says nothing new.
            if judgement.refusals.count > 200 { return }
        }
    }

    private mutating func judgeCommit(
        _ commit: CommitInfo, _ ref: String, known: ObjectID, _ published: inout Published, _ ruling: RulingState
    ) throws {
        let actors = authors(of: commit, ref, ruling)
        guard let actors else { return }
        guard commit.parents.count <= 2, !commit.parents.isEmpty else {
            return refuse(ref, commit.id, commit.parents.isEmpty ? .unrelated : .octopus)
        }
        let ground = try published.ground(of: commit)
        var judge = CommitJudgement(
            repository: repository, ruling: ruling, ground: ground ?? ruling.ground, isRulingGround: ground == nil,
            tip: published.target, known: known, now: push.now, actors: actors, rules: brokenRules)
        if commit.parents.count == 1 {
            try judge.judge(commit, from: commit.parents[0])
        } else {
            let (ours, theirs) = published.sides(of: commit)
            let kinds = try MergeGround(repository, ours).kinds
            guard let base = try MergeBase(repository, of: ours, and: theirs, kinds: kinds) else {
                return refuse(ref, commit.id, .unrelated)
            }
            let clean = try RecomputedMerge(repository, commit, ours: ours, theirs: theirs, base: base.version)
            let deviations = try clean.deviations(of: commit)
            if deviations.isEmpty { return }
            // Judged against the clean merge with what is expected laid over it, so that only the deviations are left.
            let expected = try repository.changes(from: clean.tree, to: commit.tree)
            let paths = Set(deviations.map(\.path))
            var edits: [RepositoryPath: TreeEntry?] = [:]
            for change in expected where !paths.contains(change.path) { edits[change.path] = change.new }
            try judge.judge(commit, from: try repository.editTree(clean.tree, edits))
        }
        judgement.files += judge.files
        for problem in judge.problems {
            if problem.severity == .error {
                judgement.refusals.append(PushRefusal(ref, commit.id, problem))
            } else {
                judgement.warnings.append(PushRefusal(ref, commit.id, problem))
            }
        }
    }

    /// Whose rights count for a commit; nil when it is refused for who made it.
    private mutating func authors(of commit: CommitInfo, _ ref: String, _ ruling: RulingState) -> [Record?]? {
        let author = ruling.staff.member(email: commit.author.email)
        let committer = ruling.staff.member(email: commit.committer.email)
        guard let pusher else {
            // Without roles and without an account nobody need be known.
            return [author]
        }
        guard let author else {
            if ruling.policy.isOpen { return [pusher] }
            refuse(ref, commit.id, .unknownAuthor(plainLine(commit.author.email, limit: 80), pusher.title))
            return nil
        }
        if author.id == pusher.id {
            // Who committed it is the same person, or a program of the server that speaks for nobody else.
            if let committer, committer.id != pusher.id {
                refuse(ref, commit.id, .forgedCommitter(committer.title, pusher.title))
                return nil
            }
            return [author]
        }
        // Only an administrator may bring what others wrote; both must have had the right.
        guard isAdministrator else {
            refuse(ref, commit.id, .forgedAuthor(author.title, pusher.title))
            return nil
        }
        return [author, pusher]
    }
}

/// What of a branch the server has, and what a push adds to it.
private struct Published {
    private let repository: Repository
    /// Where the branch is to be.
    let target: ObjectID
    private let new: Set<ObjectID>
    /// Settings and schemas as commits of this push have changed them; who had no right to is refused in any case.
    private var grounds: [ObjectID: MergeGround] = [:]

    init(_ repository: Repository, target: ObjectID, new: Set<ObjectID>) {
        self.repository = repository
        self.target = target
        self.new = new
    }

    /// The parent that is being published, and the one whose values stay: the one that the server has; of two new ones the second,
    /// which is what was fetched.
    func sides(of merge: CommitInfo) -> (ours: ObjectID, theirs: ObjectID) {
        let (first, second) = (merge.parents[0], merge.parents[1])
        return !new.contains(first) && new.contains(second) ? (second, first) : (first, second)
    }

    /// With what the records of a commit are checked when this push itself has changed settings or schemas by then; nil when not.
    mutating func ground(of commit: CommitInfo) throws -> MergeGround? {
        guard let parent = commit.parents.first else { return nil }
        let same = try ["schemas", "crm.yaml"].allSatisfy {
            try repository.entry(at: RepositoryPath($0), in: parent)
                == repository.entry(at: RepositoryPath($0), in: commit.id)
        }
        if !same, commit.parents.count == 1 {
            grounds[commit.id] = try MergeGround(repository, commit.id)
        } else {
            grounds[commit.id] = commit.parents.compactMap { grounds[$0] }.first
        }
        return grounds[commit.id]
    }
}
