import RecordIndex
import Records
import Testing

/// A refreshed index is the one that would be built from nothing, whatever happened to the files.
@Suite struct RefreshTests {
    @Test(arguments: 0..<4)
    func randomEditsKeepItRight(seed: Int) throws {
        let repository = try ScratchRepository()
        var edits = RandomEdits(seed: UInt64(seed), repository)
        var done: [String] = []
        var index = try repository.index()
        for _ in 0..<6 {
            for _ in 0...edits.generator.below(4) { done.append(try edits.step()) }
            // A process of its own, or one that goes on.
            if edits.generator.below(3) == 0 { index = try repository.index() } else { try index.refresh() }
            try repository.expectRight(index, "seed \(seed): \(done.suffix(6).joined(separator: "; "))")
        }
        #expect(index.source == .refreshed || index.source == .rebuilt)
    }

    @Test func nothingIsReadAgainWithoutNeed() throws {
        let repository = try ScratchRepository()
        try repository.write("id: KH2026-00000A\nname: A\n", "customers/a/customer.yaml")
        let first = try repository.index()
        #expect(first.source == .rebuilt)
        let second = try repository.index()
        #expect(second.source == .refreshed)
        let all = try second.everyPath()
        #expect(all.map(\.text) == ["crm.yaml", "customers/a/customer.yaml"])
        let paths = try second.paths(ofID: "KH2026-00000A")
        #expect(paths.map(\.text) == ["customers/a/customer.yaml"])
    }
}
