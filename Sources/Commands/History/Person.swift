import Git
import Records
import Sync

/// Who made a commit, and when, as colleagues say it.
struct Person {
    let records: RecordSet

    /// The member that the commit names, or the one with its e-mail address; else the name that git noted.
    func name(_ commit: CommitInfo, _ note: CommitNote) -> String {
        if let handle = note.member, let member = member(handle) { return member.title }
        let email = commit.author.email.lowercased()
        let member = records.records(of: "member").first { member in
            (member.value("emails")?.items ?? []).contains { $0.string?.lowercased() == email }
        }
        if let member, !email.isEmpty { return member.title }
        return commit.author.name.isEmpty ? commit.author.email : commit.author.name
    }

    private func member(_ handle: String) -> Record? {
        records.record(id: handle).flatMap { $0.kind.key == "member" ? $0 : nil }
    }
}

extension CommitInfo {
    /// When it was made, in the zone that is in force here.
    var instant: Instant {
        let seconds = Int(author.time)
        return Instant(secondsSinceEpoch: seconds, offset: Invocation.current.offset(seconds))
    }

    /// `2026-11-24 09:30`
    var when: String { "\(instant.date) \(instant.clock)" }
}
