import ArgumentParser
import Git
import Records
import Rules
import Sync

/// `crm status`: what is on this machine only, and what is wrong with it. No network. With a customer and a state, that customer's
/// place in its life cycle changes (`CustomerStatus`).
struct StatusCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "status",
            abstract: say(
                "What is not committed, not sent, invalid or in conflict; or change a customer's status.",
                "查看未提交、未发送、有错误或有冲突的内容；或变更客户状态。"),
            discussion: say(
                """
                Without arguments: what is on this machine only. Exit status 2 when a change has errors or a conflict is open.
                With a customer and a status: the change needs --reason, and a next step unless one is agreed on.
                  crm status 云帆科技 won --reason "contract signed" --next "kick-off" --due fri
                """,
                """
                不带参数：查看只在本机的内容。有错误或有未解决的冲突时退出码为 2。
                带客户和状态：变更客户状态，要写 --reason；没有未完成的下一步时还要写 --next 和 --due。
                  crm status 云帆科技 成交 --reason 客户签约成功 --next 启动会 --due 周五
                """))
    }

    @Argument(help: ArgumentHelp(say("The customer whose status changes.", "要变更状态的客户。"), valueName: "customer"))
    var customer: String?

    @Argument(
        help: ArgumentHelp(say("The new status: lead, interested, won …", "新状态：潜在、意向、成交、沉默、流失。"), valueName: "state"))
    var state: String?

    @OptionGroup var step: NextStepOptions
    @OptionGroup var options: ChangeOptions
    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        guard state == nil else { return }
        if customer != nil {
            throw ValidationError(say("which status? crm status CUSTOMER STATE", "缺少状态：crm status 客户 状态"))
        }
        if options.reason != nil || options.dryRun || step.next != nil {
            throw ValidationError(say("these options belong to: crm status CUSTOMER STATE", "这些选项用于：crm status 客户 状态"))
        }
    }

    mutating func run() throws {
        if let customer, let state {
            var change = CustomerStatus(customer: customer, state: state, step: step, options: options, global: global)
            return try change.run()
        }
        let folder = try openFolder()
        let repository = try openRepository(folder)
        let me = try Me(readRecords(folder, kinds: ["member"]), repository: repository)
        var work: PendingWork
        do throws(SyncFailure) {
            work = try pendingWork(
                folder, repository, judge: ChangeJudge(now: Invocation.current.instant, memberHandle: me.handle))
        } catch {
            throw CommandFailure(error.message, remedy: error.remedy)
        }
        work.conflicts = try seen(work.conflicts, in: folder)
        let terminal = Invocation.current.terminal
        if global.json {
            terminal.print(value(work).json(indented: true))
        } else {
            terminal.print(lines(work, terminal.paint))
        }
        if !work.heldBack.isEmpty || !work.conflicts.isEmpty { throw QuietExit(status: .problemsFound) }
    }

    private func lines(_ work: PendingWork, _ paint: Paint) -> [String] {
        var lines: [String] = []
        if work.isInterrupted {
            lines.append(
                paint("! ", .yellow)
                    + say("a sync was interrupted; the next crm sync finishes it", "上次同步被中断；下次 crm sync 会继续完成"))
        }
        lines += section(say("Changed, ready for crm sync", "已修改，可以 crm sync"), work.ready, paint)
        if !work.heldBack.isEmpty {
            lines.append(
                paint(say("With errors: stays here until put right", "有错误：修正之前留在本机"), .bold)
                    + paint(" (\(work.heldBack.count))", .faint))
            for file in work.heldBack {
                if file.problems.isEmpty { lines.append("  " + visible(file.path.text)) }
                for problem in file.problems.prefix(3) {
                    lines += humanLines(problem, paint).dropLast().map { "  " + $0 }
                }
            }
        }
        lines += section(say("Open conflicts", "未解决的冲突"), work.conflicts, paint)
        if lines.isEmpty { lines.append(paint("✓ ", .green) + say("no change since the last commit", "没有未提交的修改")) }
        return lines + [remoteLine(work, paint)]
    }

    private func section(_ title: String, _ changes: [PathSummary], _ paint: Paint) -> [String] {
        guard !changes.isEmpty else { return [] }
        var lines = [paint(title, .bold) + paint(" (\(changes.count))", .faint)]
        for change in changes {
            let sign: String
            switch change.change {
            case .added: sign = paint("+", .green)
            case .changed: sign = paint("~", .cyan)
            case .removed: sign = paint("-", .red)
            }
            lines.append("  \(sign) " + visible(change.title ?? "") + paint("  \(visible(change.path.text))", .faint))
        }
        return lines
    }

    private func remoteLine(_ work: PendingWork, _ paint: Paint) -> String {
        guard let remote = work.remote else {
            return paint("○ ", .yellow) + say("no remote: everything is on this machine only", "没有远程仓库：数据只在本机")
        }
        var parts: [String] = []
        if work.unpushed > 0 {
            let since = work.oldestUnpushed.map { say(" since \($0.date)", "（最早 \($0.date)）") } ?? ""
            parts.append(
                say(Text.count(work.unpushed, "commit", "次提交") + Text(en: " not sent yet", zh: "尚未发送")) + since)
        }
        if work.behind > 0 {
            parts.append(
                say(Text.count(work.behind, "commit", "次提交") + Text(en: " of the team not merged yet", zh: "来自团队，尚未合并"))
            )
        }
        if parts.isEmpty {
            return paint("✓ ", .green) + say("in step with \(remote.name) as last seen", "与上次所见的 \(remote.name) 一致")
        }
        return paint("○ ", .yellow) + parts.joined(separator: say("; ", "；"))
    }

    private func value(_ work: PendingWork) -> RecordValue {
        [
            "ready": .list(work.ready.map { summaryValue($0) }),
            "held_back": .list(work.heldBack.map { heldBackValue($0) }),
            "conflicts": .list(work.conflicts.map { summaryValue($0) }),
            "remote": .optional(work.remote?.name), "unpushed": .integer(work.unpushed),
            "oldest_unpushed": .optional(work.oldestUnpushed?.description), "behind": .integer(work.behind),
            "interrupted": .bool(work.isInterrupted),
        ]
    }
}
