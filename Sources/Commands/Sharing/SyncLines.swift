import Git
import Records
import Rules
import Sync

/// What a sync did, for a person.
struct SyncLines {
    let terminal: Terminal

    private var paint: Paint { terminal.paint }

    func lines(_ report: SyncReport) -> [String] {
        var lines: [String] = []
        if let recovered = report.recovered { lines.append(recoveryLine(recovered)) }
        if let committed = report.committed {
            let summary = committed.message.split(separator: "\n").first.map(String.init) ?? ""
            lines.append(mark("●", .green) + say("committed: ", "已提交：") + visible(summary))
        }
        lines += heldBackLines(report.heldBack)
        lines += receivedLines(report)
        lines += editLines(report)
        lines += conflictLines(report.conflicts)
        if report.brought > 0 {
            lines.append(
                mark("●", .green)
                    + say(
                        Text(en: "time brought about: ", zh: "到期规则：")
                            + Text.count(report.brought, "task written", "项任务已更新", plural: "tasks written")))
        }
        if report.pushed > 0 {
            lines.append(mark("↑", .green) + say("sent ", "已发送 ") + say(Text.count(report.pushed, "commit", "次提交")))
        }
        lines += unreadableLines(report.unreadable)
        lines.append(lastLine(report))
        return lines
    }

    private func unreadableLines(_ problems: [Problem]) -> [String] {
        guard !problems.isEmpty else { return [] }
        var lines = [
            mark("!", .red)
                + say(
                    Text.count(problems.count, "file", "个文件")
                        + Text(
                            en: " of the team cannot be read, and nobody can use it until it is put right",
                            zh: "无法读取，但已在团队中共享；改正之前谁都用不了"))
        ]
        for problem in problems.prefix(10) { lines += humanLines(problem, paint).dropLast().map { "  " + $0 } }
        if problems.count > 10 {
            lines.append("    " + say("… and \(problems.count - 10) more", "……另有 \(problems.count - 10) 个"))
        }
        lines.append(
            "    " + paint("→ ", .cyan)
                + say(
                    "crm doctor repairs what a merge left behind; crm validate shows everything",
                    "crm doctor 修复合并留下的损坏；crm validate 查看全部问题"))
        return lines
    }

    private func mark(_ sign: String, _ ink: Ink) -> String { paint(sign, ink) + " " }

    private func recoveryLine(_ recovery: Recovery) -> String {
        switch recovery {
        case .finished(let kept):
            let text = say("an interrupted sync was finished", "已完成上次被中断的同步")
            let names = kept.map(\.text).joined(separator: ", ")
            return mark("●", .yellow) + text
                + (kept.isEmpty ? "" : say("; edited since and kept: ", "；之后编辑过、保持原样：") + visible(names))
        case .setAside(let ref):
            return mark("●", .yellow) + say("an interrupted sync was set aside as ", "上次被中断的同步另存为 ") + visible(ref)
        }
    }

    private func heldBackLines(_ heldBack: [HeldBack]) -> [String] {
        guard !heldBack.isEmpty else { return [] }
        var lines = [
            mark("!", .red)
                + say(
                    Text.count(heldBack.count, "file stays", "个文件有问题，留在本机", plural: "files stay")
                        + Text(en: " on this machine because of problems", zh: ""))
        ]
        for file in heldBack {
            for problem in file.problems.prefix(3) {
                lines += humanLines(problem, paint).dropLast().map { "  " + $0 }
            }
            if file.problems.isEmpty { lines.append("    " + visible(file.path.text)) }
        }
        return lines
    }

    private func receivedLines(_ report: SyncReport) -> [String] {
        guard report.received.commits > 0 else { return [] }
        let authors = report.received.authors.prefix(4).joined(separator: say(", ", "、"))
        var lines = [
            mark("↓", .cyan) + say("received ", "收到 ")
                + say(Text.count(report.received.commits, "commit", "次提交")) + say(" from ", "，来自 ") + visible(authors)
        ]
        let merged = Set(report.merged)
        for change in report.received.changes.prefix(20) {
            let sign: String
            switch change.change {
            case .added: sign = paint("+", .green)
            case .changed: sign = paint("~", .cyan)
            case .removed: sign = paint("-", .red)
            }
            let note = merged.contains(change.path) ? paint(say("  merged with yours", "  已与您的修改合并"), .yellow) : ""
            lines.append(
                "    \(sign) " + visible(change.title ?? "") + paint("  \(visible(change.path.text))", .faint) + note)
        }
        let rest = report.received.changes.count - 20
        if rest > 0 { lines.append("    " + say("… and \(rest) more", "……另有 \(rest) 个")) }
        return lines
    }

    /// What became of edits, files and numbers of this machine.
    private func editLines(_ report: SyncReport) -> [String] {
        var lines: [String] = []
        for path in report.mergedEdits {
            lines.append(
                mark("●", .cyan) + visible(path.text)
                    + say(": your uncommitted edit was merged with the team's", "：您未提交的修改已与团队的合并"))
        }
        for path in report.leftAlone {
            lines.append(
                mark("!", .yellow) + visible(path.text)
                    + say(
                        ": cannot be read, left as it is; it is merged with the team's once it can",
                        "：无法读取，保持原样；改好后会与团队的版本合并"))
        }
        for kept in report.keptBeside {
            lines.append(
                mark("!", .yellow) + visible(kept.path.text)
                    + (kept.isNameTaken
                        ? say(": somebody else took the name; yours is now ", "：名称已被别人占用；您的现在是 ")
                        : say(": both changed it; yours is now ", "：双方都改过；您的现在是 "))
                    + visible(kept.beside.text))
        }
        for record in report.renumbered {
            lines.append(
                mark("●", .cyan) + visible(record.title)
                    + say(
                        ": number \(visible(record.old)) was taken meanwhile, now \(visible(record.new))",
                        "：编号 \(visible(record.old)) 已被占用，现为 \(visible(record.new))"))
        }
        return lines
    }

