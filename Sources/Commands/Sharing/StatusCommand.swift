import ArgumentParser
import Git
import Records
import Sync

/// `crm status`: what is on this machine only, and what is wrong with it. No network.
struct StatusCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "status",
            abstract: say("What is not committed, not sent, invalid or in conflict.", "查看未提交、未发送、有错误或有冲突的内容。"),
            discussion: say(
                "Exit status 2 when a change has errors or a conflict is open.",
                "有错误或有未解决的冲突时退出码为 2。"))
    }

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        let folder = try openFolder()
        let repository = try openRepository(folder)
        let work: PendingWork
        do throws(SyncFailure) {
            work = try pendingWork(folder, repository)
        } catch {
            throw CommandFailure(error.message, remedy: error.remedy)
        }
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
