import ArgumentParser
import Records
import Rules

/// `crm show RECORD`: one record by the labels of its fields; a customer with all that belongs to it.
struct Show: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show",
            abstract: say(
                "Show a record; a customer with contacts, deals and follow-ups.", "显示一条记录；客户会连同联系人、商机和跟进一起显示。"),
            discussion: say(
                "A record is named by its id, number, folder, name or any unambiguous part of them.",
                "可以用编号、文件夹名、名称或其中任何不会混淆的一部分来指定记录。"))
    }

    @Argument(help: ArgumentHelp(say("Id, number, name or part of it.", "编号、名称或其中一部分。"), valueName: "record"))
    var record: [String]

    @Flag(name: .long, help: ArgumentHelp(say("All follow-ups, not only the last five.", "显示全部跟进，而不只是最近五条。")))
    var all = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "As it was: a day (its end), a time, or an id of crm operations.",
                "查看当时的样子：日期（当天结束时）、时间，或 crm operations 中的编号。"),
            valueName: "when"))
    var at: String?

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        let folder = try openFolder()
        let records = try readRecords(folder)
        let typed = self.record.joined(separator: " ")
        if let at { return try PastSheet(folder, records, at: at).show(typed) { try print($0, $1, folder) } }
        try print(try namedRecord(typed, records), records, folder)
    }

    private func print(_ record: Record, _ records: RecordSet, _ folder: CRMFolder) throws {
        let terminal = Invocation.current.terminal
        if global.json {
            var value = RecordJSON(records: records).value(record)
            let views = ConflictView.open(records, for: nil).filter { $0.record?.path == record.path }
            if case .map(var members) = value {
                members.append(.init("completeness", completenessValue(record, folder, records.sight)))
                if !views.isEmpty { members.append(.init("open_conflicts", .list(views.map(\.json)))) }
                value = .map(members)
            }
            terminal.print(value.json(indented: true))
            return
        }
        let sheet = RecordSheet(records: records, folder: folder, terminal: terminal, followUpLimit: all ? nil : 5)
        terminal.print(sheet.lines(record))
        let belongings = Set(records.children(of: record).map(\.path))
        let views = ConflictView.open(records, for: nil).filter {
            $0.record?.path == record.path || belongings.contains($0.conflict.path)
        }
        guard !views.isEmpty else { return }
        terminal.print(["", terminal.paint(say("Open conflicts", "未解决的冲突"), .bold)])
        for view in views {
            let what = (view.record?.path == record.path ? "" : view.title + "  ") + say(view.label)
            terminal.print(["  " + terminal.paint("! ", .yellow) + visible(what)] + view.lines(terminal.paint))
        }
        terminal.print("  " + terminal.paint("→ ", .cyan) + say("crm resolve", "crm resolve 可裁定"))
    }
}

/// null for a kind of which the team's profile asks nothing.
private func completenessValue(_ record: Record, _ folder: CRMFolder, _ sight: Sight?) -> RecordValue {
    completeness(of: record, folder.settings.profile, sight).map { complete in
        [
            "profile": .text(folder.settings.profile.rawValue), "percent": .integer(complete.percent),
            "missing": .list(complete.missing.map { .text($0.key) }), "draft": .bool(complete.isDraft),
        ]
    } ?? .null
}

/// A record and all that lies in its folder, as JSON.
struct RecordJSON {
    let records: RecordSet

    func value(_ record: Record) -> RecordValue {
        guard case .map(var members) = recordValue(record, records), record.kind.parent == nil else {
            return recordValue(record, records)
        }
        var byKind: [(key: String, values: [RecordValue])] = []
        for child in records.children(of: record) {
            let value = recordValue(child, records)
            if let index = byKind.firstIndex(where: { $0.key == child.kind.key }) {
                byKind[index].values.append(value)
            } else {
                byKind.append((child.kind.key, [value]))
            }
        }
        if record.kind.location.tail.count == 1, record.path.names.count > 1 {
            members.append(.init("related", .map(byKind.map { .init($0.key, .list($0.values)) })))
        }
        return .map(members)
    }
}
