import Records

/// `crm help rules`: every rule of the business on a few lines; docs/RULES.md says more of each.
func ruleLines() -> [String] {
    let paint = Invocation.current.terminal.paint
    var lines = [
        say(
            "The rules of the business. crm.yaml switches and tunes them under rules:",
            "业务规则。在 crm.yaml 的 rules: 下开关和调整："),
        "",
        "  rules:",
        "    won-needs-contract: off",
        "    follow-up-append-only: {level: warning, hours: 48}",
        "",
        say(
            "off: not looked at; warning: said, but not refused; error: a change that breaks it is not committed, neither on the laptop nor on the server.",
            "off：不检查；warning：提醒但不阻止；error：违反规则的修改不会提交，本机和服务器都一样。"),
    ]
    for moment in RuleEntry.Moment.allCases {
        lines += ["", paint(say(moment.title), .bold)]
        var table = TextTable(
            [
                .init(title: say("rule", "规则"), isFlexible: false), .init(title: say("usual", "默认"), isFlexible: false),
                .init(title: say("what it asks", "内容")),
            ], indent: 2)
        for entry in RuleBook.entries where entry.moment == moment {
            table.rows.append([Cell(entry.rule.rawValue), Cell(entry.usualLevel), Cell(say(entry.title))])
        }
        lines += table.lines(width: nil, paint: paint)
    }
    return lines
}

extension RuleEntry {
    /// As crm.yaml writes it.
    var usualLevel: String { usual?.rawValue ?? "off" }

    /// `R45, R46`
    var sources: String { requirements.map { "R\($0)" }.joined(separator: ", ") }
}

extension RuleEntry.Moment {
    var title: Text {
        switch self {
        case .change: Text(en: "Before every commit, by comparison with the last one", zh: "每次提交前，与上一版本比较")
        case .time: Text(en: "As time goes by", zh: "随时间推移")
        }
    }
}
