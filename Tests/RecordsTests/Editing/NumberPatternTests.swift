import Records
import Testing

struct NumberPatternTests {
    private func next(_ pattern: String, after used: [String] = [], on day: String = "2026-11-24") throws -> String? {
        NumberPattern(pattern, today: try #require(CalendarDate(day)))?.next(after: used)
    }

    @Test func theFirstAndTheNext() throws {
        #expect(try next("KH{yyyy}{seq:3}") == "KH2026001")
        #expect(try next("KH{yyyy}{seq:3}", after: ["KH2026001", "KH2026007"]) == "KH2026008")
        #expect(try next("KH{yyyy}{seq:3}", after: ["KH2026999"]) == "KH20261000")
    }

    @Test func everyYearBeginsAgain() throws {
        #expect(try next("KH{yyyy}{seq:3}", after: ["KH2025041"]) == "KH2026001")
        #expect(try next("{yy}{mm}{dd}-{seq}", after: ["261123-9", "261124-4"]) == "261124-5")
    }

    @Test func whatStandsBehindTheNumber() throws {
        #expect(try next("No.{seq:2}/{yyyy}", after: ["No.03/2026", "No.09/2025", "No.x/2026"]) == "No.04/2026")
    }

    @Test func foreignNumbersDoNotCount() throws {
        #expect(try next("S{seq:3}", after: ["S", "S12a", "T900", "S-5", "S99999999999999999999"]) == "S001")
    }

    @Test(arguments: ["KH{yyyy}", "", "{seq:0}", "{seq:99}", "{seq:3", "{seq:2}{seq:2}", "{week}{seq}"])
    func noPattern(_ text: String) throws {
        #expect(try next(text) == nil)
    }
}
