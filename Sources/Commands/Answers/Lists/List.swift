import ArgumentParser
import RecordIndex
import Records

/// `crm list KIND [filter]`: records of a kind as a table, in groups, or as a number; `crm list @view` for a list that was kept.
struct List: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: say("List the records of a kind, or of a saved view.", "列出一类记录，或已保存的视图。"),
            discussion: say(
                """
                Conditions compare fields with values; all of them must hold. Fields and values may be given in English or \
                Chinese, fields of related records behind a point; crm help filters has the whole language:
                  crm list deals stage=negotiation 'amount>=100000'
                  crm list customers owner=me status=won
                  crm list customers 'industry=IT服务业+年采购额≥30万+近6个月有跟进记录'
                  crm list deals 'customer.grade=A' --sort -amount,name
                  crm list deals --group-by stage
                  crm list customers 'no follow-up since 30d' --save neglected
                  crm list @neglected owner=me
                  crm list customers grade=A --export ~/a-customers.csv
                """,
                """
                条件用来比较字段和值，须全部满足。字段和值可以用中文或英文，相关记录的字段写在点号之后；完整写法见 crm help filters：
                  crm list 商机 商机阶段=商务谈判 '预计金额>=100000'
                  crm list 客户 客户经理=我 客户状态=成交
                  crm list 客户 '行业=IT服务业+年采购额≥30万+近6个月有跟进记录'
                  crm list 商机 '客户.等级=A' --sort -预计金额,商机名称
                  crm list 商机 --group-by 商机阶段
                  crm list 客户 30天未跟进 --save 久未跟进
                  crm list @久未跟进 客户经理=我
                  crm list 客户 等级=A --export ~/A级客户.csv
                """))
    }

    @Argument(
        help: ArgumentHelp(
            say(
                "What to list: customers, deals, 客户, 商机 …, or @view.", "要列出的记录：客户、商机、customers、deals……，或 @视图。"),
            valueName: "kind"))
    var kind: String

    @Argument(
        help: ArgumentHelp(say("Conditions such as status=won.", "筛选条件，例如 客户状态=成交。"), valueName: "condition"))
    var conditions: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "Columns, separated by commas; also owner.team, deals.amount, last_follow_up.",
                "要显示的列，用逗号分隔；也可写 客户经理.团队、商机.金额、最近跟进。"), valueName: "fields"))
    var columns: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(
            say("Fields to sort by, separated by commas; -field for descending.", "排序字段，用逗号分隔；-字段 为倒序。"),
            valueName: "fields"))
    var sort: String?

    @Option(
        name: .customLong("group-by"),
        help: ArgumentHelp(
            say("Put together by this field: numbers and sums of money.", "按该字段分组，显示数量和金额合计。"), valueName: "field"))
    var groupBy: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(say("Show at most so many.", "最多显示多少条。"), valueName: "n"))
    var limit: Int?

    @Flag(name: .long, help: ArgumentHelp(say("Only the number of records.", "只显示数量。")))
    var count = false

    @Flag(name: .long, help: ArgumentHelp(say("Only the ids, one a line.", "只显示标识，每行一个。")))
    var ids = false

    @Flag(name: .long, help: ArgumentHelp(say("Archived customers as well.", "包括已归档的客户。")))
    var archived = false

    @Option(
        name: .long,
        help: ArgumentHelp(say("Keep the list as a view of this name.", "把这个列表保存为视图。"), valueName: "name"))
    var save: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "Write the list to this file for a spreadsheet (CSV), all fields unless --columns; crm audit tells of it.",
                "把列表导出为表格文件（CSV），不写 --columns 则导出全部字段；导出会被 crm audit 审计。"), valueName: "file"))
    var export: String?

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        if export != nil, count || ids || global.json || groupBy != nil || save != nil {
            throw ValidationError(
                say(
                    "--export goes without --count, --ids, --json, --group-by and --save",
                    "--export 不能与 --count、--ids、--json、--group-by、--save 同用"))
        }
        if let limit, limit < 0 { throw ValidationError(say("--limit must not be negative", "--limit 不能为负数")) }
        if count && ids { throw ValidationError(say("--count or --ids, not both", "--count 和 --ids 不能同时使用")) }
    }

    mutating func run() throws {
        if let save { return try SaveView(name: save, list: self, global: global).run() }
        let whole = try openFolder()
        let sight = try sight(in: whole, exporting: export != nil)
        let folder = whole.seen(through: sight)
        // What was typed wrong is said before anything is read.
        var opened: (index: RecordIndex, records: RecordSet)?
        func open() throws -> (index: RecordIndex, records: RecordSet) {
            if let opened { return opened }
            let index = try openIndex(whole, sight: sight)
            let both = (index: index, records: try readRecords(whole, index))
            opened = both
            return both
        }
        let request = try ListRequest(self, folder) { try open().records }
        if export != nil { try requireExport(request.kind, sight) }
        try requireSeen(request.kind, sight)
        let (index, records) = try open()
        let report = ListReport(
            request: request, folder: folder, index: index, records: records, isJSON: global.json)
        if let export {
            try report.export(to: export)
        } else if count || ids {
            try report.short(count: count)
        } else if let group = request.group {
            try report.groups(by: try namedSubject(group, request.kind, folder.kinds))
        } else {
            try report.table()
        }
    }

    /// A role that may see records may still not take them out (R151–R155).
    private func requireExport(_ kind: Kind, _ sight: Sight?) throws {
        guard let sight, sight.views(ofKind: kind.key).isEmpty else { return }
        throw CommandFailure(
            Text(
                en: "your role (\(sight.roles.en)) may not export \(kind.plural.en)",
                zh: "您的角色“\(sight.roles.zh)”不能导出\(kind.label.zh)"),
            remedy: Text(en: "ask an administrator", zh: "请联系管理员"))
    }
}
