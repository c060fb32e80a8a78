import ArgumentParser
import LosslessYAML
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
                """,
                """
                字段和值可以用键名或中文标签。文件中的其他内容保持不变。
                  crm set 远景智能 客户等级=A 客户经理=李娜
                  crm set KH2024001 客户标签+=VIP 客户标签-=新客户
                  crm set 远景智能 '联系人[张伟].职位=采购总监'
                  crm set 远景智能 备注=          （值为空则删除该字段）
                """))
    }

    @Argument(help: ArgumentHelp(say("Id, number, name or part of it.", "编号、名称或其中一部分。"), valueName: "record"))
    var record: String

    @Argument(
        help: ArgumentHelp(
            say("field=value, field+=value or field-=value.", "字段=值、字段+=值 或 字段-=值。"), valueName: "assignment"))
    var assignments: [String]

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        try Change.run("set", reason: options.reason, dryRun: options.dryRun, json: global.json) { change in
            let record = try namedRecord(self.record, change.records)
            var current = record
            for typed in assignments {
                let edits = try withInputFailures { () throws(InputFailure) in
                    try Assignment(typed).edits(current, change.input)
                }
                current = try change.record(current, after: edits)
            }
            return [.init(path: record.path, before: record.tree.bytes, after: current.tree.bytes)]
        }
    }
}
