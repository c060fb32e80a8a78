import ArgumentParser
import LosslessYAML
import Records

/// `crm log CUSTOMER METHOD TEXT`: notes a contact with a customer as a follow-up of its own (R82–R97).
struct Log: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "log",
            abstract: say("Note a call, visit or e-mail with a customer.", "记录一次电话、拜访或邮件跟进。"),
            discussion: say(
                """
                  crm log 远景智能 phone "asked for a quotation" --next "send quotation" --due 3d
                --due takes 2026-12-01, 3d, fri, next wed, tomorrow.
                """,
                """
                  crm log 远景智能 电话 "对新品价格有疑问" --next 发送报价单 --due 3日内
                --due 可写 2026-12-01、3日内、周五、下周三、明天。
                """))
    }

    @Argument(help: ArgumentHelp(say("The customer.", "客户。"), valueName: "customer"))
    var customer: String

    @Argument(help: ArgumentHelp(say("phone, visit, email, online-meeting …", "电话、拜访、邮件、线上会议……"), valueName: "method"))
    var method: String

    @Argument(help: ArgumentHelp(say("What was said.", "沟通内容。"), valueName: "text"))
    var text: String

    @Option(name: .long, help: ArgumentHelp(say("What the customer thinks.", "客户反馈。"), valueName: "text"))
    var feedback: String?

    @Option(name: .long, help: ArgumentHelp(say("The next step.", "下一步行动。"), valueName: "text"))
    var next: String?

    @Option(name: .long, help: ArgumentHelp(say("When the next step is due.", "下一步的完成时限。"), valueName: "day"))
    var due: String?

    @Option(
        name: .long,
        help: ArgumentHelp(say("Who does the next step; you if left out.", "下一步的责任人；默认是您。"), valueName: "member"))
    var to: String?

    @Option(
        name: .long,
        help: ArgumentHelp(say("Whom you spoke with; several with commas.", "沟通对象；多人用逗号分隔。"), valueName: "names"))
    var with: String?

    @Option(name: .long, help: ArgumentHelp(say("When it was; now if left out.", "跟进时间；默认现在。"), valueName: "time"))
    var at: String?

    @Option(name: .long, help: ArgumentHelp(say("The deal it is about.", "关联的商机。"), valueName: "deal"))
    var deal: String?

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        if next == nil, due != nil || to != nil {
            throw ValidationError(say("--due and --to belong to a --next", "--due 和 --to 要与 --next 一起使用"))
        }
    }

    mutating func run() throws {
        try Change.run("log", reason: options.reason, dryRun: options.dryRun, json: global.json) { change in
            guard let kind = change.folder.kinds["follow-up"] else {
                throw CommandFailure(
                    Text(en: "this repository has no follow-ups", zh: "本仓库没有跟进记录这一类"),
                    remedy: Text("crm init --schemas"))
            }
            guard let handle = change.me.handle else { throw Me.unknown }
            let customer = try namedRecord(self.customer, RecordSet(change.records.records(of: "customer")))
            let fields = try fields(kind, change, handle: handle)
            let values = Dictionary(
                fields.compactMap { field in
                    if case .string(let text) = field.value { (field.key, text) } else { nil }
                }, uniquingKeysWith: { first, _ in first })
            let root = change.folder.root
            guard
                let new = NewRecord(
                    kind, parent: customer, values: values, today: Invocation.current.today,
                    random: Invocation.current.randomByte, taken: { fileExists(root + "/" + $0.text) })
            else { throw CommandFailure(.internalFault, Text(en: "no place for the record", zh: "找不到存放位置")) }
            return [try change.created(new, fields)]
        }
    }

    private func fields(_ kind: Kind, _ change: Change, handle: String) throws -> [(key: String, value: YAMLValue)] {
        let input = change.input
        func typed(_ key: String, _ text: String?) throws -> (key: String, value: YAMLValue)? {
            guard let text, let field = kind.field(key) else { return nil }
            return (key, try withInputFailures { () throws(InputFailure) in try input.value(text, field) })
        }
        var fields = [
            try typed("at", at ?? "now"), try typed("method", method), ("by", .string(handle)),
            try typed("contacts", with), try typed("summary", text), try typed("feedback", feedback),
        ].compactMap { $0 }
        if let next, let field = kind.field("next") {
            var step: [YAMLValue.Entry] = [.init(key: "action", value: .string(next))]
            let owner = try to.map { try item("owner", $0, field, input) } ?? .string(handle)
            step.append(.init(key: "owner", value: owner))
            if let due { step.append(.init(key: "due", value: try item("due", due, field, input))) }
            fields.append(("next", .map(step)))
        }
        if let deal = try typed("deal", deal) { fields.append(deal) }
        return fields
    }

    private func item(_ key: String, _ text: String, _ field: Field, _ input: TypedInput) throws -> YAMLValue {
        guard let inner = field.field(key) else { return .string(text) }
        return try withInputFailures { () throws(InputFailure) in try input.item(text, inner) }
    }
}
