import LosslessYAML
import Records
import Testing

struct ReferrersTests {
    @Test func scalarsListsAndNestedOnes() throws {
        let records = RecordSet([
            try record(
                "customers/a/customer.yaml", "id: KH2026-000001\nname: A\nowner: li\ncollaborators: [wang, li]\n"),
            try record(
                "customers/a/follow-ups/f.yaml",
                "id: GJ2026-000001\nby: li\nsummary: x\nnext: {action: y, owner: wang}\ncommitments:\n  - {action: z, owner: li}\n"
            ),
            try record("team/li.yaml", "id: li\nname: Li\n"),
        ])
        let found = records.references(to: ["li"])
        #expect(
            found.map(\.path) == [
                [.key("owner")], [.key("collaborators"), .index(1)], [.key("by")],
                [.key("commitments"), .index(0), .key("owner")],
            ])
        #expect(records.references(to: ["wang"]).count == 2)
        // A word that is no reference does not count.
        #expect(records.references(to: ["x"]).isEmpty)
    }
}
