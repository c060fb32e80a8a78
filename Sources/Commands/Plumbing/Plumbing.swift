import ArgumentParser

/// `crm plumbing …`: the engines, exposed so that suites written by others can be run against them. Documented in docs/PLUMBING.md.
struct Plumbing: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "plumbing",
            abstract: "Low-level access to the engines, for test suites.",
            shouldDisplay: false,
            subcommands: [
                SchemaBatch.self, FormatDocCommand.self, RulesDocCommand.self, CommandReferenceCommand.self,
                YAMLEventsCommand.self, YAMLJSONCommand.self, YAMLRoundTripCommand.self, YAMLBenchCommand.self,
                YAMLSetCommand.self, YAMLDeleteCommand.self, YAMLAddItemCommand.self, YAMLEditBatchCommand.self,
                MergeBatchCommand.self,
                MergeTreeCommand.self, PrivacyBatchCommand.self,
            ])
    }
}
