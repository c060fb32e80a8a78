import ArgumentParser
import LosslessYAML
import Records

/// What comes next with a customer, who does it and until when (R115).
struct NextStepOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(say("The next step with the customer; becomes a task.", "与客户的下一步，会成为任务。"), valueName: "text")
    )
    var next: String?

    @Option(name: .long, help: ArgumentHelp(say("When the next step is due.", "下一步的完成时限。"), valueName: "day"))
    var due: String?

    @Option(
        name: .customLong("to"),
        help: ArgumentHelp(say("Who does the next step; you if left out.", "下一步的责任人；默认是您。"), valueName: "member"))
    var owner: String?

    mutating func validate() throws {
        if next == nil, due != nil || owner != nil {
            throw ValidationError(say("--due and --to belong to a --next", "--due 和 --to 要与 --next 一起使用"))
        }
    }

    /// Nothing said yet.
    static var none: NextStepOptions {
        var options = NextStepOptions()
        options.next = nil
        options.due = nil
        options.owner = nil
        return options
    }

    /// Asks on a terminal; an empty answer leaves the step out.
    mutating func ask() throws {
        let terminal = Invocation.current.terminal
        guard terminal.canAsk else { return }
        guard let text = terminal.ask(say("Next step:", "下一步："))
        else { throw CommandFailure.givenUp }
        if text.isEmpty { return }
        next = text
        while due == nil {
            guard let day = terminal.ask(say("Until when? (3d, fri, 2026-12-01)", "完成时限？（3天内、周五、2026-12-01）")) else {
                throw CommandFailure.givenUp
            }
            if day.isEmpty { return }
            if parseDay(day, today: Invocation.current.today) != nil { due = day }
        }
    }

    /// The task in the customer's folder; nil when there is no next step.
    func task(for customer: Record, about: Record, _ change: Change) throws -> Record? {
        guard let next else { return nil }
        guard let kind = change.folder.kinds["task"] else {
            throw CommandFailure(
                Text(en: "this repository has no tasks", zh: "本仓库没有任务这一类"), remedy: Text("crm init --schemas"))
        }
        var draft = try RecordDraft(kind, parent: customer)
        var values = ["title=\(next)"]
        if let due { values.append("due=\(due)") }
        if let owner { values.append("owner=\(owner)") }
        try draft.assign(values, change)
        try draft.apply([FieldChange("about", about.id.map { .text($0) })], change)
        try draft.fillIn(change)
        return try draft.finished(change)
    }
}
