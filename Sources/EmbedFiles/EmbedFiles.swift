import Foundation

/// `EmbedFiles OUTPUT INPUT…` writes a Swift file that holds the text of every input under its file name: schemas (`.json`), and the
/// calendars of public holidays (`.yaml`).
@main
struct EmbedFiles {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst().map { $0.removingPercentEncoding ?? $0 }
        guard let output = arguments.first else { return }
        var source = ""
        for (list, folder, ending) in [
            ("shippedSchemaFiles", "schemas", "json"), ("shippedCalendarFiles", "calendars", "yaml"),
        ] {
            source += "/// The files of `\(folder)/`, by name, in the order of their names.\n"
            source += "package let \(list): [(name: String, text: String)] = [\n"
            for input in arguments.dropFirst() {
                let url = URL(fileURLWithPath: input)
                guard url.pathExtension == ending else { continue }
                let text = try String(contentsOf: url, encoding: .utf8)
                source += "    (name: \"\(url.lastPathComponent)\", text: ###\"\"\"\n\(text)\n\"\"\"###),\n"
            }
            source += "]\n"
        }
        try source.write(to: URL(fileURLWithPath: output), atomically: true, encoding: .utf8)
    }
}
