import ArgumentParser
import Records
import Sync

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
        help: ArgumentHelp(
            say("Whom you spoke with, several with commas; the main contact if left out.", "沟通对象，多人用逗号分隔；默认是主要联系人。"),
            valueName: "names"))
    var with: String?

    @Option(name: .long, help: ArgumentHelp(say("When it was; now if left out.", "跟进时间；默认现在。"), valueName: "time"))
    var at: String?

    @Option(name: .long, help: ArgumentHelp(say("The deal it is about.", "关联的商机。"), valueName: "deal"))
    var deal: String?

    @Option(
        name: .long,
        help: ArgumentHelp(say("What it was for: needs, quotation, demo …", "目的：了解需求、报价、演示……"), valueName: "purpose"))
    var purpose: String?

    @Option(
        name: .customLong("commit"),
        help: ArgumentHelp(
            say("Something promised; may be repeated. `text @ day` names the day.", "承诺事项，可写多次；`内容 @ 日期` 指定期限。"),
            valueName: "text"))
    var commitments: [String] = []

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        if next == nil, due != nil || to != nil {
            throw ValidationError(say("--due and --to belong to a --next", "--due 和 --to 要与 --next 一起使用"))
        }
    }

    mutating func run() throws {
        try Change.run("log", options, global) { change in
            guard let kind = change.folder.kinds["follow-up"] else {
                throw CommandFailure(
                    Text(en: "this repository has no follow-ups", zh: "本仓库没有跟进记录这一类"),
                    remedy: Text("crm init --schemas"))
            }
            _ = try change.handle()
            let customer = try namedRecord(self.customer, change.records, kinds: ["customer"])
            var draft = try RecordDraft(kind, parent: customer)
            try draft.assign(assignments(kind), change)
            for commitment in commitments { try promise(commitment, &draft, change) }
            try draft.fillIn(change)
            try nameContact(customer, &draft, change)
            try askForNextStep(&draft, change)
            try addNextStep(&draft, change)
            try putOffWhatIsMissing(&draft, &change)
            return [.init(new: try draft.finished(change))]
        }
    }

    private func assignments(_ kind: Kind) -> [String] {
        let given = [
            ("at", at), ("method", method), ("contacts", with), ("summary", text), ("feedback", feedback),
            ("deal", deal),
            ("purpose", purpose),
        ]
        return given.compactMap { key, value in
            guard let value, kind.field(key) != nil else { return nil }
            return "\(key)=\(value)"
        }
    }

    /// `text @ day`
    private func promise(_ typed: String, _ draft: inout RecordDraft, _ change: Change) throws {
        let parts = typed.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
        let day = parts.count > 1 ? parts.last.map { $0.filter { $0 != " " } } : nil
        let isDay = day.flatMap { parseDay($0, today: Invocation.current.today) } != nil
        var text = isDay ? parts.dropLast().joined(separator: "@") : typed
        while text.hasSuffix(" ") { text.removeLast() }
        let index = (draft.record.value("commitments")?.items.count ?? 0) + 1
        try draft.assign(["commitments+=\(text)", "commitments[\(index)].owner=\(try change.handle())"], change)
        if isDay, let day { try draft.assign(["commitments[\(index)].due=\(day)"], change) }
    }

    /// Without --with it was the only contact of the customer, or the one that is marked as the main one.
    private func nameContact(_ customer: Record, _ draft: inout RecordDraft, _ change: Change) throws {
        guard !draft.record.holds("contacts") else { return }
        let contacts = customer.value("contacts")?.items ?? []
        let marked = contacts.filter { $0["primary"] == true }
        let main = contacts.count == 1 ? contacts.first : marked.count == 1 ? marked.first : nil
        guard let name = main?["name"]?.string else { return }
        try draft.apply([FieldChange("contacts", .list([.text(name)]))], change)
    }

    /// A note in time beats a complete one (R97): what the team's profile asks for besides is filled in later.
    private func putOffWhatIsMissing(_ draft: inout RecordDraft, _ change: inout Change) throws {
        let missing = draft.record.missingFields(change.folder.settings.profile).filter { !$0.isRequired }
        guard !missing.isEmpty, draft.kind.field("draft") != nil else { return }
        try draft.apply([FieldChange("draft", true)], change)
        change.remarks.append(
            say(Text(en: "saved as a draft; still missing: ", zh: "已存为草稿，还缺：") + RecordDraft.names(missing)))
    }

    /// A contact without a next step is how customers are forgotten (R97); an empty answer leaves it out all the same.
    private mutating func askForNextStep(_ draft: inout RecordDraft, _ change: Change) throws {
        guard next == nil, Invocation.current.terminal.canAsk, draft.kind.field("next") != nil else { return }
        var step = NextStepOptions.none
        try step.ask()
        next = step.next
        due = step.due
    }

    private func addNextStep(_ draft: inout RecordDraft, _ change: Change) throws {
        guard let next, !next.isEmpty else { return }
        var values = ["next.action=\(next)"]
        values.append("next.owner=\(try to ?? change.handle())")
        if let due { values.append("next.due=\(due)") }
        try draft.assign(values, change)
    }
}
