import Records
import Rules
import Testing

@Suite struct ContactCadenceTests {
    private let cadences = "cadences: {A: 7, B: 14}\n"

    private func due(_ customer: String, followUps: [String] = []) throws -> [String] {
        var files = ["customers/a/customer.yaml": "id: KH2026-AAAAAA\nname: 甲\nowner: lina\n" + customer]
        for (index, text) in followUps.enumerated() {
            files["customers/a/follow-ups/\(index).yaml"] =
                "id: GJ2026-AAAAA\(index)\nby: lina\nmethod: phone\nsummary: x\n" + text
        }
        return try RulesTests.due(files, settings: cadences)
    }

    @Test func countsFromTheLastContact() throws {
        let visits = [
            "at: 2026-11-01T10:00:00+08:00\n", "at: 2026-11-10T10:00:00+08:00\n", "at: 2026-10-10T10:00:00+08:00\n",
        ]
        #expect(try due("grade: A\n", followUps: visits) == ["contact 2026-11-17 lina 2026-11-10"])
        #expect(try due("grade: B\n", followUps: visits) == ["contact 2026-11-24 lina 2026-11-10"])
    }

    @Test func aCustomersOwnNumberGoesFirst() throws {
        #expect(
            try due("grade: A\ncadence_days: 3\n", followUps: ["at: 2026-11-10T10:00:00+08:00\n"]) == [
                "contact 2026-11-13 lina 2026-11-10"
            ])
    }

    @Test func withoutAContactTheFirstDayCounts() throws {
        #expect(try due("grade: A\nfirst_contact: 2026-11-02\n") == ["contact 2026-11-09 lina 2026-11-02"])
        #expect(try due("grade: A\n") == [])
    }

    @Test(arguments: [
        "grade: C\n", "", "grade: A\narchived_on: 2026-01-01\n", "grade: A\ndo_not_contact: true\n",
        "grade: A\nstatus: lost\n", "grade: A\ncadence_days: 0\n",
    ])
    func noRhythm(customer: String) throws {
        #expect(try due(customer + "first_contact: 2026-01-02\n") == [])
    }

    /// An open next step is the reminder.
    @Test func anOpenNextStepIsEnough() throws {
        let visit = "at: 2026-10-10T10:00:00+08:00\nnext: {action: 报价, due: 2026-12-01"
        #expect(try due("grade: A\n", followUps: [visit + "}\n"]) == ["next-step 2026-12-01 lina 报价"])
        #expect(
            try due("grade: A\n", followUps: [visit + ", done: 2026-10-20}\n"]) == [
                "contact 2026-10-19 lina 2026-10-10"
            ])
    }

    @Test(arguments: [
        ("'跟进频率:周度'", "2026-11-17"), ("'跟进频率：每两周'", "2026-11-24"), ("'跟进频率: 月度'", "2026-12-10"),
        ("'跟进频率:季度'", "2027-02-10"), ("'frequency:weekly'", "2026-11-17"), ("'Frequency: every 10 days'", "2026-11-20"),
        ("'跟进频率:每3天'", "2026-11-13"), ("'跟进频率:半月'", "2026-11-25"),
        // Neither a frequency nor one that anybody understands: the grade decides.
        ("'跟进频率:偶尔'", "2026-11-24"), ("周度", "2026-11-24"),
    ])
    func aTagNamesTheRhythm(tag: String, day: String) throws {
        #expect(
            try due("grade: B\ntags: [重点, \(tag)]\n", followUps: ["at: 2026-11-10T10:00:00+08:00\n"]) == [
                "contact \(day) lina 2026-11-10"
            ])
    }

    /// A rhythm that meets a holiday waits for the next working day; days that people have set do not.
    @Test func rollsToAWorkingDay() throws {
        let files = [
            "customers/a/customer.yaml": "id: KH2026-AAAAAA\nname: 甲\nowner: lina\ngrade: A\n",
            "customers/a/follow-ups/0.yaml":
                "id: GJ2026-AAAAA0\nby: lina\nmethod: phone\nsummary: x\nat: 2026-09-26T10:00:00+08:00\n",
            "calendars/y.yaml": "id: y\nname: y\nholidays: [{from: 2026-10-01, to: 2026-10-07}]\n",
        ]
        func day(_ settings: String) throws -> [String] {
            try RulesTests.due(files, on: "2026-10-09", settings: cadences + settings)
        }
        #expect(try day("") == ["contact 2026-10-08 lina 2026-09-26"])
        #expect(try day("rules: {due-on-working-day: off}\n") == ["contact 2026-10-03 lina 2026-09-26"])
        #expect(try day("rules: {contact-cadence: off}\n") == [])
    }
}
