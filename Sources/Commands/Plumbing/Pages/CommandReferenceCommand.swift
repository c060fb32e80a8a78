import ArgumentParser
import Records

/// `crm plumbing command-reference`: docs/commands.md, written from the help of every command.
struct CommandReferenceCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "command-reference", abstract: "Print the help of every command as Markdown.")
    }

    func run() throws {
        Speech.$language.withValue(.english) {
            Invocation.current.terminal.print(Self.lines())
        }
    }

    private static func lines() -> [String] {
        var lines = [
            "# Commands", "",
            "Written by `scripts/make-docs` from the help of the commands: change it there. `crm --lang zh help <command>` says the",
            "same in Chinese.",
        ]
        let groups = CRM.configuration.groupedSubcommands.filter { !$0.name.isEmpty && !$0.subcommands.isEmpty }
        for group in groups {
            lines += ["", "## \(group.name)"]
            for command in group.subcommands { lines += section(command) }
        }
        for topic in HelpTopic.allCases {
            lines +=
                ["", "## crm help \(topic.rawValue)", "", topic.summary.en, "", "```text"] + topic.lines() + ["```"]
        }
        return lines
    }

    private static func section(_ command: any ParsableCommand.Type) -> [String] {
        let name = command.configuration.commandName ?? ""
        let help = CRM.helpMessage(for: command, columns: 100).split(separator: "\n", omittingEmptySubsequences: false)
        var body = help.map(String.init)
        while body.last == "" { body.removeLast() }
        return ["", "### crm \(name)", "", "```text"] + body + ["```"]
    }
}
