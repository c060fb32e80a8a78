import ArgumentParser
import LosslessYAML

/// `crm plumbing yaml-bench LIST`: how long reading takes. `Benchmarks/yaml-parse/run` sets it against libyaml.
struct YAMLBenchCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "yaml-bench",
            abstract: "Read the files named in LIST again and again; print the CPU milliseconds of the quickest round.")
    }

    @Argument(help: "A file with one path per line.") var list: String
    @Option(help: "How often to read them all.") var rounds = 3

    func run() throws {
        let texts = try YAMLPlumbing.read(list).split(separator: 0x0A).map { path in
            try YAMLPlumbing.read(String(decoding: path, as: UTF8.self))
        }
        var best = Duration.seconds(1 << 30)
        var problems = 0
        for _ in 0..<max(1, rounds) {
            problems = 0
            var reader = YAMLReader()
            let start = YAMLPlumbing.cpuTime()
            for text in texts {
                if case .problems = reader.readAll(text) { problems += 1 }
            }
            best = min(best, YAMLPlumbing.cpuTime() - start)
        }
        let microseconds = best.components.seconds * 1_000_000 + best.components.attoseconds / 1_000_000_000_000
        YAMLPlumbing.print(Array("\(microseconds / 1000).\(microseconds % 1000 / 100)\n".utf8))
        if problems > 0 {
            YAMLPlumbing.complain("\(problems) of \(texts.count) files are not records")
            throw QuietExit(status: .problemsFound)
        }
    }
}
