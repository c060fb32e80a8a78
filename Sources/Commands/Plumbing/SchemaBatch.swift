import ArgumentParser
import JSONSchema

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `crm plumbing schema-batch`: evaluates schemas on data, one case per line, in one process.
struct SchemaBatch: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "schema-batch",
            abstract:
                "Check data against JSON Schemas: NDJSON cases on standard input, a verdict per line on standard output.",
            discussion: """
                Input lines: {"schema": …, "data": …}
                Output lines: {"valid": true|false}, or {"error": "…"} for a schema that cannot be compiled.
                """)
    }

    enum Draft: String, ExpressibleByArgument {
        case draft07 = "7"
        case draft2019 = "2019-09"
        case draft2020 = "2020-12"

        var edition: SchemaDraft {
            switch self {
            case .draft07: .draft07
            case .draft2019: .draft2019
            case .draft2020: .draft2020
            }
        }
    }

    @Option(help: "The draft of schemas without $schema: 7, 2019-09 or 2020-12.")
    var draft = Draft.draft2020

    @Flag(help: "Check formats instead of treating them as annotations.")
    var assertFormat = false

    @Flag(help: "Add the violations to each verdict.")
    var details = false

    @Option(
        help: ArgumentHelp("Answer references below a URL with the .json files of a directory.", valueName: "url=dir"))
    var remotes: [String] = []

    func run() throws {
        let folders = try remotes.map { text -> SchemaRemotes in
            guard let remote = SchemaRemotes(argument: text) else {
                throw ValidationError("--remotes needs URL=DIR, got \(text)")
            }
            return remote
        }
        var cases = SchemaCases(
            draft: draft.edition, formats: assertFormat ? .asserted : .annotated, details: details,
            registry: SchemaRegistry { uri in folders.lazy.compactMap { $0.document(at: uri) }.first })
        while let line = readLine(strippingNewline: true) {
            if line.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
            print(cases.verdict(onLine: Array(line.utf8)))
        }
        fflush(nil)
    }
}
