import ArgumentParser
import JSONSchema
import Records

/// `crm list KIND [conditions]`: records of a kind as a table.
struct List: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: say("List the records of a kind.", "列出一类记录。"),
            discussion: say(
                """
                Conditions compare a field with a value; all of them must hold. Fields and values may be given in English or \
                Chinese:
                  crm list deals stage=negotiation 'amount>=100000'
                  crm list customers owner=me status=won
                """,
                """
                条件用来比较字段和值，须全部满足。字段和值可以用中文或英文：
                  crm list 商机 商机阶段=商务谈判 '预计金额>=100000'
                  crm list 客户 客户经理=me 客户状态=成交
                """))
    }

    @Argument(
        help: ArgumentHelp(
            say("What to list: customers, deals, 客户, 商机 …", "要列出的记录：客户、商机、customers、deals……"), valueName: "kind"))
    var kind: String

    @Argument(help: ArgumentHelp(say("Conditions such as status=won.", "筛选条件，例如 客户状态=成交。"), valueName: "condition"))
    var conditions: [String] = []

    @Option(name: .long, help: ArgumentHelp(say("Columns, separated by commas.", "要显示的列，用逗号分隔。"), valueName: "fields"))
    var columns: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(say("Field to sort by; -field for descending.", "排序字段；-字段 为倒序。"), valueName: "field"))
    var sort: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(say("Show at most so many.", "最多显示多少条。"), valueName: "n"))
    var limit: Int?

    @Flag(name: .long, help: ArgumentHelp(say("Only the number of records.", "只显示数量。")))
    var count = false

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        if let limit, limit < 0 { throw ValidationError(say("--limit must not be negative", "--limit 不能为负数")) }
    }

    mutating func run() throws {
        let folder = try openFolder()
        let kind = try namedKind(self.kind, folder.kinds)
        let records = try readRecords(folder)
        let conditions = try self.conditions.map { try condition($0, kind, folder, records) }
        let ofKind = records.records(of: kind.key)
        var found = ofKind.filter { record in conditions.allSatisfy { $0.holds(record, in: records) } }
        if let sort { try RecordOrder(sort, kind).sort(&found) }
        let shown = limit.map { Array(found.prefix($0)) } ?? found

        let terminal = Invocation.current.terminal
        if count {
            let number = RecordValue.integer(found.count)
            let object: RecordValue = ["kind": .text(kind.key), "count": number]
            terminal.print(global.json ? object.json(indented: true) : String(found.count))
        } else if global.json {
            let value: RecordValue = [
                "kind": .text(kind.key), "count": .integer(found.count), "of": .integer(ofKind.count),
                "records": .list(shown.map { recordValue($0, records) }),
            ]
            terminal.print(value.json(indented: true))
        } else {
            let table = RecordTable(kind: kind, records: records, columns: try chosenColumns(kind))
            terminal.print(table.lines(shown, width: terminal.width, paint: terminal.paint))
            terminal.remark(footer(shown.count, found.count, ofKind.count, kind))
        }
    }

    private func condition(
        _ typed: String, _ kind: Kind, _ folder: CRMFolder, _ records: RecordSet
    ) throws -> Condition {
        var condition: Condition
        do throws(Condition.Failure) {
            condition = try Condition(typed, kind: kind)
        } catch {
            throw CommandFailure(.wrongUsage, error.message, remedy: error.remedy)
        }
        // `owner=me` is the member who works here.
        if condition.field.references.contains("member"), ["me", "我"].contains(condition.value) {
            guard let handle = try Me.working(in: folder, records).handle else { throw Me.unknown }
            condition.value = handle
        }
        return condition
    }

    private func chosenColumns(_ kind: Kind) throws -> [Field] {
        guard let columns else { return kind.columns.compactMap { kind.field($0) } }
        let names = columns.split { $0 == "," || $0 == "\u{FF0C}" }.map(String.init)
        return try names.map { try namedField($0, kind) }
    }

    private func footer(_ shown: Int, _ found: Int, _ all: Int, _ kind: Kind) -> String {
        let noun = Text(en: all == 1 ? kind.label.en : kind.plural.en, zh: kind.label.zh)
        let total = say("\(found) of \(all) \(noun.en)", "\(noun.zh)：共 \(all) 条，符合条件 \(found) 条")
        let plain = say("\(all) \(noun.en)", "\(noun.zh)：共 \(all) 条")
        let text = found == all ? plain : total
        let cut = shown < found ? say(", showing \(shown)", "，显示 \(shown) 条") : ""
        return Invocation.current.terminal.errorPaint(text + cut, .faint)
    }
}

/// The field of a kind that a person names.
func namedField(_ typed: String, _ kind: Kind) throws -> Field {
    let typed = typed.split(separator: " ").joined(separator: " ")
    if let field = kind.field(named: typed) { return field }
    let (message, remedy) = kind.unknownField(typed)
    throw CommandFailure(.wrongUsage, message, remedy: remedy)
}
