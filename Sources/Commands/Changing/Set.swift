import ArgumentParser
import Records
import Sync

/// `crm set RECORD field=value …`: changes fields of a record, and only the bytes of these fields.
struct SetCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "set",
            abstract: say("Change fields of a record.", "修改一条记录的字段。"),
            discussion: say(
                """
                Fields and values by key or label, in either language. Everything else in the file stays as it is.
                  crm set 远景智能 grade=A owner=李娜
                  crm set KH2024001 tags+=VIP tags-=新客户
                  crm set 远景智能 'contacts[张伟].title=采购总监'
                  crm set 远景智能 remarks=          (an empty value removes the field)
                Many at once, by conditions as in crm list; the kind stands in place of the record:
                  crm set customers --where industry=retail --where city=杭州 owner=李娜
                """,
                """
                字段和值可以用键名或中文标签。文件中的其他内容保持不变。
                  crm set 远景智能 客户等级=A 客户经理=李娜
                  crm set KH2024001 客户标签+=VIP 客户标签-=新客户
                  crm set 远景智能 '联系人[张伟].职位=采购总监'
                  crm set 远景智能 备注=          （值为空则删除该字段）
                按条件批量修改（条件写法同 crm list），此时记录的位置写类型：
                  crm set 客户 --where 所属行业=零售业 --where 城市=杭州 客户经理=李娜
                """))
    }

    @Argument(help: ArgumentHelp(say("Id, number, name or part of it.", "编号、名称或其中一部分。"), valueName: "record"))
    var record: String

    @Argument(
        help: ArgumentHelp(
            say("field=value, field+=value or field-=value.", "字段=值、字段+=值 或 字段-=值。"), valueName: "assignment"))
    var assignments: [String]

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            say("All records for which this holds; may be repeated.", "修改符合条件的所有记录，可写多次。"), valueName: "condition"))
    var conditions: [String] = []

    @Flag(
        name: [.customShort("y"), .long], help: ArgumentHelp(say("With --where: do not ask.", "与 --where 一起使用：不再询问。")))
    var yes = false

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        if !conditions.isEmpty {
            var bulk = BulkSet(
                kind: record, conditions: conditions, assignments: assignments, isConfirmed: yes, options: options,
                global: global)
            return try bulk.run()
        }
        try Change.run("set", options, global) { change in
            let record = try namedRecord(self.record, change.records)
            return [.init(record, becomes: try change.record(record, assigning: assignments))]
        }
    }
}
