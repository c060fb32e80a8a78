import ArgumentParser
import LosslessYAML
import Records

/// `crm plumbing format-doc`: the tables of docs/FORMAT.md, written from the shipped schemas.
struct FormatDocCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "format-doc", abstract: "Print every kind of record and its fields as Markdown.")
    }

    @Option(name: .long, help: "A CRM repository from which one record of each kind is shown.") var examples: String?

    func run() throws {
        let files = shippedSchemaFiles.compactMap { file in
            RecordPath("schemas/" + file.name).map { (path: $0, bytes: Array(file.text.utf8)) }
        }
        let kinds = SchemaFolder(files: files).kinds
        var records: [Record] = []
        if let examples {
            do throws(FileProblem) {
                records = try FolderReading(CRMFolder(root: absolutePath(examples))).records
            } catch {
                throw CommandFailure(error.message)
            }
        }
        let terminal = Invocation.current.terminal
        let rest = kinds.kinds.map(\.key).filter { !Self.order.contains($0) }
        terminal.print(["| kind | 类别 | place |", "|---|---|---|"])
        for kind in (Self.order + rest).compactMap({ kinds[$0] }) {
            terminal.print(
                "| [\(kind.label.en)](#\(KindPage.anchor(kind))) | \(kind.label.zh) | `\(kind.location.text)` |")
        }
        for kind in (Self.order + rest).compactMap({ kinds[$0] }) {
            let page = KindPage(kind: kind, example: Self.example(records.filter { $0.kind.key == kind.key }))
            terminal.print(page.lines())
        }
    }

    /// As a newcomer meets them.
    private static let order = [
        "customer", "follow-up", "deal", "need", "task", "ticket", "contract", "survey", "member", "strategy", "goal",
        "view", "conflict", "settings",
    ]

    /// The record that shows most in few lines.
    private static func example(_ records: [Record]) -> Record? {
        func lines(_ record: Record) -> Int { record.tree.bytes.count { $0 == 0x0A } }
        func fields(_ record: Record) -> Int {
            record.tree.root.map { record.tree.entries($0).count { _ in true } } ?? 0
        }
        let short = records.filter { lines($0) <= 40 }
        return (short.isEmpty ? records : short).max { fields($0) < fields($1) }
    }
}
