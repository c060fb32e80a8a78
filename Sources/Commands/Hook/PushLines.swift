import Git
import Records
import Sync

/// What a server says to a push, for the terminal of who pushed (where git puts `remote: ` before every line) and as JSON.
struct PushLines {
    private let judgement: PushJudgement

    /// Columns that remain of a hundred behind git's own words.
    private static let width = 90
    private static let mostProblems = 8

    init(_ judgement: PushJudgement) {
        self.judgement = judgement
    }

    /// Empty when the push is taken and there is nothing to remark.
    var lines: [String] {
        let refusals = judgement.refusals
        if refusals.isEmpty { return warnings }
        let count = say(Text.count(refusals.count, "problem", "处问题"))
        var lines = [say("crm: \(count), so nothing of this push was taken", "crm：有 \(count)，本次推送未被接受")]
        for refusal in refusals.prefix(Self.mostProblems) { lines += self.lines(refusal, mark: "✗") }
        if refusals.count > Self.mostProblems {
            let rest = refusals.count - Self.mostProblems
            lines.append(say("  … and \(rest) more", "  ……另有 \(rest) 处"))
        }
        return lines
    }

    private var warnings: [String] {
        judgement.warnings.prefix(Self.mostProblems).flatMap { lines($0, mark: "!") }
    }

    private func lines(_ refusal: PushRefusal, mark: String) -> [String] {
        let problem = refusal.problem
        let place = problem.path.text + (problem.place.map { ":\($0.line)" } ?? "")
        let commit = refusal.commit.map { " (\($0.abbreviated))" } ?? ""
        var lines = ["\(mark) " + visible(place) + commit]
        lines += wrapped(visible(say(problem.message)) + "  [\(problem.rule.rawValue)]", "  ")
        if let remedy = problem.remedy { lines += wrapped("→ " + visible(say(remedy)), "  ") }
        return lines
    }

    /// Breaks a sentence at spaces, or anywhere where there are none.
    private func wrapped(_ text: String, _ indent: String) -> [String] {
        var lines: [String] = []
        var line = ""
        var rest = text[...]
        while !rest.isEmpty {
            let end = rest.dropFirst().firstIndex(of: " ") ?? rest.endIndex
            var word = rest[..<end]
            if displayWidth(line + word) > Self.width, !line.isEmpty {
                lines.append(line)
                line = ""
                word = word.drop { $0 == " " }
            }
            while displayWidth(String(word)) > Self.width {
                var part = ""
                while let next = word.first, displayWidth(part) < Self.width - 1 {
                    part.append(next)
                    word = word.dropFirst()
                }
                lines.append(part)
            }
            line += word
            rest = rest[end...]
        }
        if !line.isEmpty { lines.append(line) }
        return lines.enumerated().map { ($0.offset == 0 ? indent : indent + "  ") + $0.element }
    }

    /// The JSON form (docs/JSON.md).
    var value: RecordValue {
        func entry(_ refusal: PushRefusal) -> RecordValue {
            [
                "ref": .text(refusal.ref), "commit": .optional(refusal.commit?.hex),
                "problem": problemValue(refusal.problem),
            ]
        }
        return [
            "accepted": .bool(judgement.refusals.isEmpty), "commits": .integer(judgement.commits),
            "files": .integer(judgement.files), "refusals": .list(judgement.refusals.map { entry($0) }),
            "warnings": .list(judgement.warnings.map { entry($0) }),
        ]
    }
}
