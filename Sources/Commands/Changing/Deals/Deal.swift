import ArgumentParser
import Records
import Rules
import Sync

/// `crm deal …`: the way of a deal from the first contact to its end.
struct Deal: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "deal",
            abstract: say("Open a deal, move it on, win or lose it.", "新建商机、推进阶段、成交或输单。"),
            subcommands: [DealNew.self, DealMove.self, DealWin.self, DealLose.self])
    }
}

extension Change {
    /// The deal that a person means: by its own name or number, or by the customer that has only one open deal.
    func deal(_ typed: String) throws -> Record {
        if case .none = records.find(typed, kinds: ["deal"], bySound: false),
            case .one(let customer) = records.find(typed, kinds: ["customer"])
        {
            let open = records.children(of: customer, kind: "deal").filter { isOpenDeal($0) }
            if open.count == 1, let deal = open.first { return deal }
            throw CommandFailure(
                open.isEmpty
                    ? Text(en: "\(customer.title) has no open deal", zh: "\(customer.title) 没有进行中的商机")
                    : Text(
                        en: "\(customer.title) has \(open.count) open deals:",
                        zh: "\(customer.title) 有 \(open.count) 个进行中的商机："),
                remedy: open.isEmpty
                    ? Text(en: "crm list deals shows them all", zh: "运行 crm list 商机 查看全部")
                    : Text(en: "name one by its id:\n", zh: "请用编号指定其中一个：\n")
                        + Text(open.map { "  \($0.id ?? "")  \($0.title)" }.joined(separator: "\n")))
        }
        return try namedRecord(typed, records, kinds: ["deal"])
    }

    /// The stage that a person means in the pipeline of a deal.
    func stage(_ typed: String, _ pipeline: Pipeline, _ kind: Kind) throws -> Pipeline.Stage {
        if let stage = pipeline.stage(named: typed, kind) { return stage }
        let field = kind.field("stage")
        let labels = pipeline.stages.map { $0.label ?? field?.label(of: $0.key) ?? Text($0.key) }
        throw CommandFailure(
            .wrongUsage, Text(en: "there is no stage `\(typed)`", zh: "没有阶段 `\(typed)`"),
            remedy: Text(en: "allowed: ", zh: "可选：")
                + Text(
                    en: pipeline.stages.map(\.key).joined(separator: ", "),
                    zh: labels.map(\.zh).joined(separator: "、")))
    }

    /// Asks on a terminal for what the way to a stage requires and the deal does not have (R124). What is missing all the same
    /// is refused when the change is judged.
    func passGate(_ deal: Record, _ pipeline: Pipeline, from old: String?, to stage: Pipeline.Stage) throws -> Record {
        let terminal = Invocation.current.terminal
        guard terminal.canAsk else { return deal }
        var deal = deal
        for gap in pipeline.gaps(deal, pipeline.gates(from: old, to: stage), isFile: { _ in true })
        where gap.field.format != "file" {
            guard let answer = terminal.ask(say(gap.field.name) + say(":", "：")) else { throw CommandFailure.givenUp }
            if !answer.isEmpty { deal = try record(deal, assigning: ["\(gap.field.key)=\(answer)"]) }
        }
        return deal
    }
}
