import Records
import Rules
import Testing

/// Tasks with a number to reach (R121), counted from follow-ups.
@Suite struct GoalProgressTests {
    private func files(_ count: String, visits: [(customer: String, day: String, by: String, method: String)])
        -> [String:
        String]
    {
        var files = [
            "tasks/t.yaml":
                "id: RW2026-AAAAAA\ntitle: 拜访\nowner: lina\ncollaborators: [wang]\ndue: 2026-12-31\ntarget: 4\n" + count
        ]
        for (index, visit) in visits.enumerated() {
            files["customers/\(visit.customer)/customer.yaml"] = "id: KH2026-AAAAA\(visit.customer)\nname: 甲\n"
            files["customers/\(visit.customer)/follow-ups/\(index).yaml"] =
                "id: GJ2026-AAAAA\(index)\nat: \(visit.day)T10:00:00+08:00\nby: \(visit.by)\nmethod: \(visit.method)\nsummary: x\n"
        }
        return files
    }

    private let visits = [
        (customer: "A", day: "2026-10-08", by: "lina", method: "visit"),
        (customer: "A", day: "2026-10-20", by: "lina", method: "visit"),
        (customer: "B", day: "2026-10-21", by: "wang", method: "visit"),
        (customer: "C", day: "2026-10-22", by: "wang", method: "phone"),
        (customer: "D", day: "2026-10-23", by: "zhao", method: "visit"),
        (customer: "E", day: "2026-09-01", by: "lina", method: "visit"),
    ]

    private func progress(_ count: String, on day: String = "2026-11-16") throws -> GoalProgress {
        let set = records(files(count, visits: visits))
        let task = try #require(set.records(of: "task").first)
        let today = try #require(CalendarDate(day))
        return try #require(GoalProgress(task, set, today: today, calendar: WorkCalendar()))
    }

    @Test func countsCustomersOnce() throws {
        let found = try progress("count: {methods: [visit], since: 2026-10-01}\n")
        #expect(found.done == 2)
        #expect(found.target == 4)
        // 33 of 66 working days are over.
        #expect(found.expected == 2)
        #expect(found.reachedOn == nil)
    }

    @Test func countsEveryContact() throws {
        #expect(try progress("count: {methods: [visit], since: 2026-10-01, each: contact}\n").done == 3)
        #expect(try progress("count: {since: 2026-10-01, each: contact}\n").done == 4)
        #expect(try progress("count: {}\n").done == 4)
        #expect(try progress("count: {purposes: [demo]}\n").done == 0)
        // What lies ahead of the day is not counted yet.
        #expect(try progress("count: {methods: [visit], since: 2026-10-01}\n", on: "2026-10-20").done == 1)
    }

    @Test func knowsWhenItWasReached() throws {
        #expect(try progress("count: {each: contact}\n").reachedOn == CalendarDate("2026-10-21"))
    }

    @Test func withoutARuleSomebodyWritesItDown() throws {
        let found = try progress("progress: 3\n")
        #expect(found.done == 3)
        #expect(found.expected == nil)
        #expect(found.reachedOn == nil)
    }
}
