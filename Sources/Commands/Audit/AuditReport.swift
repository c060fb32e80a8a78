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

    /// What nothing is known about yet: nothing notes who took data out.
    private static let notAudited = ["exports"]

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
        lines.append("")
        if findings.isEmpty {
            lines.append(paint("✓ ", .green) + say("nothing found", "没有发现问题"))
        } else {
            lines.append(say(Text.count(findings.count, "finding", "项发现")))
            if member == nil { lines.append(paint(byPerson, .faint)) }
        }
        if left > 0 {
            lines.append(
                paint(
                    say("\(left) commits were too large to be looked at", "有 \(left) 次提交过大，未检查"), .yellow))
        }
        lines.append(paint(say("Exports are not noted yet and were not audited.", "导出尚无记录，未纳入审计。"), .faint))
        return lines
    }

    /// `李娜 3, 王磊 1`, most first.
    private var byPerson: String {
        counts.map { ($0.member.map { records.title(ofID: $0) } ?? say("nobody", "无责任人")) + " \($0.count)" }
            .joined(separator: say(", ", "、"))
    }

    private var counts: [(member: String?, count: Int)] {
        Dictionary(grouping: findings, by: \.member).map { ($0.key, $0.value.count) }
            .sorted { ($1.count, $0.member ?? "~") < ($0.count, $1.member ?? "~") }
    }

    private var value: RecordValue {
        [
            "from": .text(range.lowerBound.description), "to": .text(range.upperBound.description),
            "for": .optional(member?.id),
            "count": .integer(findings.count),
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
            "commits_left_out": .integer(left),
            "not_audited": .list(Self.notAudited.map { .text($0) }),
        ]
    }
}
