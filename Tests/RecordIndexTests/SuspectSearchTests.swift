import GRDB
import Records
import Testing

@testable import RecordIndex

/// The records that rules between records may object to are the same ones whether they are found while a file is built or asked of a finished
/// database, where SQL finds them.
@Suite struct SuspectSearchTests {
    private func suspects(_ index: RecordIndex) throws -> [String] {
        try index.read { db in
            try String.fetchAll(db, sql: "SELECT path || ' ' || rule FROM suspects JOIN records USING (num) ORDER BY 1")
        }
    }

    @Test func randomRepositoriesHaveTheSameSuspects() throws {
        var rules: Set<Substring> = []
        for seed in 100..<112 {
            let repository = try ScratchRepository()
            var edits = RandomEdits(seed: UInt64(seed), repository)
            for _ in 0..<25 { _ = try edits.step() }
            let built = try repository.index()
            #expect(built.source == .rebuilt)
            let inMemory = RecordIndex(root: repository.root, storage: nil)
            try inMemory.refresh()
            let found = try suspects(built)
            #expect(found == (try suspects(inMemory)), "seed \(seed)")
            let differences = try built.differences(from: inMemory)
            #expect(differences.isEmpty, "seed \(seed): \(differences)")
            rules.formUnion(found.compactMap { $0.split(separator: " ").last })
        }
        #expect(rules == ["duplicate-id", "duplicate-number", "dangling-reference", "missing-parent"])
    }

    @Test func textsThatDifferHaveDigestsThatDiffer() {
        let key = DigestKey()
        var texts: Set<[UInt8]> = []
        for length in 0..<40 {
            for byte in [0, 1, 0x61, 0xFF] as [UInt8] {
                texts.insert([UInt8](repeating: byte, count: length))
                if length > 0 { texts.insert([UInt8](repeating: 0x61, count: length - 1) + [byte]) }
            }
        }
        let digests = Set(texts.map { key.digest($0) })
        #expect(digests.count == texts.count)
        #expect(Set(digests.map(\.low)).count == texts.count)
        #expect(Set(digests.map(\.high)).count == texts.count)
        #expect(key.digest("abc") == key.digest(Array("abc".utf8)))
        #expect(key.digest("abc") != DigestKey().digest("abc"))
    }
}
