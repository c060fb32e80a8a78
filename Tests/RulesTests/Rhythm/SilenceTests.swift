import Records
import Rules
import Testing

/// Silent customers (R44, R114) around a last contact on 1 September 2026: silent from 31 October, to be approached by 30 November, the
/// archive's from 1 March 2027.
@Suite struct SilenceTests {
    private func files(_ customer: String = "", followUp: String = "") -> [String: String] {
        [
            "customers/a/customer.yaml": "id: KH2026-AAAAAA\nname: 甲\nowner: lina\ngrade: C\n" + customer,
            "customers/a/follow-ups/f.yaml":
                "id: GJ2026-AAAAAA\nat: 2026-09-01T10:00:00+08:00\nby: lina\nmethod: phone\nsummary: x\n" + followUp,
        ]
    }

    private func silent(_ day: String, _ files: [String: String], settings: String = "") throws -> [String] {
        try due(files, on: day, settings: settings).filter { $0.hasPrefix("silent") }
    }

    @Test func fromTheSixtiethDayToTheArchive() throws {
        #expect(try silent("2026-10-30", files()) == [])
        #expect(try silent("2026-10-31", files()) == ["silent 2026-11-30 lina 2026-09-01"])
        #expect(try silent("2027-02-28", files()) == ["silent 2026-11-30 lina 2026-09-01"])
        #expect(try silent("2027-03-01", files()) == [])
    }

    /// It takes the place of the reminder of the rhythm.
    @Test func oneReminderIsEnough() throws {
        #expect(try due(files(), on: "2026-10-30") == ["contact 2026-10-01 lina 2026-09-01"])
        #expect(try due(files(), on: "2026-10-31") == ["silent 2026-11-30 lina 2026-09-01"])
    }

    @Test func whoIsNotSilent() throws {
        let day = "2026-11-24"
        #expect(try silent(day, files("status: lost\n")) == [])
        #expect(try silent(day, files("archived_on: 2026-11-01\n")) == [])
        #expect(try silent(day, files("do_not_contact: true\n")) == [])
        #expect(try silent(day, files(followUp: "next: {action: 拜访, due: 2026-12-01}\n")) == [])
        #expect(try silent(day, files(followUp: "next: {action: 拜访, due: 2026-09-10}\n")).count == 1)
        #expect(try silent(day, ["customers/a/customer.yaml": "id: KH2026-AAAAAA\nname: 甲\n"]) == [])
    }

    @Test func theTeamsOwnNumbers() throws {
        let own = "thresholds: {silent_after_days: 30, activate_within_days: 10, archive_after_months: 2}\n"
        #expect(try silent("2026-10-01", files(), settings: own) == ["silent 2026-10-11 lina 2026-09-01"])
        #expect(try silent("2026-11-01", files(), settings: own) == [])
        #expect(try silent("2026-11-24", files(), settings: "rules: {silent-customer: off}\n") == [])
    }
}
