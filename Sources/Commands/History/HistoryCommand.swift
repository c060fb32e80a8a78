import ArgumentParser
import Records
import Sync

/// `crm history RECORD`: who changed which field from what to what, when and why.
struct HistoryCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "history",
            abstract: say("Who changed what in a record, when and why.", "一条记录的变更历史：谁在何时因何改了什么。"),
            discussion: say(
                """
                The newest change comes first; edits that are not committed come before all. A record is followed by its id, so
                a renamed folder does not end its history. A record that was deleted is found as well.
                  crm history 远景智能 --field status
                """,
                """
                最新的变更在最前，未提交的修改排在最上面。按编号追踪，文件夹改名后历史不会中断。已删除的记录也能查到。
                  crm history 远景智能 --field 客户状态
                """))
    }

    @Argument(help: ArgumentHelp(say("Id, number, name or part of it.", "编号、名称或其中一部分。"), valueName: "record"))
    var record: [String]

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("Only this field, e.g. contacts[张伟].mobile.", "只看这个字段，例如 联系人[张伟].手机。"), valueName: "field"))
    var field: String?

    @Option(name: .long, help: ArgumentHelp(say("At most so many changes.", "最多显示几次变更。"), valueName: "number"))
    var limit: Int?

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        if let limit, limit < 1 { throw ValidationError(say("--limit is at least 1", "--limit 至少为 1")) }
    }

    mutating func run() throws {
        let past = try Past()
        let (record, _) = try past.record(named: self.record.joined(separator: " "))
        let kinds = past.folder.seen(through: past.sight).kinds
        let place = try field.map { try fieldPlace($0, kinds[record.kind.key] ?? record.kind) }
        var revisions: [RecordRevision] = []
        let shows = past.shows(record)
        try withGitFailures {
            try RecordHistory(past.repository, past.folder, of: record).read { revision in
                guard let revision = place.map({ revision.only($0) }) ?? revision, let revision = revision.seen(shows)
                else { return true }
                revisions.append(revision)
                return revisions.count < limit ?? .max
            }
        }
        let terminal = Invocation.current.terminal
        if global.json {
            let person = Person(records: past.records)
            let value: RecordValue = [
                "id": .optional(record.id), "kind": .text(record.kind.key), "title": .text(record.title),
                "path": .text(record.path.text), "revisions": .list(revisions.map { revisionValue($0, person) }),
            ]
            terminal.print(value.json(indented: true))
            return
        }
        let lines = RevisionLines(records: past.records, paint: terminal.paint)
        let heading = [terminal.paint(visible(record.title), .bold) + terminal.paint("  \(record.id ?? "")", .faint)]
        if revisions.isEmpty {
            terminal.print(heading + ["", say("no change of this field is known", "该字段没有变更记录")])
            return
        }
        terminal.print(heading + revisions.flatMap { [""] + lines.lines($0, showsAllFields: place != nil) })
    }
}

extension RecordRevision {
    /// The revision with only what a person may see of it; nil when nothing of it is left.
    func seen(_ shows: (([String]) -> Bool)?) -> RecordRevision? {
        guard let shows else { return self }
        let left = changes.compactMap { $0.showing(shows) }
        return left.isEmpty && !changes.isEmpty ? nil : replacing(left)
    }

    /// The revision with only what it did at one place; nil when it did nothing there.
    func only(_ place: [FieldDifference.Step]) -> RecordRevision? {
        let changes = changes.flatMap { $0.narrowed(to: place) }
        return changes.isEmpty ? nil : replacing(changes)
    }
}
