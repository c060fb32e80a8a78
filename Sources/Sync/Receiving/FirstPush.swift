import Git
import Records
import Rules

extension PushJudge {
    /// Into an empty repository nothing has been agreed on yet, so what is pushed rules over itself: settings, schemas and roles must
    /// be sound, who pushes must be an administrator after them, and the files of the branch must be of a form that every computer
    /// can have. The history behind it is taken as it is: there is no earlier policy that it could have broken.
    mutating func judgeFirst() throws {
        var isMainThere = false
        for update in push.updates {
            guard update.ref.hasPrefix("refs/heads/") else {
                refuse(update.ref, nil, .otherRef)
                continue
            }
            guard let new = update.new else {
                refuse(update.ref, nil, .deleted)
                continue
            }
            guard try repository.isCommit(new) else {
                refuse(update.ref, nil, .noCommit)
                continue
            }
            if update.ref == mainBranch { isMainThere = true }
            try judgeState(new, update.ref)
        }
        if !isMainThere, judgement.refusals.isEmpty, let first = push.updates.first {
            refuse(first.ref, nil, .newRef)
        }
    }

    /// More files than these are not held against each other in a first push: it would need them all in memory.
    private static let mostTogether = 50_000

    private mutating func judgeState(_ tip: ObjectID, _ ref: String) throws {
        let state = try RulingState(repository, tip)
        judgement.language = judgement.language ?? state.ground.settings.language
        judgement.refusals += state.problems.map { PushRefusal(ref, tip, $0) }
        if !state.policy.isOpen {
            guard let pusher = push.pusher else { return refuse(ref, nil, .nobodySays) }
            guard let member = state.member(pusher) else { return refuse(ref, nil, .unknownPusher(pusher.shown)) }
            guard member.isActiveMember, state.policy.isAdministrator(member) else {
                return refuse(ref, nil, .notYetAdministrator(member.title))
            }
        }
        let files = ArrivingFiles(repository: repository, kinds: state.ground.kinds)
        let changes = try repository.changes(from: nil, to: tip)
        judgement.files += changes.count
        for change in changes where judgement.refusals.count < 200 {
            if let problem = try files.problem(change) { judgement.refusals.append(PushRefusal(ref, tip, problem)) }
        }
        judgement.refusals += try files.twins(changes, in: tip).prefix(200).map { PushRefusal(ref, tip, $0) }
        judgement.commits += try repository.commits(from: tip).count
        guard ref == mainBranch, judgement.refusals.isEmpty, changes.count <= Self.mostTogether else { return }
        let kinds = state.ground.kinds
        let together = TogetherJudgement(repository: repository, old: nil, new: tip, kinds: kinds, newKinds: kinds)
        judgement.refusals += try together.problems().prefix(200).map { PushRefusal(ref, tip, $0) }
    }
}
