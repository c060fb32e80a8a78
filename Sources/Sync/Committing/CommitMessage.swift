package import Git
package import Records
package import Rules

/// The message of a commit of records: a first line that a colleague understands, one line per path, trailers for programs.
///
/// ```
/// 远景智能: 2 follow-ups; deal 检测线 → Negotiation
///
/// + customers/yuanjing/follow-ups/2026-11-03-phone-7f3k.yaml
/// ~ customers/yuanjing/deals/line.yaml
///
/// CRM-Operation: sync
/// Record: GJ2026-7F3K2Q
/// ```
package struct CommitMessage: Sendable {
    package var changes: [RecordChange]
    package var files: [FileChange]
    /// Name of the command: `sync`, `log`.
    package var operation: String
    package var language: Language
    /// Names of members by handle.
    package var names: [String: String] = [:]
    /// In place of the first line made from the changes.
    package var summary: String?
    /// Why, in a person's words; becomes a trailer.
    package var reason: String?
    /// The member who did it; becomes a trailer.
    package var member: String?
    /// The commit that this one takes back; becomes a trailer.
    package var undoes: ObjectID?

    package init(changes: [RecordChange], files: [FileChange] = [], operation: String, language: Language) {
        self.changes = changes
        self.files = files
        self.operation = operation
        self.language = language
    }

    /// The whole message, ended by a line break.
    package var text: String {
        var parts = [summary.map { plainLine($0, limit: 200) } ?? summaryLine]
        let lines = pathLines
        if !lines.isEmpty { parts.append(lines.joined(separator: "\n")) }
        parts.append(trailers.joined(separator: "\n"))
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static let mostPaths = 200
    private static let mostRecordTrailers = 50
    private static let longestSummary = 100

    private var pathLines: [String] {
        let all = (changes.map { ($0.path, $0.change) } + files.map { ($0.path, $0.change) }).sorted { $0.0 < $1.0 }
        var lines = all.prefix(Self.mostPaths).map { path, change in
            let mark =
                switch change {
                case .added: "+"
                case .changed: "~"
                case .removed: "-"
                }
            return mark + " " + plainLine(path.text, limit: 400)
        }
        let rest = all.count - lines.count
        if rest > 0 { lines.append(Text(en: "… and \(rest) more files", zh: "……另有 \(rest) 个文件")[language]) }
        return lines
    }

    private var trailers: [String] {
        var lines = ["CRM-Operation: " + plainLine(operation, limit: 40)]
        if let member { lines.append("CRM-Member: " + plainLine(member, limit: 60)) }
        if let reason, !reason.isEmpty { lines.append("Reason: " + plainLine(reason, limit: 400)) }
        if let undoes { lines.append("Undoes: " + undoes.hex) }
        // A record that moves is gone in one place and new in another.
        var seen: Set<String> = []
        let ids = changes.compactMap { $0.record?.id }.filter { !$0.isEmpty && seen.insert($0).inserted }
        lines += ids.prefix(Self.mostRecordTrailers).map { "Record: " + plainLine($0, limit: 60) }
        return lines
    }
}

extension CommitMessage {
    /// `A: x; y. B: z … and 3 more customers`, at most about 100 characters.
    private var summaryLine: String {
        let groups = summaryGroups
        let stop = Text(en: ". ", zh: "。")[language]
        var line = ""
        for (index, group) in groups.enumerated() {
            let piece = (line.isEmpty ? "" : stop) + group.text(language)
            if index > 0, line.count + piece.count > Self.longestSummary {
                return line + more(groups[index...])
            }
            line += piece.count > Self.longestSummary ? String(piece.prefix(Self.longestSummary - 1)) + "…" : piece
        }
        return line.isEmpty ? Text(en: "no change", zh: "没有变化")[language] : line
    }

    private func more(_ rest: ArraySlice<SummaryGroup>) -> String {
        guard rest.allSatisfy({ $0.name != nil }) else { return Text(en: " … and more", zh: "……等")[language] }
        let noun = rest.count == 1 ? "customer" : "customers"
        return Text(en: " … and \(rest.count) more \(noun)", zh: "……另有 \(rest.count) 家客户")[language]
    }

    /// One group per customer, in the order of the paths, what belongs to none last.
    private var summaryGroups: [SummaryGroup] {
        let phrases = ChangePhrase(language: language, names: names)
        var order: [String?] = []
        var byName: [String?: (records: [RecordChange], files: [FileChange])] = [:]
        func add(_ name: String?, _ record: RecordChange?, _ file: FileChange?) {
            let name = name.map { plainLine($0, limit: 30) }
            if byName[name] == nil { order.append(name) }
            if let record { byName[name, default: ([], [])].records.append(record) }
            if let file { byName[name, default: ([], [])].files.append(file) }
        }
        for change in changes.sorted(by: { $0.path < $1.path }) {
            let own = change.record.flatMap { $0.isFolderRecord ? $0.title : nil }
            add(change.parent ?? own, change, nil)
        }
        for file in files.sorted(by: { $0.path < $1.path }) { add(file.parent, nil, file) }
        let named = order.filter { $0 != nil } + order.filter { $0 == nil }
        return named.compactMap { name in
            byName[name].map { SummaryGroup(name: name, records: $0.records, files: $0.files, phrases: phrases) }
        }
    }
}

/// What happened at one customer, or to the records that belong to none.
private struct SummaryGroup {
    let name: String?
    let phrases: [String]

    init(name: String?, records: [RecordChange], files: [FileChange], phrases: ChangePhrase) {
        self.name = name
        var order: [String] = []
        var alike: [String: [RecordChange]] = [:]
        // The customer itself first, then what was added, changed, removed.
        let rank: [RecordChange.Change] = [.added, .changed, .removed]
        for change in rank {
            for record in records where record.change == change {
                let key = change.rawValue + " " + (record.record?.kind.key ?? "")
                if alike[key] == nil { order.append(key) }
                alike[key, default: []].append(record)
            }
        }
        let own = order.filter { key in alike[key]?.first?.record?.isFolderRecord == true }
        var texts = (own + order.filter { !own.contains($0) }).map { phrases.phrase(alike[$0] ?? []) }
        if files.count == 1, let file = files.first {
            texts.append(plainLine(String(file.path.name), limit: 40))
        } else if !files.isEmpty {
            texts.append(Text.count(files.count, "file", "个文件")[phrases.language])
        }
        self.phrases = texts.filter { !$0.isEmpty }
    }

    func text(_ language: Language) -> String {
        let separator = Text(en: "; ", zh: "；")[language]
        let all = phrases.joined(separator: separator)
        return (name.map { $0 + Text(en: ": ", zh: "：")[language] } ?? "") + all
    }
}
