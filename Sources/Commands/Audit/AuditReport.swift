import Records
import Rules

/// What an audit found, for people and for programs.
struct AuditReport {
    let range: ClosedRange<CalendarDate>
    /// The member that was asked about; nil for all.
    let member: Record?
    /// In any order.
    let findings: [AuditFinding]
    /// Commits that were not looked at.
    let left: Int
    let records: RecordSet
    let kinds: KindSet
    /// What was taken out on this computer, oldest first.
    let exports: [ExportLog.Entry]
    /// Lines about exports that say nothing.
    let unreadableExports: Int

    /// What nothing is known about: exports are noted where they are made.
    private static let notAudited = ["exports-elsewhere"]

    func print(json: Bool) {
        let terminal = Invocation.current.terminal
        if json { return terminal.print(value.json(indented: true)) }
        terminal.print(lines(terminal))
    }

    private var sorted: [(subject: AuditFinding.Subject, findings: [AuditFinding])] {
        AuditFinding.Subject.allCases.compactMap { subject in
            let own = findings.filter { $0.subject == subject }.sorted {
                ($0.day, $0.record.path) < ($1.day, $1.record.path)
            }
            return own.isEmpty ? nil : (subject, own)
        }
    }

    private func lines(_ terminal: Terminal) -> [String] {
        let paint = terminal.paint
        var lines = [
            paint(
                "\(range.lowerBound) – \(range.upperBound)" + (member.map { "  " + visible($0.title) } ?? ""), .bold)
        ]
        for (subject, findings) in sorted {
            lines += ["", paint(say(subject.title), .bold) + paint(" (\(findings.count))", .faint)]
            var table = TextTable(
                [
                    .init(title: say("Day", "日期"), isFlexible: false),
                    .init(title: say("Who", "责任人"), isFlexible: false),
                    .init(title: say("Record", "记录")), .init(title: say("What", "说明")),
                    .init(title: say("Commit", "提交"), isFlexible: false),
                ], indent: 2)
            for finding in findings {
                table.rows.append([
                    Cell(finding.day.description), Cell(finding.member.map { records.title(ofID: $0) } ?? ""),
                    Cell(records.shown(finding.record).title), Cell(say(finding.message)),
                    Cell(String(finding.commit?.prefix(8) ?? ""), .faint),
                ])
            }
            lines += table.lines(width: terminal.width, paint: paint)
        }
        if !exports.isEmpty { lines += exportLines(terminal) }
        lines.append("")
        if findings.isEmpty && exports.isEmpty {
            lines.append(paint("✓ ", .green) + say("nothing found", "没有发现问题"))
        } else {
            lines.append(say(Text.count(findings.count + exports.count, "finding", "项发现")))
            if member == nil { lines.append(paint(byPerson, .faint)) }
        }
        if left > 0 {
            lines.append(
                paint(
                    say("\(left) commits were too large to be looked at", "有 \(left) 次提交过大，未检查"), .yellow))
        }
        if unreadableExports > 0 {
            lines.append(
                paint(
                    say("\(unreadableExports) lines about exports cannot be read", "有 \(unreadableExports) 行导出记录无法读取"),
                    .yellow))
        }
        lines.append(
            paint(say("Of exports, only those made on this computer are known.", "导出仅包括在本机进行的。"), .faint))
        return lines
    }

    private func exportLines(_ terminal: Terminal) -> [String] {
        var table = TextTable(
            [
                .init(title: say("Day", "日期"), isFlexible: false), .init(title: say("Who", "责任人"), isFlexible: false),
                .init(title: say("What", "说明")), .init(title: say("File", "文件")),
            ], indent: 2)
        for export in exports {
            let kind = kinds[export.kind]
            let noun = Text(
                en: (export.count == 1 ? kind?.label.en : kind?.plural.en) ?? export.kind,
                zh: kind?.label.zh ?? export.kind)
            let conditions = export.conditions.joined(separator: say(", ", "、"))
            table.rows.append([
                Cell(export.at.date.description), Cell(export.member.map { records.title(ofID: $0) } ?? ""),
                Cell(
                    say("\(export.count) \(noun.en)", "\(noun.zh) \(export.count) 条")
                        + (conditions.isEmpty ? "" : "  " + conditions)),
                Cell(export.file, .faint),
            ])
        }
        let heading = say(Text(en: "Exports from this computer", zh: "本机导出"))
        return ["", terminal.paint(heading, .bold) + terminal.paint(" (\(exports.count))", .faint)]
            + table.lines(width: terminal.width, paint: terminal.paint)
    }

    /// `李娜 3, 王磊 1`, most first.
    private var byPerson: String {
        counts.map { ($0.member.map { records.title(ofID: $0) } ?? say("nobody", "无责任人")) + " \($0.count)" }
            .joined(separator: say(", ", "、"))
    }

    private var counts: [(member: String?, count: Int)] {
        Dictionary(grouping: findings.map(\.member) + exports.map(\.member), by: { $0 }).map {
            ($0.key, $0.value.count)
        }
        .sorted { ($1.count, $0.member ?? "~") < ($0.count, $1.member ?? "~") }
    }

    private var value: RecordValue {
        [
            "from": .text(range.lowerBound.description), "to": .text(range.upperBound.description),
            "for": .optional(member?.id),
            "count": .integer(findings.count + exports.count),
            "by_member": .list(
                counts.map { ["member": .optional($0.member), "count": .integer($0.count)] }),
            "findings": .list(
                sorted.flatMap(\.findings).map { finding in
                    [
                        "subject": .text(finding.subject.rawValue), "rule": .optional(finding.rule?.rawValue),
                        "day": .text(finding.day.description), "member": .optional(finding.member),
                        "kind": .text(finding.record.kind.key), "id": .optional(finding.record.id),
                        "path": .text(finding.record.path.text), "title": .text(records.shown(finding.record).title),
                        "message": .text(say(finding.message)), "commit": .optional(finding.commit),
                    ]
                }),
            "exports": .list(exports.map(\.value)), "commits_left_out": .integer(left),
            "not_audited": .list(Self.notAudited.map { .text($0) }),
        ]
    }
}
