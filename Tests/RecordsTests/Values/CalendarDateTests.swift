import Records
import Testing

@Suite struct CalendarDateTests {
    /// Counts through all days of the calendar one by one, by the rules of the Gregorian calendar and nothing else.
    @Test func agreesWithACalendarThatCounts() throws {
        var (year, month, day) = (1, 1, 1)
        // 0001-01-01 was a Monday.
        var weekday = 1
        var number = try #require(CalendarDate(year: 1, month: 1, day: 1)).daysSinceEpoch
        while year <= 9999 {
            let date = CalendarDate(daysSinceEpoch: number)
            if date.components != (year, month, day) || date.weekday != weekday
                || CalendarDate(year: year, month: month, day: day) != date
            {
                Issue.record(
                    "day \(number): expected \(year)-\(month)-\(day), weekday \(weekday), got \(date), \(date.weekday)")
                return
            }
            number += 1
            weekday = weekday % 7 + 1
            day += 1
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
            if day > length { (day, month) = (1, month + 1) }
            if month > 12 { (month, year) = (1, year + 1) }
        }
    }

    @Test func knownDays() {
        #expect(CalendarDate("1970-01-01")?.daysSinceEpoch == 0)
        #expect(CalendarDate("1970-01-01")?.weekday == 4)
        #expect(CalendarDate("2026-11-24")?.weekday == 2)
        #expect(CalendarDate("2000-02-29") != nil)
    }

    @Test(arguments: [
        "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-1", "26-04-01", "2026/04/01",
        "0000-01-01",
        "2026-04-01 ", " 2026-04-01", "2026-04-01T00:00", "２０２６-04-01", "+026-04-01", "2026-0-401", "", "今天",
    ])
    func noSuchDay(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func arithmetic() throws {
        let date = try #require(CalendarDate("2024-02-28"))
        #expect((date + 1).description == "2024-02-29")
        #expect((date + 2).description == "2024-03-01")
        #expect((date + -59).description == "2023-12-31")
        #expect(date + 366 - date == 366)
        #expect(date < date + 1)
        #expect(CalendarDate("0007-08-09")?.description == "0007-08-09")
    }
}
