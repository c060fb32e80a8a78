package import ArgumentParser

/// The root of the command tree.
package struct CRM: ParsableCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "crm", subcommands: [Plumbing.self])
    }

    package init() {}
}
