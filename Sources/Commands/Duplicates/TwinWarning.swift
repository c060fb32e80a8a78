import Records
import Rules

extension Change {
    /// Keeps a person from making a customer that is there already: asks on a terminal; elsewhere the command ends with status 2 unless
    /// `anyway` is given. What is only a little alike is remarked.
    mutating func warnOfTwins(of record: Record, anyway: Bool) throws {
        guard record.kind.key == "customer", !anyway else { return }
        let traits = records.records(of: record.kind.key).map { DuplicateTraits($0) }
        let pairs = duplicates(among: traits, with: [DuplicateTraits(record)])
        guard !pairs.isEmpty else { return }
        let lines = pairs.prefix(5).compactMap { pair -> String? in
            let path = pair.first == record.path ? pair.second : pair.first
            guard let twin = records.record(at: path) else { return nil }
            if !records.shows(twin) {
                // That there is one must be known; what it says need not.
                let owner = twin.string("owner").map { records.title(ofID: $0) } ?? say("nobody", "无人")
                return "  " + visible(say("a customer of \(owner)", "\(owner) 负责的客户") + "  (\(pair.score))")
            }
            let reasons = pair.reasons.map { say($0.words) }.joined(separator: say(", ", "，"))
            return "  " + visible("\(twin.string("no") ?? twin.id ?? "")  \(twin.title)  (\(reasons), \(pair.score))")
        }
        let terminal = Invocation.current.terminal
        let isSure = pairs.contains { $0.score >= 75 }
        guard isSure else {
            remarks.append(say("looks like:", "与以下客户相似：") + "\n" + lines.joined(separator: "\n"))
            return
        }
        if terminal.canAsk {
            terminal.remark(say("there is already:", "已有疑似相同的客户："))
            for line in lines { terminal.remark(line) }
            if terminal.confirm(say("Make it all the same?", "仍要新建吗？"), usually: false) { return }
            throw CommandFailure.givenUp
        }
        throw CommandFailure(
            .problemsFound,
            Text(
                en: "there is already a customer like \(record.title); nothing was written",
                zh: "已有与 \(record.title) 疑似相同的客户，没有写入"),
            remedy: Text(en: "if it is another one: --anyway\n", zh: "如确非同一客户，请加 --anyway\n")
                + Text(lines.joined(separator: "\n")))
    }
}
