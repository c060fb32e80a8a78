import ArgumentParser
import Records
import Rules

/// `crm agenda`: the next days, day by day; with `--ics` as a calendar for phones.
struct Agenda: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "agenda",
            abstract: say("The next days, day by day; --ics as a calendar for phones.", "未来几天的日程；--ics 输出手机可订阅的日历。"),
            discussion: say(
                """
                  crm agenda --days 14
                  crm agenda --ics --out ~/Sync/crm.ics      a file that a phone or a mail program subscribes to
                The calendar (RFC 5545) has an event for everything that is due by then, and an alarm where there is a remind_at. \
                As long as nothing changes, the file stays the same to the byte.
                """,
                """
                  crm agenda --days 14
                  crm agenda --ics --out ~/Sync/crm.ics      供手机或邮件程序订阅的文件
                日历（RFC 5545）中，每项待办是一个事件，有 remind_at 的带提醒。内容不变时，文件逐字节相同。
                """))
    }

    @OptionGroup var whose: WhoseOptions

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(say("So many days: 7, for a calendar 60.", "天数：默认 7，日历默认 60。"), valueName: "days"))
    var days: Int?

    @Flag(name: .long, help: ArgumentHelp(say("Write an iCalendar file.", "输出 iCalendar 日历。")))
    var ics = false

    @Option(
        name: .long, help: ArgumentHelp(say("Write it here (with --ics).", "写到这个文件（与 --ics 同用）。"), valueName: "file"))
    var out: String?

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func validate() throws {
        if let days, !(0...3660).contains(days) {
            throw ValidationError(say("--days must be between 0 and 3660", "--days 必须在 0 到 3660 之间"))
        }
        if out != nil, !ics { throw ValidationError(say("--out goes with --ics", "--out 要与 --ics 同用")) }
        if ics, global.json { throw ValidationError(say("--ics or --json, not both", "--ics 和 --json 不能同时使用")) }
    }

    mutating func run() throws {
        let folder = try openFolder()
        let records = try readRecords(folder)
        let today = Invocation.current.today
        let work = try whose.resolve(records, folder)
        let last = today + (days ?? (ics ? 60 : 7))
        let items = dueWork(records, settings: folder.settings, today: today, owners: work.owners, until: last)
            .filter { !$0.isArchived }
        let terminal = Invocation.current.terminal
        if ics {
            let calendar = ICalendar(
                name: "CRM \(work.name)", events: items.compactMap { event($0, records) })
            guard let out else { return terminal.printRaw(calendar.text) }
            return try write(calendar, to: out, terminal)
        }
        if global.json {
            let object: RecordValue = [
                "today": .text(today.description), "until": .text(last.description), "owner": .optional(work.handle),
                "count": .integer(items.count),
                "items": .list(items.map { DueJSON(records: records, today: today).value($0) }),
            ]
            return terminal.print(object.json(indented: true))
        }
        terminal.print(
            lines(items, records, today, last, work, WorkCalendar(folder.settings, records), terminal))
    }

    // MARK: - Day by day

    private func lines(
        _ items: [DueItem], _ records: RecordSet, _ today: CalendarDate, _ last: CalendarDate, _ work: WhoseWork,
        _ calendar: WorkCalendar, _ terminal: Terminal
    ) -> [String] {
        let paint = terminal.paint
        let title = say("Agenda of \(work.name)", "\(work.name)的日程") + " · \(today) – \(last)"
        var lines = [paint(visible(title), .bold)]
        let table = DueTable(
            records: records, today: today, showsOwner: work.handle == nil, indent: 2, showsDay: false)
        let rows = table.lines(items, width: terminal.width, paint: paint)
        func add(_ heading: String, _ isPart: (DueItem) -> Bool) {
            let part = items.indices.filter { isPart(items[$0]) }
            guard !part.isEmpty else { return }
            lines += ["", heading]
            lines += part.map { rows[$0] }
        }
        add(paint(say("Overdue", "已逾期"), .red)) { $0.date.map { $0 < today } ?? false }
        for distance in 0...max(0, last - today) {
            let day = today + distance
            let name = "\(day) \(say(weekdayName(day.weekday)))"
            let free = calendar.isWorkingDay(day) ? "" : say(" (free)", "（休）")
            add(paint(name, .bold) + paint(free, .faint)) { $0.date == day }
        }
        add(paint(say("Later, to be seen to now", "更晚，需提前处理"), .bold)) { $0.date.map { $0 > last } ?? false }
        add(paint(say("Without a day", "未定日期"), .bold)) { $0.date == nil }
        if lines.count == 1 { lines.append(paint(say("Nothing is due. ✓", "没有待办 ✓"), .green)) }
        return lines
    }

    // MARK: - The calendar file

    private func event(_ item: DueItem, _ records: RecordSet) -> ICalendar.Event? {
        guard let day = item.date else { return nil }
        let part = item.index.map { "-\($0 + 1)" } ?? ""
        let summary = [say(item.reason.label), item.customer.map { shortName($0) }, dueText(item)].compactMap { $0 }
        let contacts = item.customer.map { customer in
            records.lastContacts(customer, count: 3).map { followUp in
                [followUp.date("at")?.description, followUp.string("summary")].compactMap { $0 }.joined(separator: " ")
            }
        }
        return ICalendar.Event(
            uid: "\(item.record.id ?? item.record.path.text)-\(item.reason.rawValue)\(part)@plaincrm", day: day,
            time: item.time, summary: summary.joined(separator: " · "),
            description: (contacts ?? []).joined(separator: "\n"), category: say(item.reason.label),
            alarm: item.remindAt)
    }

    /// The file is only touched when something has changed.
    private func write(_ calendar: ICalendar, to typed: String, _ terminal: Terminal) throws {
        let path = Invocation.current.path(typed)
        let bytes = Array(calendar.text.utf8)
        let count = say(Text.count(calendar.events.count, "event", "个事件"))
        if (try? readFile(path)) == bytes {
            return terminal.print(say("\(typed): unchanged, ", "\(typed)：没有变化，") + count)
        }
        do throws(FileProblem) {
            try writeFileAtomically(bytes, to: path)
        } catch {
            throw CommandFailure(error.message)
        }
        terminal.print(say("\(typed): written, ", "\(typed)：已写入，") + count)
    }
}
