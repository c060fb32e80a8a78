import ArgumentParser
import Records
import Rules

/// `crm due`: what waits, by urgency; mine unless told otherwise.
struct Due: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "due",
            abstract: say(
                "What is due: next steps, promises, tasks, contacts, contracts, payments, tickets.",
                "待办事项：下一步、承诺、任务、定期联系、合同、回款、工单。"),
            discussion: say(
                """
                Overdue, today and this week, and what has to be seen early: contracts within their notice, silent customers. \
                Yours, unless --for, --team or --all says otherwise. What brings an item up, and how to tune it or switch it \
                off in crm.yaml: crm help rules.
                """,
                """
                显示逾期、今天和本周的事项，以及需要提前关注的：即将到期的合同、沉默客户。默认只显示您自己的，可用 --for、--team 或 --all 改变。\
                各类待办的依据和在 crm.yaml 中的调整方法见 crm help rules。
                """))
    }

    @OptionGroup var whose: WhoseOptions

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(say("Look so many days ahead instead of to Sunday.", "查看未来多少天，默认到本周日。"), valueName: "days"))
    var days: Int?

    @Flag(
        name: .long,
        help: ArgumentHelp(say("With the last three contacts of each customer.", "同时显示每个客户最近三次跟进。")))
    var context = false

    @Flag(name: .long, help: ArgumentHelp(say("Archived customers as well.", "包括已归档的客户。")))
    var archived = false

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        if let days, !(0...3660).contains(days) {
            throw ValidationError(say("--days must be between 0 and 3660", "--days 必须在 0 到 3660 之间"))
        }
    }

    mutating func run() throws {
        let folder = try openFolder()
        let records = try readRecords(folder)
        let today = Invocation.current.today
        let work = try whose.resolve(records, folder)
        let limit = today + (days ?? (7 - today.weekday))
        let all = dueWork(records, settings: folder.settings, today: today, owners: work.owners, until: limit)
        let items = archived ? all : all.filter { !$0.isArchived }
        let terminal = Invocation.current.terminal
        if global.json {
            let object: RecordValue = [
                "today": .text(today.description), "owner": .optional(work.handle), "team": .optional(team(work)),
                "count": .integer(items.count), "archived": .integer(all.count - items.count),
                "items": .list(items.map { DueJSON(records: records, today: today).value($0) }),
            ]
            return terminal.print(object.json(indented: true))
        }
        terminal.print(lines(items, records, today, work, terminal))
        if let sight = records.sight, !whose.isMine {
            terminal.remark(
                terminal.errorPaint(
                    say(
                        "only what your role (\(sight.roles.en)) sees", "仅包括您的角色（\(sight.roles.zh)）能看到的记录"), .faint))
        }
        if items.count < all.count {
            let hidden = Text.count(all.count - items.count, "item", "项")
            terminal.remark(
                terminal.errorPaint(
                    say(
                        Text(en: "", zh: "另有 ") + hidden
                            + Text(
                                en: " of archived customers not shown (--archived)", zh: "属于已归档客户，未显示（--archived 可显示）")),
                    .faint))
        }
    }

    private func team(_ work: WhoseWork) -> String? { whose.team == nil ? nil : work.name }

    private func lines(
        _ items: [DueItem], _ records: RecordSet, _ today: CalendarDate, _ work: WhoseWork, _ terminal: Terminal
    ) -> [String] {
        let paint = terminal.paint
        let title = say("Due for \(work.name)", "\(work.name)的待办") + " · \(today) \(say(weekdayName(today.weekday)))"
        var lines = [paint(visible(title), .bold)]
        if items.isEmpty { return lines + [paint(say("Nothing is due. ✓", "没有待办 ✓"), .green)] }
        let rows = DueTable(records: records, today: today, showsOwner: work.handle == nil, indent: 2)
            .lines(items, width: terminal.width, paint: paint)
        var contacts = ContactLines(records: records, width: terminal.width ?? 100, paint: paint)
        for urgency in Urgency.allCases {
            let part = items.indices.filter { Urgency(items[$0].date, today: today) == urgency }
            guard !part.isEmpty else { continue }
            lines += ["", paint(say(urgency.label), .bold) + paint(" (\(part.count))", .faint)]
            for index in part {
                lines.append(rows[index])
                if context { lines += contacts.lines(items[index].customer) }
            }
        }
        return lines
    }
}

/// An item of due work as JSON.
struct DueJSON {
    let records: RecordSet
    let today: CalendarDate

    func value(_ item: DueItem) -> RecordValue {
        [
            "reason": .text(item.reason.rawValue), "rule": .text(item.reason.rule.rawValue),
            "urgency": .text(Urgency(item.date, today: today).rawValue),
            "date": .optional(item.date?.description), "time": .optional(item.time?.description),
            "from": .optional(item.start?.description), "remind_at": .optional(item.remindAt?.description),
            "priority": .optional(item.priority), "owner": .optional(item.owner),
            "customer": .optional(item.customer?.id), "customer_name": .optional(item.customer?.title),
            "text": .text(item.text),
            "progress": item.progress.map { progress in
                [
                    "done": .integer(progress.done), "target": .integer(progress.target),
                    "expected": progress.expected.map { .integer($0) } ?? .null,
                ]
            } ?? .null, "record": .optional(item.record.id), "path": .text(item.record.path.text),
            "contacts": .list(item.customer.map { contacts(of: $0) } ?? []),
        ]
    }

    /// The last three contacts (R21).
    private func contacts(of customer: Record) -> [RecordValue] {
        records.lastContacts(customer, count: 3).map { followUp in
            [
                "at": .optional(followUp.string("at")), "method": .optional(followUp.string("method")),
                "by": .optional(followUp.string("by")), "summary": .optional(followUp.string("summary")),
                "path": .text(followUp.path.text),
            ]
        }
    }
}

/// What was spoken with a customer the last three times, a line each (R21); said once for each customer.
struct ContactLines {
    let records: RecordSet
    let width: Int
    let paint: Paint
    private var shown: Set<RecordPath> = []

    init(records: RecordSet, width: Int, paint: Paint) {
        self.records = records
        self.width = width
        self.paint = paint
    }

    mutating func lines(_ customer: Record?) -> [String] {
        guard let customer, shown.insert(customer.path).inserted else { return [] }
        return records.lastContacts(customer, count: 3).map { followUp in
            let day = followUp.date("at")?.description ?? ""
            let method = followUp.kind.field("method").map { FieldText(records: records)(followUp.value("method"), $0) }
            let who = followUp.string("by").map { records.title(ofID: $0) }
            let said = [followUp.string("summary"), followUp.string("feedback")].compactMap { $0 }
            let text = ([day, method, who].compactMap { $0 } + [said.joined(separator: " → ")]).joined(separator: " ")
            return "      " + paint(fitted(visible(text), to: max(20, width - 6)), .faint)
        }
    }
}

extension Urgency {
    var label: Text {
        switch self {
        case .overdue: Text(en: "Overdue", zh: "已逾期")
        case .today: Text(en: "Today", zh: "今天")
        case .thisWeek: Text(en: "This week", zh: "本周")
        case .later: Text(en: "Later", zh: "以后")
        case .undated: Text(en: "Open, without a day", zh: "未定日期")
        }
    }
}
