import Records
import Testing

/// Seen from Tuesday, 24 November 2026.
@Suite struct DateExpressionTests {
    @Test(arguments: [
        ("2026-12-01", "2026-12-01"), ("today", "2026-11-24"), ("Tomorrow", "2026-11-25"), ("明天", "2026-11-25"),
        ("后天", "2026-11-26"),
        ("大后天", "2026-11-27"), ("昨天", "2026-11-23"), ("3d", "2026-11-27"), ("2w", "2026-12-08"), ("1m", "2026-12-24"),
        ("in 3 days", "2026-11-27"), ("3日内", "2026-11-27"), ("三天后", "2026-11-27"), ("两周后", "2026-12-08"),
        ("半个月", "2026-12-09"),
        ("fri", "2026-11-27"), ("friday", "2026-11-27"), ("周五", "2026-11-27"), ("星期日", "2026-11-29"),
        ("周天", "2026-11-29"),
        ("tue", "2026-12-01"), ("周一", "2026-11-30"), ("next wed", "2026-12-02"), ("下周三", "2026-12-02"),
        ("eom", "2026-11-30"),
        ("月底", "2026-11-30"), ("12-01", "2026-12-01"), ("12月1日", "2026-12-01"), ("1月5日", "2027-01-05"),
        ("11-24", "2026-11-24"),
        ("11/23", "2027-11-23"), (" 明天 ", "2026-11-25"), ("下个月", "2026-12-24"),
    ])
    func reads(text: String, day: String) throws {
        let today = try #require(CalendarDate("2026-11-24"))
        #expect(parseDay(text, today: today)?.description == day)
    }

    @Test(arguments: ["", "soon", "尽快", "2026-02-30", "99999d", "13-01", "周八", "next", "d", "-3d", "三", "1.5w", "0-0"])
    func isNoDay(text: String) throws {
        let today = try #require(CalendarDate("2026-11-24"))
        #expect(parseDay(text, today: today) == nil)
    }

    @Test func monthsEndWhereTheyEnd() throws {
        let last = try #require(CalendarDate("2027-01-31"))
        #expect(addingMonths(1, to: last).description == "2027-02-28")
        #expect(addingMonths(13, to: last).description == "2028-02-29")
        #expect(addingMonths(12, to: last).description == "2028-01-31")
    }
}
