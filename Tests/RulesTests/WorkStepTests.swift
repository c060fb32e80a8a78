import Records
import Rules
import Testing

struct WorkStepTests {
    private static let followUp =
        "id: GJ2026-000001\nby: li\nsummary: x\nnext: {action: call, due: 2026-12-01}\n"
        + "commitments:\n  - {action: quote, done: 2026-11-01}\n  - {action: deliver, owner: wang}\n"

    @Test func aFollowUpHasItsNextStepAndItsPromises() throws {
        let one = try record("customers/a/follow-ups/f.yaml", Self.followUp)
        let found = steps(of: one)
        #expect(found.map(\.text) == ["call", "quote", "deliver"])
        #expect(found.map(\.isDone) == [false, true, false])
        #expect(found.map(\.index) == [nil, 0, 1])
    }

    @Test func tickingOff() throws {
        let one = try record("customers/a/follow-ups/f.yaml", Self.followUp)
        let now = try #require(Instant("2026-11-24T09:30:00+08:00"))
        let found = steps(of: one)
        #expect(found[0].completion(at: now) == [FieldChange("next", inner: "done", "2026-11-24")])
        #expect(found[2].completion(at: now) == [FieldChange("commitments", index: 1, inner: "done", "2026-11-24")])
        #expect(found[1].completion(at: nil) == [FieldChange("commitments", index: 0, inner: "done", nil)])
        let ticket = try record(
            "customers/a/tickets/t.yaml", "id: GD2026-000001\ntitle: T\ntype: complaint\nstatus: new\n")
        let closing = steps(of: ticket)[0].completion(at: now, resolution: "new pump")
        #expect(closing.map(\.key) == ["status", "closed_at", "resolution"])
    }
}
