import ArgumentParser
import LosslessYAML

/// `crm plumbing yaml-json FILE`: a record as JSON, by the core schema, numbers as they were typed.
struct YAMLJSONCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "yaml-json", abstract: "Print a YAML record as JSON.")
    }

    @Argument(help: "A file, or - for standard input.") var file: String

    func run() throws {
        let bytes = try YAMLPlumbing.read(file)
        var reader = YAMLReader()
        do throws(YAMLError) {
            let tree = try reader.read(bytes)
            YAMLPlumbing.print(tree.json() + [0x0A])
        } catch {
            YAMLPlumbing.report(error, in: file)
            throw YAMLPlumbing.exitCode(for: error)
        }
    }
}
