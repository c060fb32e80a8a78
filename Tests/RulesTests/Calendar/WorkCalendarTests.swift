import Records
import Rules
import Testing

/// Days around the Chinese National Day of 2026: 1 to 7 October free, Sunday 20 September and Saturday 10 October worked.
@Suite struct WorkCalendarTests {
    private let year = """
        id: cn-2026
        name: 2026
        holidays:
          - {name: 国庆节, from: 2026-10-01, to: 2026-10-07}
          - {name: 元旦, from: 2026-01-01}
        extra_working_days: [2026-09-20, 2026-10-10]
        """ + "\n"

    private func calendar(_ settings: String = "", files: [String: String]? = nil) throws -> WorkCalendar {
        let set = records(
            ["crm.yaml": "name: x\n" + settings].merging(files ?? ["calendars/cn-2026.yaml": year]) { $1 })
        return WorkCalendar(Settings(try #require(set.records(of: "settings").first)), set)
    }

    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    @Test(arguments: [
        ("2026-09-30", true), ("2026-10-01", false), ("2026-10-05", false), ("2026-10-08", true),
        ("2026-10-10", true), ("2026-10-11", false), ("2026-09-20", true), ("2026-01-01", false), ("2026-11-24", true),
    ])
    func aChineseYear(text: String, isWorked: Bool) throws {
        #expect(try calendar().isWorkingDay(day(text)) == isWorked)
    }

    @Test func nextAndPrevious() throws {
        let calendar = try calendar()
        #expect(try calendar.workingDay(onOrAfter: day("2026-10-01")) == day("2026-10-08"))
        #expect(try calendar.workingDay(onOrAfter: day("2026-10-10")) == day("2026-10-10"))
        #expect(try calendar.workingDay(onOrBefore: day("2026-10-07")) == day("2026-09-30"))
    }

    @Test func adding() throws {
        let calendar = try calendar()
        #expect(try calendar.adding(workingDays: 1, to: day("2026-09-30")) == day("2026-10-08"))
        #expect(try calendar.adding(workingDays: 3, to: day("2026-09-30")) == day("2026-10-10"))
        #expect(try calendar.adding(workingDays: 0, to: day("2026-10-03")) == day("2026-10-03"))
        #expect(try calendar.adding(workingDays: -1, to: day("2026-10-08")) == day("2026-09-30"))
        // Friday and one working day is Monday.
        #expect(try calendar.adding(workingDays: 1, to: day("2026-11-27")) == day("2026-11-30"))
        #expect(try calendar.workingDays(after: day("2026-09-30"), through: day("2026-10-10")) == 3)
        #expect(try calendar.workingDays(after: day("2026-10-10"), through: day("2026-09-30")) == 0)
    }

    /// What the company itself settles goes before the state's arrangement.
    @Test func theTeamsOwnDaysGoFirst() throws {
        let own = try calendar("calendar: {holidays: [2026-10-10], extra_working_days: [2026-10-07]}\n")
        #expect(try !own.isWorkingDay(day("2026-10-10")))
        #expect(try own.isWorkingDay(day("2026-10-07")))
        #expect(try own.workingDay(onOrAfter: day("2026-10-01")) == day("2026-10-07"))
    }

    @Test func otherWeeks() throws {
        let sixDays = try calendar("calendar: {working_days: [mon, tue, wed, thu, fri, sat]}\n", files: [:])
        #expect(try sixDays.isWorkingDay(day("2026-11-28")))
        #expect(try !sixDays.isWorkingDay(day("2026-11-29")))
        #expect(try calendar(files: [:]).isWorkingDay(day("2026-10-01")))
    }

    /// Nothing loops for ever, and a slip of the year fills no memory.
    @Test func brokenCalendars() throws {
        let never = WorkCalendar(weekdays: [])
        #expect(try never.workingDay(onOrAfter: day("2026-11-24")) == day("2026-11-24"))
        let long = try calendar(
            files: ["calendars/x.yaml": "id: x\nname: x\nholidays: [{from: 2026-01-01, to: 9999-01-01}]\n"])
        #expect(long.holidays.count == 367)
    }
}
