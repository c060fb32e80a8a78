import Records
import Testing

@Suite struct RecordSetTests {
    private static let records = Shipped.records([
        "crm.yaml": "name: 云帆\n", "tasks/t.yaml": "id: RW2026-AAAAAA\ntitle: 盘点\n",
        "customers/a/customer.yaml": "id: KH2026-AAAAAA\nname: 甲\n",
        "customers/a/tasks/t.yaml": "id: RW2026-BBBBBB\ntitle: 回访\n",
        "customers/a/b/customer.yaml": "id: KH2026-BBBBBB\nname: 乙\n",
        "customers/a/b/deals/d.yaml": "id: SJ2026-AAAAAA\nname: 单\nstage: proposal\n",
    ])

    @Test func parents() throws {
        let set = Self.records
        #expect(set.parent(of: try #require(set.record(id: "RW2026-BBBBBB")))?.id == "KH2026-AAAAAA")
        #expect(set.parent(of: try #require(set.record(id: "SJ2026-AAAAAA")))?.id == "KH2026-BBBBBB")
    }

    /// The settings lie at the top too; a task of nobody's once had them for its customer.
    @Test func whatLiesAtTheTopBelongsToNobody() throws {
        let set = Self.records
        #expect(set.parent(of: try #require(set.record(id: "RW2026-AAAAAA"))) == nil)
        #expect(set.parent(of: try #require(set.record(id: "KH2026-BBBBBB"))) == nil)
    }

    @Test func children() throws {
        let set = Self.records
        let outer = try #require(set.record(id: "KH2026-AAAAAA"))
        #expect(set.children(of: outer).map(\.id) == ["RW2026-BBBBBB"])
        #expect(set.children(of: outer, kind: "deal").isEmpty)
        #expect(set.title(ofID: "KH2026-AAAAAA") == "甲")
        #expect(set.title(ofID: "gone") == "gone")
    }
}
