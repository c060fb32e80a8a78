import ArgumentParser
import Git
import Records
import Sync

/// `crm operations`: what was done in this repository, newest first; the ids are for `crm undo`.
struct OperationsCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "operations",
            abstract: say("What was done here, by whom; the ids are for undo.", "列出做过的操作；编号可用于 undo。"))
    }

    @Flag(name: .long, help: ArgumentHelp(say("Only what you did.", "只列出您自己的操作。")))
    var mine = false

    @Option(
        name: .long, help: ArgumentHelp(say("At most so many; 20 if left out.", "最多列出几项；默认 20。"), valueName: "number"))
    var limit = 20

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        if limit < 1 { throw ValidationError(say("--limit is at least 1", "--limit 至少为 1")) }
    }

    mutating func run() throws {
        let folder = try openFolder()
        let sight = try sight(in: folder)
        let records = try sight.map { try readRecords(folder, openIndex(folder, sight: $0)) }
        let past = try Past(
            folder, try openRepository(folder), try records ?? readRecords(folder, kinds: ["member"]), sight)
        let isMine = try mine || sight != nil ? IsMine(past.me, past.repository) : nil
        var operations: [Operation] = []
        try withGitFailures {
            try readOperations(past.repository, from: try past.head()) { operation in
                // What others did is told by the records that they did it to.
                let isSeen = !mine && operation.note.records.contains { records?.record(id: $0) != nil }
                if isMine?(operation) ?? true || isSeen { operations.append(operation) }
                return operations.count < limit
            }
        }
        let terminal = Invocation.current.terminal
        let person = Person(records: past.records)
        if global.json {
            let values = operations.map { operation -> RecordValue in
                let note = operation.note
                return .map(
                    commitMembers(operation.commit, note, person) + [
                        .init("summary", .text(operation.commit.summary)),
                        .init("records", .list(note.records.map { .text($0) })),
                        .init("undoes", .optional(note.undoes?.hex)),
                        .init("undone_by", .optional(operation.undoneBy?.hex)),
                    ])
            }
            terminal.print(RecordValue.list(values).json(indented: true))
            return
        }
        terminal.print(table(operations, person).lines(width: terminal.width, paint: terminal.paint))
    }

    private func table(_ operations: [Operation], _ person: Person) -> TextTable {
        var table = TextTable([
            .init(title: say("Id", "编号"), isFlexible: false), .init(title: say("When", "时间"), isFlexible: false),
            .init(title: say("Who", "操作人"), isFlexible: false),
            .init(title: say("Command", "命令"), isFlexible: false), .init(title: say("What", "内容")),
            .init(title: "", isFlexible: false),
        ])
        for operation in operations {
            let commit = operation.commit
            var what = Cell(commit.summary)
            var state = Cell("")
            if let by = operation.undoneBy {
                what.inks = [.faint]
                state = Cell(say("undone by ", "已撤销：") + by.abbreviated, .faint)
            } else if let undone = operation.note.undoes {
                state = Cell(say("undoes ", "撤销了 ") + undone.abbreviated, .faint)
            }
            table.rows.append([
                Cell(commit.id.abbreviated, .cyan), Cell(commit.when), Cell(person.name(commit, operation.note)),
                Cell(operation.note.operation ?? "git", .faint), what, state,
            ])
        }
        return table
    }
}
