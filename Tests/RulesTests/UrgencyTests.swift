import Records
import Rules
import Testing

@Suite struct UrgencyTests {
    @Test(arguments: [
        ("2026-11-23", Urgency.overdue), ("2026-11-24", .today), ("2026-11-25", .thisWeek), ("2026-11-29", .thisWeek),
        ("2026-11-30", .later),
    ])
    func seenFromTuesday(day: String, urgency: Urgency) throws {
        let tuesday = try #require(CalendarDate("2026-11-24"))
        let date = try #require(CalendarDate(day))
        #expect(Urgency(date, today: tuesday) == urgency)
    }

    @Test func theWeekEndsOnSunday() throws {
        let sunday = try #require(CalendarDate("2026-11-29"))
        #expect(Urgency(sunday, today: sunday) == .today)
        #expect(Urgency(sunday + 1, today: sunday) == .later)
        #expect(Urgency(nil, today: sunday) == .undated)
    }

    @Test(arguments: [
        ("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1234567.891", "-1,234,567.891"), ("1e5", "1e5"), (".5", ".5"),
        ("", ""),
    ])
    func thousands(number: String, shown: String) {
        #expect(grouped(number) == shown)
    }
}
