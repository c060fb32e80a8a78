import ArgumentParser
import Records
import Rules

/// `crm remind`: says what has become due since it was run the last time; for cron, systemd and launchd (R109, R110, R118).
struct Remind: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "remind",
            abstract: say("Say what has become due since the last reminder.", "提醒上次以来新到期的待办。"),
            discussion: say(
                """
                For a timer: every few minutes, or every morning. Each item is said once, when its day or its remind_at comes, \
                and once more when it changes. Shows a notification of the desktop where it can, else writes text; without \
                anything new it is quiet. Exit status 0 either way. Examples of timers: docs/timers/.
                """,
                """
                供定时任务使用：每几分钟或每天早上运行一次。每项待办到期（或到 remind_at 时间）提醒一次，日期变动后再提醒一次。\
                能弹出桌面通知就弹出，否则输出文字；没有新内容时不输出。两种情况退出码都是 0。定时任务示例见 docs/timers/。
                """))
    }

    @OptionGroup var whose: WhoseOptions

    @Flag(name: .long, help: ArgumentHelp(say("Write text, show no notification.", "只输出文字，不弹通知。")))
    var text = false

    @Flag(name: .long, help: ArgumentHelp(say("Also what was said before.", "包括以前提醒过的。")))
    var again = false

    @OptionGroup(title: "Global") var global: GlobalOptions

    mutating func run() throws {
        let folder = try openFolder()
        let records = try readRecords(folder)
        let work = try whose.resolve(records, folder)
        let now = Invocation.current.instant
        let items = dueWork(
            records, settings: folder.settings, today: now.date, owners: work.owners, until: now.date
        ).filter { !$0.isArchived && Self.isRipe($0, now) }
        let storage = indexStorage(folder)
        var said = SaidReminders(storage: storage)
        let fresh = again ? items : items.filter { !said.holds(Self.key($0, now)) }
        if fresh.isEmpty, !global.json { return }
        let terminal = Invocation.current.terminal
        var isNotified = false
        if global.json {
            let object: RecordValue = [
                "now": .text(now.description), "owner": .optional(work.handle), "count": .integer(fresh.count),
                "items": .list(fresh.map { DueJSON(records: records, today: now.date).value($0) }),
            ]
            terminal.print(object.json(indented: true))
        } else {
            if !text { isNotified = notify(fresh) }
            if !isNotified { terminal.print(lines(fresh, records, work, now, terminal)) }
        }
        // Kept once it was said: a reminder that could not be shown comes again.
        said.add(fresh.map { Self.key($0, now) }, on: now.date)
        try said.save()
    }

    /// Its time has come: `remind_at` where somebody set it, else its day, or the day from which it is shown.
    private static func isRipe(_ item: DueItem, _ now: Instant) -> Bool {
        if let moment = item.remindAt, moment <= now { return true }
        guard let day = item.date else { return false }
        if day <= now.date { return item.remindAt.map { $0.date != now.date } ?? true }
        return item.shownFrom.map { $0 <= now.date } ?? false
    }

    /// The same item, on the same day, in the same stage: early, or due.
    private static func key(_ item: DueItem, _ now: Instant) -> String {
        let isDue = item.date.map { $0 <= now.date } ?? true
        let parts: [String] = [
            item.reason.rawValue, item.record.id ?? item.record.path.text, item.index.map { String($0) } ?? "",
            item.date?.description ?? "", isDue ? "due" : "early",
        ]
        return parts.joined(separator: "|").replacingLineEnds
    }

    private func lines(
        _ items: [DueItem], _ records: RecordSet, _ work: WhoseWork, _ now: Instant, _ terminal: Terminal
    ) -> [String] {
        let title = say("New for \(work.name)", "\(work.name)的新待办") + " · \(now.date) \(now.clock)"
        return [terminal.paint(visible(title), .bold)]
            + DueTable(records: records, today: now.date, showsOwner: work.handle == nil, indent: 2)
            .lines(items, width: terminal.width, paint: terminal.paint)
    }

    private func notify(_ items: [DueItem]) -> Bool {
        guard let desktop = DesktopNotifier(Invocation.current.environment) else { return false }
        let rows = items.prefix(5).map { item in
            [say(item.reason.label), item.customer.map { shortName($0) }, dueText(item)].compactMap { $0 }
                .joined(separator: " · ")
        }
        let rest = items.count - rows.count
        let more = rest > 0 ? [say("… and \(rest) more", "……另有 \(rest) 项")] : []
        return desktop.show(
            title: say(Text.count(items.count, "item is due", "项待办到期", plural: "items are due")),
            body: (rows + more).map { visible($0) }.joined(separator: "\n"))
    }
}

extension String {
    fileprivate var replacingLineEnds: String {
        String(decoding: utf8.map { $0 == 0x0A || $0 == 0x09 || $0 == 0x0D ? 0x20 : $0 }, as: UTF8.self)
    }
}
