import ArgumentParser
import Records
import Rules
import Sync

/// `crm deal new CUSTOMER NAME [field=value …]`
struct DealNew: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "new",
            abstract: say("Open a deal with a customer.", "为客户新建商机。"),
            discussion: say(
                "  crm deal new 云帆科技 \"Data platform\" amount=200000 expected_close=2026-12-20",
                "  crm deal new 云帆科技 数据平台 预计金额=20万 预计成交日期=2026-12-20"))
    }

    @Argument(help: ArgumentHelp(say("The customer.", "客户。"), valueName: "customer"))
    var customer: String

    @Argument(help: ArgumentHelp(say("What is to be sold, then field=value.", "要成交的内容，后面可接 字段=值。"), valueName: "name"))
    var values: [String]

    @Flag(name: .long, help: ArgumentHelp(say("Save it although fields are missing.", "必填项不全也保存为草稿。")))
    var draft = false

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        var new = New()
        new.kind = "deal"
        new.values = values
        new.customer = customer
        new.folder = nil
        new.edit = false
        new.anyway = true
        new.draft = draft
        new.anyway = false
        new.options = options
        new.global = global
        try new.run()
    }
}
