import ArgumentParser
import Records

/// The period that an audit looks at.
struct AuditPeriodOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp(say("First day; 30 days ago if left out.", "起始日期；默认 30 天前。"), valueName: "day"))
    var since: String?

    @Option(name: .long, help: ArgumentHelp(say("Last day; today if left out.", "截止日期；默认今天。"), valueName: "day"))
    var until: String?

    @Option(name: .long, help: ArgumentHelp(say("A month: 2026-10.", "某个月：2026-10。"), valueName: "month"))
    var month: String?

    @Option(name: .long, help: ArgumentHelp(say("A quarter: 2026-Q4.", "某个季度：2026-Q4。"), valueName: "quarter"))
    var quarter: String?

    mutating func validate() throws {
        if [month, quarter, since ?? until].compactMap({ $0 }).count > 1 {
            throw ValidationError(
                say(
                    "name one period: --month, --quarter, or --since and --until",
                    "只能指定一个时间段：--month、--quarter，或 --since 和 --until"))
        }
    }

    func range(today: CalendarDate) throws -> ClosedRange<CalendarDate> {
        if let month {
            let parts = month.split(separator: "-").compactMap { Int($0) }
            guard month.utf8.count == 7, parts.count == 2 else { throw unreadable(month, "2026-10") }
            return try months(parts[0], parts[1], 1, month)
        }
        if let quarter {
            let parts = quarter.uppercased().split(separator: "-")
            guard let last = parts.last, last.hasPrefix("Q"), let number = Int(last.dropFirst()),
                (1...4).contains(number),
                parts.count <= 2, let year = parts.count == 2 ? Int(parts[0]) : today.components.year
            else { throw unreadable(quarter, "2026-Q4") }
            return try months(year, number * 3 - 2, 3, quarter)
        }
        let end = try until.map { try day($0, today) } ?? today
        let start = try since.map { try day($0, today) } ?? end + -30
        guard start <= end else {
            throw CommandFailure(
                .wrongUsage, Text(en: "\(start) lies behind \(end)", zh: "\(start) 在 \(end) 之后"),
                remedy: Text(en: "turn them round", zh: "请调换两个日期"))
        }
        return start...end
    }

    private func day(_ typed: String, _ today: CalendarDate) throws -> CalendarDate {
        guard let day = parseDay(typed, today: today) else { throw unreadable(typed, "2026-10-01") }
        return day
    }

    private func months(_ year: Int, _ month: Int, _ count: Int, _ typed: String) throws -> ClosedRange<CalendarDate> {
        let next = year * 12 + month - 1 + count
        guard let start = CalendarDate(year: year, month: month, day: 1),
            let end = CalendarDate(year: next / 12, month: next % 12 + 1, day: 1)
        else { throw unreadable(typed, "2026-10") }
        return start...(end + -1)
    }

    private func unreadable(_ typed: String, _ example: String) -> CommandFailure {
        CommandFailure(
            .wrongUsage, Text(en: "`\(typed)` is no period", zh: "无法理解时间 `\(typed)`"),
            remedy: Text(en: "write it like \(example)", zh: "请写成 \(example) 的形式"))
    }
}
