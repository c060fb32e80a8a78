package import Records

/// The rules over changes that a commit broke (R116, R124, R125, R128, R200): it was made with plain git, or by a tool that did
/// not ask. Among them the changes of a status without a reason.
///
/// - Parameter records: all records of today; what lies around a changed record is taken from there, since it hardly ever
///   decides.
package func bypassedRules(_ commit: AuditedCommit, _ kinds: KindSet, _ records: RecordSet) -> [AuditFinding] {
    let paths = Set(commit.changes.map(\.path))
    var situation = ChangeSituation(
        settings: commit.settings, kinds: kinds,
        before: records.replacing(paths, by: commit.changes.compactMap(\.before).sorted { $0.path < $1.path }),
        after: records.replacing(paths, by: commit.changes.compactMap(\.after).sorted { $0.path < $1.path }),
        author: commit.member, now: commit.at)
    situation.reason = commit.reason
    situation.isUndo = commit.isUndo
    let byPath = Dictionary(
        commit.changes.compactMap { change in change.record.map { (change.path, $0) } },
        uniquingKeysWith: { first, _ in first })
    return brokenRules(commit.changes, in: situation).compactMap { problem in
        guard let record = byPath[problem.path] else { return nil }
        let subject: AuditFinding.Subject = reasons.contains(problem.rule) ? .missingReason : .bypassedRule
        return AuditFinding(
            subject, record, rule: problem.rule, day: commit.at.date, member: commit.member?.id, commit: commit.id,
            message: problem.message)
    }
}

private let reasons: Set<Rule> = [.statusNeedsReason, .churnNeedsReason, .lostNeedsReason, .stepBackNeedsReason]