    private func conflictLines(_ conflicts: [OpenedConflict]) -> [String] {
        guard !conflicts.isEmpty else { return [] }
        var lines = [
            mark("!", .yellow)
                + say(
                    Text.count(conflicts.count, "conflict", "处冲突")
                        + Text(en: ": the records keep the team's value, yours is noted", zh: "：记录中保留团队的值，您的值已另存"))
        ]
        for conflict in conflicts {
            func shown(_ value: String?) -> String {
                value.map { fitted(visible($0), to: 60) } ?? say("(absent)", "（无）")
            }
            let name = conflict.field.isEmpty ? "" : "  " + visible(say(conflict.label))
            lines.append("    " + visible(conflict.title) + name + paint("  \(visible(conflict.path.text))", .faint))
            lines.append("      " + say("team:  ", "团队：") + paint(shown(conflict.published), .cyan))
            lines.append("      " + say("yours: ", "您的：") + paint(shown(conflict.local), .yellow))
        }
        lines.append(
            "    " + paint("→ ", .cyan)
                + say("crm inbox lists them, crm resolve settles them", "crm inbox 查看，crm resolve 裁定"))
        return lines
    }

    private func lastLine(_ report: SyncReport) -> String {
        let waiting = say(Text.count(report.waiting, "commit", "次提交"))
        let since = report.waitingSince.map { say(" since \($0.date)", "（最早 \($0.date)）") } ?? ""
        if let network = report.network {
            let words = NetworkErrorWording(network)
            let reason = visible(say(words.message))
            let remedy = words.remedy.map { "\n  " + paint("→ ", .cyan) + visible(say($0)) } ?? ""
            let left =
                report.waiting > 0
                ? say("\n  \(waiting) waiting to be sent\(since)", "\n  有 \(waiting)等待发送\(since)") : ""
            return mark("!", .yellow) + reason + remedy + left
        }
        guard let remote = report.remote else {
            return mark("○", .yellow)
                + say(
                    "no remote: everything is on this machine only (git remote add origin <address>)",
                    "没有远程仓库：数据只在本机（git remote add origin <地址>）")
        }
        if report.waiting > 0 {
            return mark("○", .yellow) + say("\(waiting) waiting to be sent\(since)", "有 \(waiting)等待发送\(since)")
        }
        return mark("✓", .green) + say("in step with \(remote.name)", "已与 \(remote.name) 同步")
    }
}

/// The JSON form of a sync report (docs/JSON.md).
func syncValue(_ report: SyncReport) -> RecordValue {
    [
        "committed": report.committed.map { committed in
            [
                "commit": .text(committed.commit.hex), "message": .text(committed.message),
                "changes": .list(committed.changes.map { summaryValue($0) }),
            ]
        } ?? .null,
        "held_back": .list(report.heldBack.map { heldBackValue($0) }),
        "received": [
            "commits": .integer(report.received.commits),
            "authors": .list(report.received.authors.map { .text($0) }),
            "changes": .list(report.received.changes.map { summaryValue($0) }),
        ],
        "merged": .list(report.merged.map { .text($0.text) }),
        "conflicts": .list(report.conflicts.map { openedValue($0) }),
        "kept_beside": .list(report.keptBeside.map { keptValue($0) }),
        "renumbered": .list(report.renumbered.map { renumberedValue($0) }),
        "merged_edits": .list(report.mergedEdits.map { .text($0.text) }),
        "left_alone": .list(report.leftAlone.map { .text($0.text) }),
        "unreadable": .list(report.unreadable.map { problemValue($0) }),
        "brought": .integer(report.brought),
        "pushed": .integer(report.pushed),
        "waiting": .integer(report.waiting),
        "waiting_since": .optional(report.waitingSince?.description),
        "remote": .optional(report.remote?.name),
        "offline": .bool(report.network != nil),
        "network_error": .optional(report.network.map { say(NetworkErrorWording($0).message) }),
        "recovered": .bool(report.recovered != nil),
    ]
}

func openedValue(_ conflict: OpenedConflict) -> RecordValue {
    [
        "path": .text(conflict.path.text), "record": .text(conflict.record.text), "title": .text(conflict.title),
        "field": .text(conflict.field), "published": .optional(conflict.published),
        "local": .optional(conflict.local),
    ]
}

func keptValue(_ kept: KeptBeside) -> RecordValue {
    ["path": .text(kept.path.text), "beside": .text(kept.beside.text)]
}

func renumberedValue(_ record: RenumberedRecord) -> RecordValue {
    [
        "path": .text(record.path.text), "title": .text(record.title), "old": .text(record.old),
        "new": .text(record.new),
    ]
}

func summaryValue(_ summary: PathSummary) -> RecordValue {
    [
        "path": .text(summary.path.text), "change": .text(summary.change.rawValue), "kind": .optional(summary.kind),
        "title": .optional(summary.title),
    ]
}

func heldBackValue(_ heldBack: HeldBack) -> RecordValue {
    [
        "path": .text(heldBack.path.text), "change": .text(heldBack.change.rawValue),
        "problems": .list(heldBack.problems.map { problemValue($0) }),
    ]
}
