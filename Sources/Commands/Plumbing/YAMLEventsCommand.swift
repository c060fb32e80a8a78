import ArgumentParser
import LosslessYAML

/// `crm plumbing yaml-events FILE`: the parsing events in the notation of the public YAML test suite.
struct YAMLEventsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "yaml-events", abstract: "Print the YAML events of a file.")
    }

    @Argument(help: "A file, or - for standard input.") var file: String

    func run() throws {
        let events = YAMLEventNotation(try YAMLPlumbing.read(file))
        let problem = events.problem
        if problem?.isInvalidYAML != true { YAMLPlumbing.print(events.lines) }
        if let problem {
            YAMLPlumbing.report(problem, in: file)
            throw YAMLPlumbing.exitCode(for: problem)
        }
    }
}
