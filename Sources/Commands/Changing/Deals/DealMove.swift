import ArgumentParser
import Records
import Rules
import Sync

/// `crm deal move DEAL STAGE`: to the next stage, or back with a reason.
struct DealMove: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "move",
            abstract: say("Move a deal to another stage.", "把商机推进到另一阶段。"),
            discussion: say(
                """
                The stage by its key or label. What crm.yaml requires for it must be filled; give it in the same command. A step back
                needs --reason.
                  crm deal move 数据平台 negotiation amount=200000 probability=70
                """,
                """
                阶段可用键名或中文名称。crm.yaml 要求的内容必须填写，可在同一命令中给出。退回前面的阶段要写 --reason。
                  crm deal move 数据平台 商务谈判 预计金额=20万 成交概率=70
                """))
    }

    @Argument(
        help: ArgumentHelp(say("The deal, or a customer with one open deal.", "商机，或只有一个进行中商机的客户。"), valueName: "deal"))
    var deal: String

    @Argument(help: ArgumentHelp(say("The stage.", "阶段。"), valueName: "stage"))
    var stage: String

    @Argument(
        help: ArgumentHelp(say("field=value, what the stage asks for.", "字段=值，该阶段要求的内容。"), valueName: "assignment"))
    var values: [String] = []

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        try Change.run("deal-move", options, global) { change in
            let deal = try change.deal(self.deal)
            let pipeline = Pipeline(of: deal, change.folder.settings)
            let stage = try change.stage(self.stage, pipeline, deal.kind)
            let old = deal.string("stage")
            if old != stage.key, let outcome = stage.outcome, pipeline[old]?.outcome != outcome {
                let command = outcome == .won ? "crm deal win \(self.deal)" : "crm deal lose \(self.deal) --reason …"
                throw CommandFailure(
                    .wrongUsage, Text(en: "a deal is not just moved there", zh: "不能直接推进到该阶段"),
                    remedy: Text(en: "use: \(command)", zh: "请用：\(command)"))
            }
            if options.reason == nil, pipeline.isBackward(from: old, to: stage) {
                let terminal = Invocation.current.terminal
                let answer = terminal.canAsk ? terminal.ask(say("Back a step: why?", "退回阶段的原因？")) : nil
                guard let answer, !answer.isEmpty else {
                    throw CommandFailure(
                        .wrongUsage, Text(en: "a step back needs a reason", zh: "退回前面的阶段要说明原因"),
                        remedy: Text(en: "add --reason TEXT", zh: "请加上 --reason 原因"))
                }
                options.reason = answer
            }
            change.reason = options.reason
            var after = try change.record(deal, assigning: values)
            after = try change.passGate(after, pipeline, from: old, to: stage)
            let moved = movedDeal(after, to: stage, in: pipeline, reason: options.reason)
            return [.init(deal, becomes: try change.record(after, applying: moved))]
        }
    }
}
