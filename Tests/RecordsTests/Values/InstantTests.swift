import Records
import Testing

@Suite struct InstantTests {
    @Test func keepsTheOffsetItWasWrittenIn() throws {
        let instant = try #require(Instant("2026-11-03T23:30:00+08:00"))
        #expect(instant.description == "2026-11-03T23:30:00+08:00")
        #expect(instant.date.description == "2026-11-03")
        #expect(instant.clock == "23:30")
        #expect(instant == Instant("2026-11-03T15:30:00Z"))
        #expect(try #require(Instant("2026-11-03T15:30:00Z")) < #require(Instant("2026-11-03T15:30:00-01:00")))
    }

    @Test func theDayIsThatOfTheOffset() {
        #expect(Instant("2026-01-01T00:10:00+08:00")?.date.description == "2026-01-01")
        #expect(
            Instant(secondsSinceEpoch: Instant("2026-01-01T00:10:00+08:00")?.secondsSinceEpoch ?? 0, offset: 0).date
                .description == "2025-12-31")
        #expect(Instant(secondsSinceEpoch: -1, offset: 0).description == "1969-12-31T23:59:59Z")
        #expect(Instant(secondsSinceEpoch: 0, offset: -12_600).description == "1969-12-31T20:30:00-03:30")
    }

    @Test(arguments: [
        ("2026-11-03 14:30:00+08:00", "2026-11-03T14:30:00+08:00"),
        ("2026-11-03T14:30+0800", "2026-11-03T14:30:00+08:00"),
        ("2026-11-03t14:30:05.999z", "2026-11-03T14:30:05Z"), ("2026-11-03T14:30:00-00:00", "2026-11-03T14:30:00Z"),
    ])
    func letsPassWhatIsClear(text: String, canonical: String) {
        #expect(Instant(text)?.description == canonical)
    }

    @Test(arguments: [
        "2026-11-03", "2026-11-03T14:30:00", "2026-11-03T24:00:00Z", "2026-11-03T14:60:00Z", "2026-02-30T14:00:00Z",
        "2026-11-03T14:30:00+8", "2026-11-03T14:30:00+25:00", "2026-11-03T14:30:00Zz", "2026-11-03X14:30:00Z",
        "2026-11-03T14:30:0Z",
        "", "now",
    ])
    func noInstant(text: String) {
        #expect(Instant(text) == nil)
    }
}
