import ArgumentParser
import LosslessYAML
import Records
import Rules
import Sync

/// `crm deal lose DEAL --reason REASON`
struct DealLose: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "lose",
            abstract: say("A deal is lost: close it with the reason.", "输单：结单并注明原因。"),
            discussion: say(
                "  crm deal lose 数据平台 --reason price --to \"Acme\" --detail \"20% below us\"",
                "  crm deal lose 数据平台 --reason 价格 --to 拓冠智能 --detail 比我们低两成"))
    }

    @Argument(
        help: ArgumentHelp(say("The deal, or a customer with one open deal.", "商机，或只有一个进行中商机的客户。"), valueName: "deal"))
    var deal: String

    @Option(
        name: .long,
        help: ArgumentHelp(say("Why: price, competitor, no-budget …", "原因：价格、竞品胜出、预算不足……"), valueName: "reason"))
    var reason: String?

    @Option(name: .long, help: ArgumentHelp(say("The competitor who got it.", "成交的竞争对手。"), valueName: "competitor"))
    var to: String?

    @Option(name: .long, help: ArgumentHelp(say("What happened.", "说明。"), valueName: "text"))
    var detail: String?

    @Flag(name: [.customShort("n"), .long], help: ArgumentHelp(say("Show the change; write nothing.", "只显示修改，不写入。")))
    var dryRun = false

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        var options = ChangeOptions()
        options.dryRun = dryRun
        options.reason = nil
        try Change.run("deal-lose", options, global) { change in
            let deal = try change.deal(self.deal)
            let pipeline = Pipeline(of: deal, change.folder.settings)
            guard let stage = pipeline.stages.first(where: { $0.outcome == .lost }),
                let field = deal.kind.field("lost_reason")
            else {
                throw CommandFailure(
                    Text(en: "pipeline \(pipeline.key) has no stage that is lost", zh: "销售流程 \(pipeline.key) 没有输单阶段"))
            }
            let chosen = try choice(field, change)
            let detail = self.detail
            change.reason = [say(field.label(of: chosen)), detail].compactMap { $0 }.joined(separator: ": ")
            let changes = lostDeal(
                stage: stage, reason: chosen, detail: detail, competitor: to, on: Invocation.current.today)
            return [.init(deal, becomes: try change.record(deal, applying: changes))]
        }
    }

    /// The key of the reason that was typed or, on a terminal, asked for.
    private mutating func choice(_ field: Field, _ change: Change) throws -> String {
        let terminal = Invocation.current.terminal
        let names = Text(
            en: field.choices.map(\.key).joined(separator: ", "),
            zh: field.choices.map(\.label.zh).joined(separator: "、"))
        if reason == nil, terminal.canAsk { reason = terminal.ask(say(field.name) + " (" + say(names) + "):") }
        guard let reason, !reason.isEmpty else {
            throw CommandFailure(
                .wrongUsage, Text(en: "a lost deal needs its reason", zh: "输单要注明原因"),
                remedy: Text(en: "add --reason with one of: ", zh: "请加上 --reason，可选：") + names)
        }
        let input = change.input
        let value = try withInputFailures { () throws(InputFailure) in try input.item(reason, field) }
        if case .string(let key) = value { return key }
        return reason
    }
}
