import ArgumentParser
import Records

/// `crm plumbing rules-doc`: docs/RULES.md, written from the book of rules.
struct RulesDocCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "rules-doc", abstract: "Print every rule of the business and its numbers as Markdown.")
    }

    func run() throws {
        Invocation.current.terminal.print(Self.head + RuleEntry.Moment.allCases.flatMap { Self.section($0) })
    }

    private static let head = [
        "# Rules of the business", "",
        "Written by `scripts/make-docs` from the book of rules (`Sources/Records/RuleBook`): change it there. `crm help rules` says it in",
        "short, in both languages.", "",
        "`rules` of crm.yaml switches each rule `off`, lets it only warn (`warning`) or makes it binding (`error`), and sets its numbers:",
        "",
        "```yaml", "rules:", "  won-needs-contract: off", "  follow-up-append-only: {level: warning, hours: 48}", "```",
        "",
        "What is compared is the last commit and what would be the next one, so an edit by hand is held to the same rules as a command: the",
        "record stays on the machine, is named with its place and what to do, and holds nothing else back. The rules in force are those of the",
        "last commit; nobody lifts a rule in the commit that breaks it. `crm undo` may always go back.",
    ]

    private static func section(_ moment: RuleEntry.Moment) -> [String] {
        var lines = ["", "## \(moment.title.en) / \(moment.title.zh)"]
        for entry in RuleBook.entries where entry.moment == moment {
            let sources = entry.requirements.isEmpty ? "" : " · \(entry.sources)"
            lines += ["", "### \(entry.rule.rawValue)", "", "`\(entry.usualLevel)`\(sources)"]
            for (title, text) in [(entry.title.en, entry.explanation.en), (entry.title.zh, entry.explanation.zh)] {
                lines += ["", "**\(title)** — \(text)"]
            }
            if entry.parameters.isEmpty { continue }
            lines += ["", "| number | usual | from – to | |", "|---|---|---|---|"]
            for number in entry.parameters {
                let range = number.range
                lines.append(
                    "| `\(number.key)` | \(number.usual) | \(range.lowerBound) – \(range.upperBound) | \(number.meaning.en) / \(number.meaning.zh) |"
                )
            }
        }
        return lines
    }
}
