/// `crm help filters`: the filter language on one screen; docs/FILTERS.md has all of it.
func filterLines() -> [String] {
    let paint = Invocation.current.terminal.paint
    var lines = [
        say(
            "Conditions for crm list, crm set --where, views, segments and scopes. Names and values in English or Chinese.",
            "用于 crm list、crm set --where、视图、客群和统计范围的筛选条件。名称和取值可用中文或英文。")
    ]
    for section in sections() {
        lines += ["", paint(section.title, .bold)]
        var table = TextTable([.init(title: "", isFlexible: false), .init(title: "")], indent: 2)
        for (example, meaning) in section.rows { table.rows.append([Cell(example), Cell(meaning)]) }
        lines += table.lines(width: nil, paint: paint, showsTitles: false)
    }
    return lines
}

private struct Section {
    let title: String
    let rows: [(String, String)]
}

private func sections() -> [Section] {
    [
        Section(
            title: say("Comparing", "比较"),
            rows: [
                (say("status = won", "客户状态=成交"), say("equal; != or ≠ for not equal", "等于；不等于写 != 或 ≠")),
                (say("amount >= 300k", "预计金额≥30万"), say("> >= < <=, units k, m, 万, 亿", "> ≥ < ≤，单位 万、亿、k、m")),
                (say("amount = 100k..500k", "预计金额=10万..50万"), say("a range; also between … and …", "范围；也可写 介于…和…之间")),
                (say("amount >= 300k EUR", "预计金额≥30万 EUR"), say("only amounts in that currency", "只比较该币种的金额")),
                (
                    say("status = won|lost", "客户状态=成交、流失"),
                    say("one of several; also in (won, lost)", "其中之一；也可写 属于（成交，流失）")
                ),
                (say("name ~ tech", "客户名称~科技"), say("contains; !~ for does not", "包含；不包含写 !~")),
                (say("owner is empty", "客户经理为空"), say("not filled in; is not empty", "未填写；已填写写 不为空")),
                (say("stage >= proposal", "商机阶段≥方案提交"), say("choices in the order of the schema", "选项按 schema 中的顺序比较")),
            ]),
        Section(
            title: say("Joining", "组合"),
            rows: [
                (say("a=1 and b=2", "a=1 且 b=2"), say("also + and a comma", "也可用 + 或逗号")),
                (say("a=1 or b=2", "a=1 或 b=2"), say("and binds closer than or", "且 先于 或")),
                (say("not (a=1)", "非（a=1）"), say("brackets may be full-width", "括号可用全角")),
                ("name = 'A + B'", say("quotes where a value holds signs", "值里有符号时加引号")),
            ]),
        Section(
            title: say("Days", "日期"),
            rows: [
                (
                    say("at = 2026-11", "跟进时间=2026年11月"),
                    say("a day, month, quarter (2026-Q4) or year", "某天、某月、某季度（2026-Q4）或某年")
                ),
                (say("at = last month", "跟进时间=上月"), say("this week, next quarter, yesterday …", "本周、下季度、昨天……")),
                (
                    say("at within 30 days", "跟进时间近30天"),
                    say("last 30 days, next 2 weeks, since 30d", "过去30天、未来两周、自30天前")
                ),
                (say("at < 30 days ago", "跟进时间<30天前"), say("before, after, on or before …", "早于、晚于、不晚于……")),
            ]),
        Section(
            title: say("Other records", "相关记录"),
            rows: [
                (say("deals.amount > 100k", "商机.预计金额>10万"), say("some deal of the customer", "客户有某个商机满足")),
                (
                    say("deals[stage=won and amount>1m]", "商机【阶段=成交 且 金额>100万】"),
                    say("one deal fulfils all of it", "同一个商机满足全部条件")
                ),
                (say("owner.team = 华东", "客户经理.团队=华东"), say("a field of the record referred to", "所引用记录的字段")),
                (
                    say("customer.industry = retail", "客户.行业=零售业"),
                    say("from a deal, follow-up … to its customer", "从商机、跟进等到所属客户")
                ),
                (say("deals >= 2", "商机>=2"), say("how many; has deals, no deals", "数量；有商机、没有商机")),
            ]),
        Section(
            title: say("Worked out", "推算值"),
            rows: [
                (say("followed within 6 months", "近6个月有跟进记录"), say("no follow-up since 30d", "30天未跟进")),
                (say("last_follow_up = this week", "最近跟进=本周"), "next_follow_up, follow_ups"),
                (say("open_amount > 1m", "在谈金额>100万"), "open_deals, won_amount"),
                (say("activity = at-risk", "活跃度=流失风险"), say("active, silent, at-risk", "活跃、沉默、流失风险")),
                (say("owner = me", "客户经理=我"), say("who works here", "当前成员")),
            ]),
    ]
}
