import ArgumentParser
import RecordIndex
import Records

/// `crm sql "SELECT …"`: one question in SQL.
struct SQLCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "sql",
            abstract: say("Ask the index in SQL; nothing can be changed.", "用 SQL 查询索引（只读）。"),
            discussion: say(
                """
                Every kind of record is a view with its fields as columns:
                  crm sql "SELECT name, grade FROM customers WHERE city = '上海'"
                  crm sql "SELECT stage, count(*), sum(amount) FROM deals GROUP BY stage"

                Tables and views are described in docs/INDEX.md. Amounts are computed as floating point numbers here.
                """,
                """
                每类记录都是一个视图，字段就是列：
                  crm sql "SELECT name, grade FROM customers WHERE city = '上海'"
                  crm sql "SELECT stage, count(*), sum(amount) FROM deals GROUP BY stage"

                表和视图见 docs/INDEX.md。这里的金额按浮点数计算。
                """))
    }

    @Argument(help: ArgumentHelp(say("One SELECT statement.", "一条 SELECT 语句。"), valueName: "statement"))
    var statement: String

    @Option(
        name: .long,
        help: ArgumentHelp(say("Give up after so many seconds.", "超过多少秒就放弃。"), valueName: "seconds"))
    var timeout: Int = 10

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        guard (1...86_400).contains(timeout) else {
            throw ValidationError(say("--timeout takes 1 to 86400 seconds", "--timeout 应为 1 到 86400 秒"))
        }
    }

    mutating func run() throws {
        let folder = try openFolder()
        try Self.requireAll(folder)
        let index = try openWholeIndex(folder)
        // The tables that are filled from the commits, which takes time in a long history.
        if ["events", "touched"].contains(where: { statement.lowercased().utf8.contains($0.utf8) }) {
            try bringHistory(index, folder, index.records())
        }
        let stopwatch = Stopwatch()
        let timeout = timeout
        let answer: SQLAnswer
        do {
            answer = try index.answer(statement) { stopwatch.seconds >= Double(timeout) }
        } catch let failure as SQLFailure {
            throw commandFailure(failure)
        }
        let terminal = Invocation.current.terminal
        if global.json {
            let rows = answer.rows.map { row in
                RecordValue.map(zip(answer.columns, row).map { .init($0, $1) })
            }
            let value: RecordValue = ["columns": .list(answer.columns.map { .text($0) }), "rows": .list(rows)]
            terminal.print(value.json(indented: true))
            return
        }
        let numeric = answer.columns.indices.map { column in
            answer.rows.contains { if case .number = $0[column] { true } else { false } }
                && answer.rows.allSatisfy { row in
                    switch row[column] {
                    case .number, .null: true
                    default: false
                    }
                }
        }
        var table = TextTable(
            zip(answer.columns, numeric).map { .init(title: visible($0), alignment: $1 ? .right : .left) })
        table.rows = answer.rows.map { $0.map { Cell($0.string ?? "") } }
        terminal.print(table.lines(width: terminal.width, paint: terminal.paint))
    }

    /// The tables are whole: whoever is not shown everything asks in another way.
    private static func requireAll(_ folder: CRMFolder) throws {
        guard let sight = try sight(in: folder) else { return }
        throw CommandFailure(
            Text(
                en: "crm sql asks all records, and your role (\(sight.roles.en)) does not see all of them",
                zh: "crm sql 查询的是全部记录，而您的角色（\(sight.roles.zh)）不能查看全部"),
            remedy: Text(en: "use crm list, crm find or crm due", zh: "请使用 crm list、crm find 或 crm due"))
    }

    private func commandFailure(_ failure: SQLFailure) -> CommandFailure {
        switch failure {
        case .writes:
            return CommandFailure(
                .wrongUsage, Text(en: "the index is only read", zh: "索引只能读取"),
                remedy: Text(en: "change records with crm set or in the files", zh: "修改记录请用 crm set 或直接编辑文件"))
        case .notOneStatement:
            return CommandFailure(
                .wrongUsage, Text(en: "exactly one SELECT statement is answered", zh: "每次只能执行一条 SELECT 语句"))
        case .syntax(let message, let offset):
            let place = offset.map { self.place($0) } ?? ""
            return CommandFailure(
                .wrongUsage,
                Text(en: "SQL\(place): \(visible(message))", zh: "SQL\(place)：\(visible(message))"),
                remedy: Text(
                    en: "crm sql \"SELECT name, sql FROM sqlite_master\" lists tables and views",
                    zh: "运行 crm sql \"SELECT name, sql FROM sqlite_master\" 可列出表和视图"))
        case .stopped:
            return CommandFailure(
                Text(en: "no answer within \(timeout) seconds", zh: "\(timeout) 秒内没有结果"),
                remedy: Text(en: "ask for less, or give it longer with --timeout", zh: "请缩小查询范围，或用 --timeout 延长时间"))
        case .failed(let message):
            return CommandFailure(Text(en: "SQL: \(visible(message))", zh: "SQL：\(visible(message))"))
        }
    }

    /// ` 2:14`, line and column from 1.
    private func place(_ offset: Int) -> String {
        let before = String(decoding: statement.utf8.prefix(offset), as: UTF8.self).unicodeScalars
        let line = before.count { $0 == "\n" } + 1
        let column = before.reversed().prefix { $0 != "\n" }.count + 1
        return " \(line):\(column)"
    }
}
