import Records

/// Identity card numbers, bank card numbers and keys that a commit brought in (R194, R202), whether they are there still or not:
/// the history keeps them.
package func storedSecrets(_ commit: AuditedCommit) -> [AuditFinding] {
    commit.changes.flatMap { change -> [AuditFinding] in
        guard let after = change.after else { return [] }
        let known = Set(
            change.before.map { leakedSecrets(in: $0, commit.settings) }?
                .map(\.message) ?? [])
        return leakedSecrets(in: after, commit.settings)
            .filter { !known.contains($0.message) }
            .map {
                AuditFinding(
                    .sensitiveData, after, rule: $0.rule, day: commit.at.date, member: commit.member?.id,
                    commit: commit.id, message: $0.message)
            }
    }
}
