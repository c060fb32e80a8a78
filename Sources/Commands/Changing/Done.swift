import ArgumentParser
import Records
import Rules
import Sync

/// `crm done RECORD|TEXT`: ticks off a next step, a promise, a task, a ticket or a payment.
struct Done: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "done",
            abstract: say("Tick off a next step, promise, task, ticket or payment.", "完成下一步、承诺、任务、工单或回款。"),
            discussion: say(
                """
                Named by the id of its record, or by some of its words among what waits for you (crm due).
                  crm done quotation
                  crm done RW2026-7F3K2Q --on yesterday
                  crm done GD2026-1A2B3C --resolution "replaced the gateway"
                """,
                """
                可以用记录编号，或您的待办（crm due）中的几个字来指定。
                  crm done 报价
                  crm done RW2026-7F3K2Q --on 昨天
                  crm done GD2026-1A2B3C --resolution 更换网关
                """))
    }

    @Argument(help: ArgumentHelp(say("Id of the record, or words of the item.", "记录编号，或待办中的文字。"), valueName: "item"))
    var item: [String]

    @Option(
        name: .long, help: ArgumentHelp(say("The day it was done; today if left out.", "完成日期；默认今天。"), valueName: "day"))
    var on: String?

    @Option(name: .long, help: ArgumentHelp(say("What solved a ticket.", "工单的解决办法。"), valueName: "text"))
    var resolution: String?

    @Flag(name: .long, help: ArgumentHelp(say("Open it again.", "重新打开。")))
    var undo = false

    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        try Change.run("done", options, global) { change in
            let step = try StepFinder(change, wantsDone: undo).find(item.joined(separator: " "))
            var resolution = self.resolution
            if step.reason == .ticket, !undo, resolution == nil, !step.record.holds("resolution") {
                let terminal = Invocation.current.terminal
                let answer = terminal.canAsk ? terminal.ask(say("What solved it?", "如何解决的？")) : nil
                guard let answer, !answer.isEmpty else {
                    throw CommandFailure(
                        .wrongUsage, Text(en: "a ticket is closed with what solved it", zh: "关闭工单要写明解决办法"),
                        remedy: Text(en: "add --resolution TEXT", zh: "请加上 --resolution 文字"))
                }
                resolution = answer
                self.resolution = answer
            }
            let after = try change.record(
                step.record, applying: step.completion(at: undo ? nil : try time(change), resolution: resolution))
            return [.init(step.record, becomes: after)]
        }
    }

    private func time(_ change: Change) throws -> Instant {
        let now = Invocation.current.instant
        guard let on else { return now }
        guard let day = parseDay(on, today: now.date) else {
            throw CommandFailure(
                .wrongUsage, Text(en: "`\(on)` is no day", zh: "`\(on)` 不是日期"),
                remedy: Text(en: "write 2026-12-01, yesterday or fri", zh: "可写 2026-12-01、昨天、周五"))
        }
        return Instant(
            secondsSinceEpoch: now.secondsSinceEpoch + (day - now.date) * 86_400, offset: now.offset)
    }
}

/// Finds the one step that a person means.
struct StepFinder {
    let change: Change
    private let steps: [WorkStep]

    init(_ change: Change, wantsDone: Bool) {
        self.change = change
        steps = change.records.all.flatMap { Rules.steps(of: $0) }.filter { $0.isDone == wantsDone }
    }

    /// By the id, number, path or file name of the record; else by words, first among the person's own, then everybody's.
    func find(_ typed: String) throws -> WorkStep {
        let wanted = typed.lowercased()
        let byRecord = steps.filter { step in
            let record = step.record
            return [record.id, record.string("no"), record.path.text, record.slug].contains {
                $0?.lowercased() == wanted
            }
        }
        if !byRecord.isEmpty { return try only(byRecord, typed) }
        let byText = steps.filter { holds($0, wanted) }
        let mine = byText.filter { change.records.responsible(for: $0) == change.me.handle && change.me.handle != nil }
        if !mine.isEmpty { return try only(mine, typed) }
        if byText.isEmpty { throw nothing(typed) }
        if byText.count == 1, let other = byText.first, let owner = change.records.responsible(for: other),
            owner != change.me.handle
        {
            let name = change.records.title(ofID: owner)
            throw CommandFailure(
                Text(en: "that is for \(name) to do: \(line(other))", zh: "这是\(name)的待办：\(line(other))"),
                remedy: Text(
                    en: "if you mean it: crm done \(other.record.id ?? "")",
                    zh: "确定的话：crm done \(other.record.id ?? "")"))
        }
        return try only(byText, typed)
    }

    private func holds(_ step: WorkStep, _ wanted: String) -> Bool {
        step.text.lowercased().utf8.contains(wanted.utf8)
    }

    private func only(_ found: [WorkStep], _ typed: String) throws -> WorkStep {
        if found.count == 1, let step = found.first { return step }
        // Several with the very same words of different records are told apart by the id; one exact match wins.
        let exact = found.filter { $0.text.lowercased() == typed.lowercased() }
        if exact.count == 1, let step = exact.first { return step }
        let lines = found.prefix(12).map { "  " + line($0) } + (found.count > 12 ? ["  …"] : [])
        throw CommandFailure(
            Text(en: "`\(typed)` may mean \(found.count) items:", zh: "`\(typed)` 可能指 \(found.count) 项："),
            remedy: Text(en: "name one by its id or more of its words:\n", zh: "请用编号或更多文字指定其中一项：\n")
                + Text(lines.joined(separator: "\n")))
    }

    private func line(_ step: WorkStep) -> String {
        let customer = change.records.parent(of: step.record)?.title
        return [step.record.id, step.due?.description, customer, step.text].compactMap { $0 }.joined(separator: "  ")
    }

    private func nothing(_ typed: String) -> CommandFailure {
        CommandFailure(
            Text(en: "nothing open is called `\(typed)`", zh: "没有叫 `\(typed)` 的待办"),
            remedy: Text(en: "crm due --all shows what is open", zh: "运行 crm due --all 查看所有待办"))
    }
}
