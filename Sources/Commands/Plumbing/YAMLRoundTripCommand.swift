import ArgumentParser
import LosslessYAML

/// `crm plumbing yaml-roundtrip FILE`: a record, parsed and written back from its tree. The bytes must come out as they went in.
struct YAMLRoundTripCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "yaml-roundtrip", abstract: "Parse a YAML record and write it back.")
    }

    @Argument(help: "A file, or - for standard input.") var file: String

    func run() throws {
        let bytes = try YAMLPlumbing.read(file)
        var reader = YAMLReader()
        do throws(YAMLError) {
            YAMLPlumbing.print(try reader.read(bytes).reassembled())
        } catch {
            YAMLPlumbing.report(error, in: file)
            throw YAMLPlumbing.exitCode(for: error)
        }
    }
}
