import ArgumentParser
import LosslessYAML
import Records
import Rules
import Sync

/// `crm deal win DEAL`: the deal, its customer and its contract in one commit (R125).
struct DealWin: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "win",
            abstract: say(
                "A deal is won: close it, the customer has bought, the contract is linked.", "商机成交：结单、客户状态改为成交、关联合同。"),
            discussion: say(
                """
                One commit: the deal's stage and day, the customer's status and type, deal and contract linked to each other.
                  crm deal win 数据平台 --contract HT2026008 --amount 198000
                """,
                """
                一次提交完成：商机阶段和结单日期、客户状态和类型、商机与合同互相关联。
                  crm deal win 数据平台 --contract HT2026008 --amount 19.8万
                """))
    }

    @Argument(
        help: ArgumentHelp(say("The deal, or a customer with one open deal.", "商机，或只有一个进行中商机的客户。"), valueName: "deal"))
    var deal: String

    @Argument(
        help: ArgumentHelp(say("field=value, what winning asks for.", "字段=值，成交要求的其他内容。"), valueName: "assignment"))
    var values: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            say("The sum agreed on, if it is not the expected one.", "成交金额，与预计金额不同时填写。"), valueName: "amount"))
    var amount: String?

    @Option(name: .long, help: ArgumentHelp(say("The contract.", "合同。"), valueName: "contract"))
    var contract: String?

    @Option(name: .long, help: ArgumentHelp(say("The day; today if left out.", "成交日期；默认今天。"), valueName: "day"))
    var on: String?

    @OptionGroup var step: NextStepOptions
    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        try Change.run("deal-win", options, global) { change in
            let deal = try change.deal(self.deal)
            let pipeline = Pipeline(of: deal, change.folder.settings)
            guard let stage = pipeline.stages.first(where: { $0.outcome == .won }) else {
                throw CommandFailure(
                    Text(en: "pipeline \(pipeline.key) has no stage that is won", zh: "销售流程 \(pipeline.key) 没有成交阶段"))
            }
            if deal.string("stage") == stage.key {
                throw CommandFailure(Text(en: "\(deal.title) is won already", zh: "\(deal.title) 已经成交"))
            }
            let customer = change.records.parent(of: deal)
            let contract = try linkedContract(deal, customer, change)
            let input = change.input
            let sum =
                try amount.map { text in
                    try withInputFailures { () throws(InputFailure) in
                        try deal.kind.field("amount").map { field throws(InputFailure) in try input.value(text, field) }
                    }
                } ?? nil
            let number: String? = if case .number(let text)? = sum { text } else { nil }
            let won = WonDeal(
                deal, stage: stage, customer: customer, contract: contract, amount: number, reason: options.reason,
                on: try day(), language: change.folder.settings.language ?? .english)

            var after = try change.record(deal, assigning: values)
            after = try change.record(after, applying: won.deal)
            after = try change.passGate(after, pipeline, from: deal.string("stage"), to: stage)
            var files = [PlannedFile(deal, becomes: after)]
            if let contract {
                files.append(.init(contract, becomes: try change.record(contract, applying: won.contract)))
            }
            if let customer {
                files.append(.init(customer, becomes: try change.record(customer, applying: won.customer)))
                files += try nextStep(customer, deal, change)
            }
            return files
        }
    }

    private func day() throws -> CalendarDate {
        let today = Invocation.current.today
        guard let on else { return today }
        guard let day = parseDay(on, today: today) else {
            throw CommandFailure(.wrongUsage, Text(en: "`\(on)` is no day", zh: "`\(on)` 不是日期"))
        }
        return day
    }

    private func linkedContract(_ deal: Record, _ customer: Record?, _ change: Change) throws -> Record? {
        guard let contract else { return Rules.contract(of: deal, change.records) }
        let own = customer.map { change.records.children(of: $0, kind: "contract") } ?? []
        if case .one(let found) = RecordFinder(own).find(contract) { return found }
        return try namedRecord(contract, change.records, kinds: ["contract"])
    }

    /// After the sale comes something too; without it the customer is forgotten (R115).
    private mutating func nextStep(_ customer: Record, _ deal: Record, _ change: Change) throws -> [PlannedFile] {
        if step.next == nil, openNextStep(customer, change.records, today: Invocation.current.today) == nil {
            try step.ask()
        }
        return try step.task(for: customer, about: deal, change).map { [.init(new: $0)] } ?? []
    }
}
