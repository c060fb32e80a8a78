import ArgumentParser
import Records
import Rules

/// `crm due`: what waits, by urgency; mine unless told otherwise.
struct Due: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "due",
            abstract: say(
                "What is due: next steps, promises, tasks, contracts, payments, tickets.", "待办事项：下一步、承诺、任务、合同、回款、工单。"),
            discussion: say(
                "Overdue, today and this week. Yours, unless --owner or --all says otherwise.",
                "逾期、今天和本周。默认只显示您自己的，可用 --owner 或 --all 改变。"))
    }

    @Option(
        name: .long,
        help: ArgumentHelp(say("Work of this member: handle or name.", "某位成员的待办：代号或姓名。"), valueName: "member"))
    var owner: String?

    @Flag(name: .long, help: ArgumentHelp(say("Work of everybody.", "所有人的待办。")))
    var all = false

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(say("Look so many days ahead instead of to Sunday.", "查看未来多少天，默认到本周日。"), valueName: "days"))
    var days: Int?

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        if all, owner != nil {
            throw ValidationError(say("--owner and --all exclude each other", "--owner 和 --all 不能同时使用"))
        }
        if let days, !(0...3660).contains(days) {
            throw ValidationError(say("--days must be between 0 and 3660", "--days 必须在 0 到 3660 之间"))
        }
    }

    mutating func run() throws {
        let folder = try openFolder()
        let records = try readRecords(folder)
        let today = Invocation.current.today
        let handle = try wantedOwner(records, folder)
        let limit = today + (days ?? (7 - today.weekday))
        let items = dueWork(records, settings: folder.settings, today: today, owner: handle, until: limit)
        let terminal = Invocation.current.terminal
        if global.json {
            terminal.print(json(items, today, handle).json(indented: true))
        } else {
            terminal.print(lines(items, records, today, handle, terminal))
        }
    }

    /// The handle whose work is shown; nil for everybody's.
    private func wantedOwner(_ records: RecordSet, _ folder: CRMFolder) throws -> String? {
        if all { return nil }
        guard let owner, owner != "me", owner != "我" else {
            guard let handle = try Me.working(in: folder, records).handle else {
                throw CommandFailure(
                    .failed, Me.unknown.message,
                    remedy: (Me.unknown.remedy ?? Text(""))
                        + Text(en: "; or use --all or --owner", zh: "；也可以用 --all 或 --owner"))
            }
            return handle
        }
        return try namedMember(owner, records).id
    }

    private func lines(
        _ items: [DueItem], _ records: RecordSet, _ today: CalendarDate, _ handle: String?, _ terminal: Terminal
    ) -> [String] {
        let paint = terminal.paint
        let who = handle.map { records.title(ofID: $0) } ?? say("the whole team", "整个团队")
        let title = say("Due for \(who)", "\(who)的待办") + " · \(today) \(say(weekdayName(today.weekday)))"
        var lines = [paint(visible(title), .bold)]
        if items.isEmpty { return lines + [paint(say("Nothing is due. ✓", "没有待办 ✓"), .green)] }
        let rows = DueTable(records: records, today: today, showsOwner: handle == nil, indent: 2)
            .lines(items, width: terminal.width, paint: paint)
        for urgency in Urgency.allCases {
            let part = items.indices.filter { Urgency(items[$0].date, today: today) == urgency }
            guard !part.isEmpty else { continue }
            lines += ["", paint(say(urgency.label), .bold) + paint(" (\(part.count))", .faint)]
            lines += part.map { rows[$0] }
        }
        return lines
    }

    private func json(_ items: [DueItem], _ today: CalendarDate, _ handle: String?) -> RecordValue {
        [
            "today": .text(today.description), "owner": .optional(handle), "count": .integer(items.count),
            "items": .list(
                items.map { item in
                    [
                        "reason": .text(item.reason.rawValue),
                        "urgency": .text(Urgency(item.date, today: today).rawValue),
                        "date": .optional(item.date?.description), "owner": .optional(item.owner),
                        "customer": .optional(item.customer?.id),
                        "customer_name": .optional(item.customer?.title), "text": .text(item.text),
                        "record": .optional(item.record.id), "path": .text(item.record.path.text),
                    ]
                }),
        ]
    }
}

extension Urgency {
    fileprivate var label: Text {
        switch self {
        case .overdue: Text(en: "Overdue", zh: "已逾期")
        case .today: Text(en: "Today", zh: "今天")
        case .thisWeek: Text(en: "This week", zh: "本周")
        case .later: Text(en: "Later", zh: "以后")
        case .undated: Text(en: "Open, without a day", zh: "未定日期")
        }
    }
}
