import Git
import Records
import Sync

/// A record as it was, for `show --at`: read from the commit of that moment with the schemas of today.
struct PastSheet {
    private let past: Past
    private let commit: CommitInfo
    private let seconds: Int

    init(_ folder: CRMFolder, _ records: RecordSet, at typed: String) throws {
        past = try Past(folder, try openRepository(folder), records, sight(in: folder))
        let past = past
        (commit, seconds) = try withGitFailures {
            let moment = try PastMoment(typed, past.repository)
            return (try moment.commit(past), try moment.seconds(past))
        }
    }

    /// Hands the record, and the records around it, to `print`, with the clock set to that moment.
    func show(_ typed: String, _ print: (Record, RecordSet) throws -> Void) throws {
        let (record, set) = try withGitFailures { () -> (Record, RecordSet) in
            let record = try self.record(typed)
            return (record, try past.now.recordSet(around: record, in: commit.id) { past.seen($0) })
        }
        var then = Invocation.current
        let seconds = seconds
        then.now = { seconds }
        let terminal = then.terminal
        let who = Person(records: past.records).name(commit, CommitNote(message: commit.message))
        terminal.remark(
            terminal.errorPaint(
                say("as of ", "截至 ") + visible("\(commit.when)  \(who)  \(commit.summary)  \(commit.id.abbreviated)"),
                .faint))
        try Invocation.$current.withValue(then) { try print(record, set) }
    }

    /// A record of today where it was then; else one that had this name then.
    private func record(_ typed: String) throws -> Record {
        if case .one(let record) = past.records.find(typed),
            let old = try past.now.record(record, in: commit.id), let seen = past.seen(old)
        {
            return seen
        }
        return try namedRecord(typed, RecordSet(past.seen(try past.now.records(in: commit.id))))
    }
}
