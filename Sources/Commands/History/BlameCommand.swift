import ArgumentParser
import Records
import Sync

/// `crm blame RECORD`: the last change of every field.
struct BlameCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "blame",
            abstract: say("Who changed each field last, when and why.", "每个字段最后由谁、何时、因何修改。"))
    }

    @Argument(help: ArgumentHelp(say("Id, number, name or part of it.", "编号、名称或其中一部分。"), valueName: "record"))
    var record: [String]

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        let past = try Past()
        let record = try namedRecord(self.record.joined(separator: " "), past.records)
        let origins = try withGitFailures {
            try RecordHistory(past.repository, past.folder, of: record).origins(of: record)
        }
        let terminal = Invocation.current.terminal
        let person = Person(records: past.records)
        if global.json {
            let fields = origins.map { origin -> RecordValue in
                var members: [RecordValue.Member] = [
                    .init("field", .text(origin.leaf.path)), .init("label", .text(say(origin.leaf.label))),
                    .init("value", origin.leaf.after ?? .null),
                ]
                members += commitMembers(origin.commit, origin.note, person)
                return .map(members)
            }
            let value: RecordValue = [
                "id": .optional(record.id), "kind": .text(record.kind.key), "title": .text(record.title),
                "path": .text(record.path.text), "fields": .list(fields),
            ]
            terminal.print(value.json(indented: true))
            return
        }
        var table = TextTable([
            .init(title: say("Field", "字段"), isFlexible: false), .init(title: say("Value", "值")),
            .init(title: say("When", "时间"), isFlexible: false), .init(title: say("Who", "修改人"), isFlexible: false),
            .init(title: say("Why", "原因")),
        ])
        let text = FieldText(records: past.records)
        for origin in origins {
            let when = origin.commit.map { Cell($0.when) } ?? Cell(say("not committed", "未提交"), .yellow)
            table.rows.append([
                Cell(say(origin.leaf.label), .faint), Cell(text(origin.leaf.after, origin.leaf.field)), when,
                Cell(origin.commit.map { person.name($0, origin.note) } ?? "", .bold),
                Cell(origin.note.reason ?? "", .faint),
            ])
        }
        terminal.print(table.lines(width: terminal.width, paint: terminal.paint))
    }
}
