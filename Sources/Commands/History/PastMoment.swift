import Git
import Records
import Sync

/// What `--at` names: the end of a day, an instant, or a commit.
enum PastMoment {
    case seconds(Int)
    case commit(ObjectID)

    /// `2026-11-03`, `2026-11-03 14:30`, `yesterday`, `3 days ago`, `上周五`, the id of a commit.
    init(_ typed: String, _ repository: Repository) throws {
        let invocation = Invocation.current
        if let instant = Self.instant(typed) {
            self = .seconds(instant.secondsSinceEpoch)
        } else if let day = pastDay(typed, today: invocation.today) {
            self = .seconds(Self.start(of: day + 1) - 1)
        } else if typed.utf8.count >= 4, typed.allSatisfy(\.isHexDigit), let id = try repository.commit(named: typed) {
            self = .commit(id)
        } else {
            throw CommandFailure(
                .wrongUsage, Text(en: "`\(typed)` is no day, time or commit", zh: "`\(typed)` 不是日期、时间或提交编号"),
                remedy: Text(
                    en: "write 2026-11-03, '2026-11-03 14:30', yesterday, '3 days ago', or an id of crm operations",
                    zh: "可写 2026-11-03、'2026-11-03 14:30'、昨天、3天前，或 crm operations 中的编号"))
        }
        guard case .seconds(let seconds) = self, seconds > invocation.now() + 86_400 else { return }
        throw CommandFailure(
            .wrongUsage, Text(en: "`\(typed)` lies in the future", zh: "`\(typed)` 在将来"),
            remedy: Text(en: "name a day that is past", zh: "请写过去的日期"))
    }

    /// The commit that stood then.
    func commit(_ past: Past) throws -> CommitInfo {
        switch self {
        case .commit(let id): return try past.repository.commit(id)
        case .seconds(let seconds):
            let head = try past.head()
            if let commit = try Sync.commit(asOf: Int64(seconds), from: head, in: past.repository) { return commit }
            throw CommandFailure(
                Text(en: "the history begins later than that", zh: "历史从更晚的时候才开始"),
                remedy: Text(en: "crm operations lists it", zh: "运行 crm operations 查看"))
        }
    }

    /// The time of day for what is shown as of then.
    func seconds(_ past: Past) throws -> Int {
        switch self {
        case .seconds(let seconds): seconds
        case .commit(let id): Int(try past.repository.commit(id).committer.time)
        }
    }

    /// A full time, or a day with a time of day in the zone that is in force.
    private static func instant(_ typed: String) -> Instant? {
        if let instant = Instant(typed) { return instant }
        let parts = typed.split { $0 == " " || $0 == "T" }
        guard parts.count == 2, let day = pastDay(String(parts[0]), today: Invocation.current.today) else { return nil }
        let numbers = parts[1].split(separator: ":").map { Int($0) }
        guard numbers.count == 2, let hour = numbers[0], let minute = numbers[1], (0..<24).contains(hour),
            (0..<60).contains(minute)
        else { return nil }
        let seconds = start(of: day) + hour * 3600 + minute * 60
        // The whole minute counts.
        return Instant(secondsSinceEpoch: seconds + 59, offset: 0)
    }

    /// Midnight at the beginning of a day in the zone that is in force.
    private static func start(of day: CalendarDate) -> Int {
        let utc = day.daysSinceEpoch * 86_400
        let offset = Invocation.current.offset(utc)
        return utc - Invocation.current.offset(utc - offset)
    }
}

/// A day that is not in the future, as people say it; a weekday is the last one, a day without a year the last such day.
private func pastDay(_ typed: String, today: CalendarDate) -> CalendarDate? {
    let text = typed.lowercased()
    for ending in [" ago", "ago", "之前", "以前", "前"] where text.hasSuffix(ending) {
        let distance = String(text.dropLast(ending.count))
        guard let ahead = parseDay(distance, today: today), ahead > today else { continue }
        return today + (today - ahead)
    }
    for beginning in ["last ", "上个", "上"] where text.hasPrefix(beginning) {
        guard let day = parseDay(String(text.dropFirst(beginning.count)), today: today) else { continue }
        // The weekday in the week before this one.
        let monday = today + (1 - today.weekday)
        return monday + (day.weekday - 1) + -7
    }
    guard let day = parseDay(typed, today: today) else { return nil }
    if day <= today || CalendarDate(typed) != nil { return day }
    if day - today <= 7, typed.allSatisfy({ !$0.isNumber }), !["tomorrow", "明天", "明日", "后天", "大后天"].contains(text) {
        return day + -7
    }
    let (year, month, number) = day.components
    return typed.contains { "-/月.".contains($0) } ? CalendarDate(year: year - 1, month: month, day: number) : day
}
