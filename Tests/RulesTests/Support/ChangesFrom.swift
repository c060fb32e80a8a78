import Records
import Rules
import Testing

/// A commit as the rules see it: files before and after, who makes it and when.
struct TestCommit {
    /// The repository before; text by path.
    var before: [String: String] = [:]
    /// What the commit writes; nil removes the file.
    var writes: [String: String?] = [:]
    var author: String? = "lina"
    var now = "2026-11-24T10:00:00+08:00"
    /// Files that are there and are no records.
    var files: Set<String> = []
    var reason: String?
    var isUndo = false
    /// When files were committed first; nil: nobody knows.
    var committed: [String: String]?

    /// A team of two and the settings, to be built on.
    static let team = [
        "team/lina.yaml": "id: lina\nname: 李娜\nrole: sales\n", "team/wang.yaml": "id: wang\nname: 王磊\nrole: sales\n",
    ]

    /// The rules that are broken with the severity of each: `error stage-gate`; sorted.
    func broken(settings: String = "") throws -> [String] {
        try problems(settings: settings).map { "\($0.severity.rawValue) \($0.rule.rawValue)" }.sorted()
    }

    func problems(settings text: String = "") throws -> [Problem] {
        let old = before.merging(Self.team) { first, _ in first }.merging(["crm.yaml": "name: x\n" + text]) {
            first, _ in first
        }
        var new = old
        for (path, text) in writes { new[path] = text }
        let (earlier, later) = (records(old), records(new))
        let changes = writes.keys.sorted().map { path -> RecordChange in
            let path = RecordPath(walked: path)
            return RecordChange(path: path, before: earlier.record(at: path), after: later.record(at: path))
        }
        var situation = ChangeSituation(
            settings: Settings(try #require(earlier.records(of: "settings").first)), kinds: shippedKinds,
            before: earlier, after: later, author: author.flatMap { earlier.record(id: $0) },
            now: try #require(Instant(now)))
        situation.reason = reason
        situation.isUndo = isUndo
        situation.isFile = { files.contains($0.text) }
        situation.wasCommitted = { path, limit in
            committed.map { times in times[path.text].flatMap { Instant($0) }.map { $0 < limit } ?? false }
        }
        return brokenRules(changes, in: situation)
    }
}
