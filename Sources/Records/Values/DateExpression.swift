/// A day as people say it, in English or Chinese: `2026-12-01`, `12-01`, `12月1日`, `today`, `明天`, `3d`, `2w`, `1m`, `in 3 days`,
/// `3日内`, `fri`, `next wed`, `下周三`, `eom`, `月底`.
///
/// A weekday is the next one after today; `next wed` / `下周三` lies in the week after this one (weeks begin on Monday). A day
/// without a year is the next one to come.
package func parseDay(_ typed: String, today: CalendarDate) -> CalendarDate? {
    let text = typed.lowercased().trimmingSpaces
    if let date = CalendarDate(text) { return date }
    return namedDay(text, today) ?? distance(text, today) ?? weekday(text, today) ?? dayOfYear(text, today)
}

private func namedDay(_ text: String, _ today: CalendarDate) -> CalendarDate? {
    switch text {
    case "today", "今天", "今日": today
    case "tomorrow", "明天", "明日": today + 1
    case "day after tomorrow", "后天": today + 2
    case "大后天": today + 3
    case "yesterday", "昨天", "昨日": today + -1
    case "前天": today + -2
    case "next week", "下周", "下星期": today + 7
    case "next month", "下个月", "下月": addingMonths(1, to: today)
    case "eom", "end of month", "月底", "本月底": endOfMonth(today)
    case "eow", "end of week", "周末前", "本周内": today + (7 - today.weekday)
    default: nil
    }
}

/// `3d`, `3 days`, `in 2 weeks`, `3天后`, `3日内`, `两周后`, `半个月`.
private func distance(_ text: String, _ today: CalendarDate) -> CalendarDate? {
    var rest = Substring(text)
    if rest.hasPrefix("in ") { rest = rest.dropFirst(3) }
    if rest.hasPrefix("+") { rest = rest.dropFirst() }
    for ending in ["之内", "以内", "内", "之后", "以后", "后"] where rest.hasSuffix(ending) {
        rest = rest.dropLast(ending.count)
        break
    }
    if rest == "半个月" { return today + 15 }
    guard let (number, unit) = leadingNumber(rest), number <= 3660 else { return nil }
    switch unit {
    case "d", "day", "days", "天", "日": return today + number
    case "w", "week", "weeks", "周", "个星期", "星期", "个礼拜": return today + number * 7
    case "m", "month", "months", "个月", "月": return addingMonths(number, to: today)
    case "y", "year", "years", "年": return addingMonths(number * 12, to: today)
    default: return nil
    }
}

private let chineseDigits: [Character: Int] = [
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
]

private func leadingNumber(_ text: Substring) -> (Int, String)? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty {
        guard digits.count <= 4, let number = Int(digits) else { return nil }
        return (number, String(text.dropFirst(digits.count)).trimmingSpaces)
    }
    guard let first = text.first, let number = chineseDigits[first] else { return nil }
    return (number, String(text.dropFirst()))
}

private func weekday(_ text: String, _ today: CalendarDate) -> CalendarDate? {
    let english = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    let long = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    let chinese = ["一", "二", "三", "四", "五", "六", "日"]
    var rest = Substring(text)
    var isNextWeek = false
    for prefix in ["next ", "下个", "下"] where rest.hasPrefix(prefix) {
        isNextWeek = true
        rest = rest.dropFirst(prefix.count)
        break
    }
    if rest.hasPrefix("this ") { rest = rest.dropFirst(5) }
    if rest.hasPrefix("本") { rest = rest.dropFirst() }
    var index = english.firstIndex(of: String(rest)) ?? long.firstIndex(of: String(rest))
    for prefix in ["周", "星期", "礼拜"] where rest.hasPrefix(prefix) {
        let day = String(rest.dropFirst(prefix.count))
        index = index ?? chinese.firstIndex(of: day == "天" ? "日" : day)
    }
    guard let index else { return nil }
    let monday = today + (1 - today.weekday)
    if isNextWeek { return monday + 7 + index }
    let thisWeek = monday + index
    return thisWeek > today ? thisWeek : thisWeek + 7
}

/// `12-01`, `12/1`, `12月1日`: the next such day, today included.
private func dayOfYear(_ text: String, _ today: CalendarDate) -> CalendarDate? {
    let parts = text.split { "-/月日号.".contains($0) }.map(String.init)
    guard parts.count == 2, let month = Int(parts[0]), let day = Int(parts[1]),
        text.contains(where: { "-/月.".contains($0) })
    else { return nil }
    let year = today.components.year
    guard let date = CalendarDate(year: year, month: month, day: day) else { return nil }
    return date >= today ? date : CalendarDate(year: year + 1, month: month, day: day)
}

/// The same day some months on, or the last one of a shorter month.
package func addingMonths(_ months: Int, to date: CalendarDate) -> CalendarDate {
    let (year, month, day) = date.components
    let index = year * 12 + month - 1 + months
    let (newYear, newMonth) = (index / 12, index % 12 + 1)
    let lastDay = CalendarDate.daysIn(month: newMonth, year: newYear)
    return CalendarDate(year: newYear, month: newMonth, day: min(day, lastDay)) ?? date
}

private func endOfMonth(_ date: CalendarDate) -> CalendarDate {
    let (year, month, _) = date.components
    return CalendarDate(year: year, month: month, day: CalendarDate.daysIn(month: month, year: year)) ?? date
}
