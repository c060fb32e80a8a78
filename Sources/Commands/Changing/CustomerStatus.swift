import ArgumentParser
import LosslessYAML
import Records
import Rules
import Sync

/// `crm status CUSTOMER STATE`: a customer goes to another place in its life cycle, with a reason and a next step (R115, R116).
struct CustomerStatus {
    let customer: String
    let state: String
    var step: NextStepOptions
    var options: ChangeOptions
    let global: GlobalOptions

    mutating func run() throws {
        try Change.run("status", options, global) { change in
            let customer = try namedRecord(self.customer, change.records, kinds: ["customer"])
            guard let field = customer.kind.field("status") else {
                throw CommandFailure(Text(en: "customers have no status here", zh: "这里的客户没有状态字段"))
            }
            let input = change.input
            let value = try withInputFailures { () throws(InputFailure) in try input.item(state, field) }
            guard case .string(let status) = value, customer.string("status") != status else { return [] }
            let reason = try reason()
            change.reason = reason
            let after = try change.record(customer, applying: statusChange(to: status, reason: reason))
            let task = try nextStep(customer, change)
            return [.init(customer, becomes: after)] + (task.map { [.init(new: $0)] } ?? [])
        }
    }

    private mutating func reason() throws -> String {
        let terminal = Invocation.current.terminal
        if options.reason == nil, terminal.canAsk { options.reason = terminal.ask(say("Why?", "变更原因？")) }
        guard let reason = options.reason, !reason.isEmpty else {
            throw CommandFailure(
                .wrongUsage, Text(en: "a change of status needs a reason", zh: "变更客户状态要注明原因"),
                remedy: Text(en: "add --reason TEXT", zh: "请加上 --reason 原因"))
        }
        return reason
    }

    /// The new task; nil when something is agreed on already.
    private mutating func nextStep(_ customer: Record, _ change: Change) throws -> Record? {
        let today = Invocation.current.today
        let open = openNextStep(customer, change.records, today: today)
        if step.next == nil, open == nil { try step.ask() }
        if let task = try step.task(for: customer, about: customer, change) {
            guard task.holds("due") else { throw Self.needsNextStep }
            return task
        }
        guard open != nil else { throw Self.needsNextStep }
        return nil
    }

    private static let needsNextStep = CommandFailure(
        .wrongUsage,
        Text(en: "a change of status needs a next step with a day", zh: "变更客户状态要设置下一步和日期"),
        remedy: Text(en: "add --next TEXT --due DAY", zh: "请加上 --next 下一步 --due 日期"))
}
