import ArgumentParser
import LosslessYAML
import Records
import Sync

/// `crm delete RECORD`: refuses while others refer to it, unless told what to do with them.
struct Delete: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "delete",
            abstract: say("Delete a record.", "删除一条记录。"),
            discussion: say(
                """
                A record that others refer to is not deleted, unless --references says what becomes of them: clear takes them away,
                an id puts another record in its place. A customer goes with all it has: --with-contents. History keeps everything.
                """,
                """
                被其他记录引用时不会删除，除非用 --references 说明如何处理：clear 去掉引用，写编号则改为引用那条记录。
                删除客户会连同其全部内容：--with-contents。历史中仍保留一切。
                """))
    }

    @Argument(help: ArgumentHelp(say("Id, number, name or part of it.", "编号、名称或其中一部分。"), valueName: "record"))
    var record: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("What becomes of references: clear, or the id of another record.", "如何处理引用：clear，或另一条记录的编号。"),
            valueName: "clear|id"))
    var references: String?

    @Flag(name: .long, help: ArgumentHelp(say("A customer with everything in its folder.", "连同客户文件夹中的全部内容。")))
    var withContents = false

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        try Change.run("delete", options, global) { change in
            let record = try namedRecord(self.record, change.records)
            let paths = try RecordMove(record, root: change.folder.root).beneath(change)
            if paths.count > 1, !withContents { throw hasContents(record, paths) }
            let gone = Set(paths)
            let ids = Set(paths.compactMap { change.records.record(at: $0)?.id })
            let referring = change.records.references(to: ids).filter { !gone.contains($0.record.path) }
            var files = try settled(referring, record, change)
            for path in paths {
                do throws(FileProblem) {
                    let bytes = try readFile(change.folder.root + "/" + path.text, limit: 1 << 28)
                    files.append(PlannedFile(path: path, before: bytes, after: nil))
                } catch {
                    throw CommandFailure(error.message)
                }
            }
            return files
        }
    }

    private func hasContents(_ record: Record, _ paths: [RecordPath]) -> CommandFailure {
        let inner = paths.filter { $0 != record.path }
        let shown = inner.prefix(8).map { "  \($0)" } + (inner.count > 8 ? ["  …"] : [])
        return CommandFailure(
            Text(
                en: "\(record.title) has \(inner.count) files in its folder:",
                zh: "\(record.title) 的文件夹中还有 \(inner.count) 个文件："),
            remedy: Text(
                en: "--with-contents deletes them too; to keep the customer out of sight, archive it instead\n",
                zh: "--with-contents 会一并删除；若只想不再显示，可改为归档\n") + Text(shown.joined(separator: "\n")))
    }

    /// The records that refer to what goes, as they read afterwards.
    private func settled(_ referring: [Reference], _ record: Record, _ change: Change) throws -> [PlannedFile] {
        guard !referring.isEmpty else { return [] }
        guard let references else { throw isReferenced(referring, record) }
        var other: String?
        if references.lowercased() != "clear" {
            let found = try namedRecord(references, change.records)
            other = found.id
            if found.id == record.id {
                throw CommandFailure(.wrongUsage, Text(en: "that is the record itself", zh: "这就是要删除的记录"))
            }
        }
        var files: [PlannedFile] = []
        for (path, places) in Dictionary(grouping: referring, by: \.record.path).sorted(by: { $0.key < $1.key }) {
            guard let old = places.first?.record else { continue }
            // From the end, so that the numbers of the entries before stay right.
            let edits = places.reversed().flatMap { place -> [YAMLEdit] in
                if let other { return [.set(place.path, .string(other))] }
                return Self.removal(place, places)
            }
            files.append(
                PlannedFile(path: path, before: old.tree.bytes, after: try change.record(old, after: edits).tree.bytes))
        }
        return files
    }

    /// Takes the reference away; the list with it when nothing else is in it.
    private static func removal(_ place: Reference, _ all: [Reference]) -> [YAMLEdit] {
        guard case .index(let index)? = place.path.last else { return [.remove(place.path)] }
        let list = Array(place.path.dropLast())
        let going = all.filter { $0.path.count == place.path.count && Array($0.path.dropLast()) == list }
        var value: RecordValue? = place.record.value
        for step in list {
            switch step {
            case .key(let key): value = value?[key]
            case .index(let index):
                let items = value?.items ?? []
                value = items.indices.contains(index) ? items[index] : nil
            }
        }
        guard going.count == value?.items.count ?? 0 else { return [.remove(place.path)] }
        return index == 0 ? [.remove(list)] : []
    }

    private func isReferenced(_ referring: [Reference], _ record: Record) -> CommandFailure {
        let lines = referring.prefix(12).map { reference in
            "  \(reference.record.id ?? "")  \(reference.record.title)  \(say(reference.field.name))  (\(reference.record.path))"
        }
        let more = referring.count > 12 ? ["  …"] : []
        return CommandFailure(
            Text(
                en: "\(record.title) is referred to in \(referring.count) places:",
                zh: "\(record.title) 在 \(referring.count) 处被引用："),
            remedy: Text(
                en: "--references=clear takes them away, --references=ID names another record instead\n",
                zh: "--references=clear 去掉这些引用，--references=编号 改为引用另一条记录\n")
                + Text((lines + more).joined(separator: "\n")))
    }
}
