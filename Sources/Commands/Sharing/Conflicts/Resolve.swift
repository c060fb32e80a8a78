import ArgumentParser
import LosslessYAML
import Records
import Sync

/// `crm resolve RECORD [FIELD]`: settles a conflict, in one commit that also removes the conflict record.
struct Resolve: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "resolve",
            abstract: say("Settle a conflict of a record.", "裁定一条记录的冲突。"),
            discussion: say(
                """
                Keeps the value that the record has, takes the other one, or sets a third. On a terminal, without an option, it shows \
                both values with who wrote them and when, and asks. The record may also be named by its conflict file.
                  crm resolve 远景智能 grade --take
                  crm resolve 检测线 amount --value 1500
                """,
                """
                保留记录中的值、采用另一个值，或写入第三个值。在终端中不带选项时，会显示两个值以及各自由谁、何时写下，然后询问。也可以用冲突文件的路径指定。
                  crm resolve 远景智能 客户等级 --take
                  crm resolve 检测线 金额 --value 1500
                """))
    }

    @Argument(help: ArgumentHelp(say("Id, number, name or part of it.", "编号、名称或其中一部分。"), valueName: "record"))
    var record: String

    @Argument(help: ArgumentHelp(say("The field, if several are open.", "字段；有多处冲突时指定。"), valueName: "field"))
    var field: String?

    @Flag(name: .long, help: ArgumentHelp(say("Keep what the record has.", "保留记录中的值。")))
    var keep = false

    @Flag(name: .long, help: ArgumentHelp(say("Take the other value.", "采用另一个值。")))
    var take = false

    @Option(name: .long, help: ArgumentHelp(say("Set this value instead.", "写入这个值。"), valueName: "value"))
    var value: String?

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        if [keep, take, value != nil].filter({ $0 }).count > 1 {
            throw ValidationError(say("--keep, --take or --value: one of them", "--keep、--take、--value 只能用一个"))
        }
    }

    mutating func run() throws {
        var answers: [RecordPath: Choice] = [:]
        try Change.run("resolve", options, global) { change in
            let views = try chosen(change)
            var edit = Settlements(change)
            for view in views {
                let choice = try answers[view.conflict.path] ?? self.choice(view, views.count)
                answers[view.conflict.path] = choice
                try edit.settle(view, choice)
            }
            return try edit.files()
        }
    }

    /// The open conflicts that are meant.
    private func chosen(_ change: Change) throws -> [ConflictView] {
        let named = try namedRecord(record, change.records)
        let open = ConflictView.open(change.records, for: change.me.handle)
        var views = open.filter {
            $0.conflict.path == named.path || $0.record?.path == named.path
                || named.id != nil && $0.conflict.string("record") == named.id
        }
        guard !views.isEmpty else {
            throw CommandFailure(
                Text(en: "\(named.title) has no open conflict", zh: "\(named.title) 没有未解决的冲突"),
                remedy: Text(en: "crm inbox lists all of them", zh: "crm inbox 可列出全部冲突"))
        }
        if let field {
            views = views.filter { view in
                let key = view.record?.kind.field(named: field)?.key ?? field
                return view.keys.first == key || view.conflict.string("group") == field
                    || view.keys.joined(separator: "/") == field
            }
            guard !views.isEmpty else {
                throw CommandFailure(
                    Text(
                        en: "\(named.title) has no open conflict in `\(field)`", zh: "\(named.title) 的 `\(field)` 没有冲突"),
                    remedy: Text(en: "crm inbox lists all of them", zh: "crm inbox 可列出全部冲突"))
            }
        }
        if value != nil, views.count > 1 { throw several(views) }
        if !keep, !take, value == nil, !Invocation.current.terminal.canAsk { throw undecided(views) }
        return views
    }

    private func several(_ views: [ConflictView]) -> CommandFailure {
        CommandFailure(
            .wrongUsage, Text(en: "several fields are open", zh: "有多处冲突"),
            remedy: Text(en: "name one: ", zh: "请指定一个字段：")
                + Text.list(views.map { $0.keys.joined(separator: "/") }.filter { !$0.isEmpty }))
    }

    private func undecided(_ views: [ConflictView]) -> CommandFailure {
        let terminal = Invocation.current.terminal
        for view in views {
            terminal.remark("  " + visible(view.title) + "  " + visible(say(view.label)))
            for line in view.lines(terminal.errorPaint) { terminal.remark(line) }
        }
        return CommandFailure(
            .wrongUsage, Text(en: "which value shall it be?", zh: "要采用哪个值？"),
            remedy: Text(en: "--keep, --take or --value VALUE", zh: "请用 --keep、--take 或 --value 值"))
    }

    enum Choice {
        case keep, take, skip
        case value(String)
    }

    private func choice(_ view: ConflictView, _ count: Int) throws -> Choice {
        if keep { return .keep }
        if take { return .take }
        if let value { return .value(value) }
        let terminal = Invocation.current.terminal
        terminal.remark(terminal.errorPaint(visible(view.title), .bold) + "  " + visible(say(view.label)))
        for line in view.sideBySide(terminal.errorPaint, width: terminal.width ?? 80) { terminal.remark(line) }
        while true {
            let question = say(
                "[k]eep the team's, [t]ake the other, type a [v]alue, [s]kip", "[k] 保留团队的  [t] 采用另一个  [v] 输入新值  [s] 跳过")
            guard let answer = terminal.ask(question) else { throw CommandFailure.givenUp }
            switch answer.lowercased() {
            case "k", "keep": return .keep
            case "t", "take": return .take
            case "s", "skip", "": return .skip
            case "v", "value":
                guard let typed = terminal.ask(say("value:", "值：")) else { throw CommandFailure.givenUp }
                return .value(typed)
            default: terminal.remark(say("answer k, t, v or s", "请回答 k、t、v 或 s"))
            }
        }
    }
}
