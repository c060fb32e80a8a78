import ArgumentParser
import RecordIndex
import Records

/// `crm index`: the cache that answers come from.
struct IndexCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "index",
            abstract: say("Look after the cache that answers come from.", "维护用于快速查询的索引。"),
            discussion: say(
                """
                The index is kept right by every command and rebuilt when it is damaged; deleting it loses nothing. Its tables are \
                described in docs/INDEX.md; `crm sql` asks it directly.
                """,
                "索引由每个命令自动更新，损坏时自动重建；删除它不会丢失任何数据。表结构见 docs/INDEX.md；`crm sql` 可直接查询。"),
            subcommands: [IndexVerify.self, IndexRebuild.self, IndexPath.self])
    }
}

/// `crm index verify`: the refreshed index equals one built from nothing.
struct IndexVerify: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify",
            abstract: say("Compare the index with one built from nothing.", "与从头重建的索引比较。"),
            discussion: say("Exit status 2 when they differ.", "不一致时退出码为 2。"))
    }

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        let index = try openWholeIndex(openFolder())
        let differences = try index.verify()
        let terminal = Invocation.current.terminal
        if global.json {
            let value: RecordValue = [
                "equal": .bool(differences.isEmpty), "records": .integer(try index.count()),
                "differences": .list(
                    differences.map { difference in
                        [
                            "table": .text(difference.table), "fault": .text(difference.fault.rawValue),
                            "row": .text(difference.row),
                        ]
                    }),
            ]
            terminal.print(value.json(indented: true))
        } else if differences.isEmpty {
            let count = try index.count()
            terminal.print(
                say("The index is right: \(Text.count(count, "record", "条记录").en).", "索引正确：\(count) 条记录。"))
        } else {
            for difference in differences {
                let sign = difference.fault == .missing ? "-" : "+"
                terminal.print("\(sign) \(difference.table): \(visible(difference.row))")
            }
            terminal.print(
                say("The index differs; crm index rebuild makes a new one.", "索引不一致；运行 crm index rebuild 可重建。"))
        }
        if !differences.isEmpty { throw QuietExit(status: .problemsFound) }
    }
}

/// `crm index rebuild`: reads everything again.
struct IndexRebuild: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "rebuild", abstract: say("Build the index anew from the files.", "根据文件重新建立索引。"))
    }

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        let index = try closedIndex(openFolder())
        try rebuild(index)
        let count = try index.count()
        let terminal = Invocation.current.terminal
        if global.json {
            let value: RecordValue = [
                "records": .integer(count), "path": .optional(index.path),
                "inMemory": .bool(index.source == .memory),
            ]
            terminal.print(value.json(indented: true))
        } else {
            terminal.print(
                say("Built anew: \(Text.count(count, "record", "条记录").en).", "已重建：\(count) 条记录。"))
        }
    }
}

/// `crm index path`: where the file is, for other SQLite tools.
struct IndexPath: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "path",
            abstract: say("Print the path of the SQLite file, after bringing it up to date.", "更新索引并显示 SQLite 文件的路径。"))
    }

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        let index = try openWholeIndex(openFolder())
        guard let path = index.path else {
            throw CommandFailure(
                Text(en: "the index is only in memory: its folder cannot be written", zh: "索引只在内存中：无法写入它所在的文件夹"))
        }
        let terminal = Invocation.current.terminal
        terminal.print(global.json ? RecordValue.map([.init("path", .text(path))]).json(indented: true) : path)
    }
}
