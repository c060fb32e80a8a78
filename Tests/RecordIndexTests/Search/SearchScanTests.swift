import GRDB
import Records
import Testing

@testable import RecordIndex

/// Searching on several threads, each with a connection of its own, finds what one finds.
@Suite struct SearchScanTests {
    private func repository() throws -> (ScratchRepository, RecordIndex) {
        let repository = try ScratchRepository()
        for number in 0..<120 {
            let name = number % 3 == 0 ? "苏州数据" : "上海智能"
            try repository.write(
                "id: KH2026-0\(10_000 + number)\nname: \(name)\(number)公司\n", "customers/c\(number)/customer.yaml")
        }
        return (repository, try repository.index())
    }

    private func keys(_ hits: SearchHits) -> [Int] { hits.best(1000).map(\.number).sorted() }

    @Test(arguments: ["苏州", "上海", "1", "szsj", "没有"])
    func severalThreadsFindWhatOneFinds(typed: String) throws {
        let (_, index) = try repository()
        let query = try #require(SearchQuery([typed]))
        for allowsSlips in [false, true] {
            let scan = SearchScan(query: query, wanted: nil, related: [[]], allowsSlips: allowsSlips, piece: 7)
            let path = try #require(index.path)
            let alone = try index.read { try keys(scan.hits($0, path: nil)) }
            for _ in 0..<5 {
                let together = try index.read { try keys(scan.hits($0, path: path)) }
                #expect(together == alone)
            }
            #expect(alone.isEmpty == (typed == "没有"))
        }
    }

    @Test func anotherStateIsNotRead() throws {
        let (repository, index) = try repository()
        let path = try #require(index.path)
        func generation() throws -> String {
            try #require(try index.read { try String.fetchOne($0, sql: IndexGeneration.question) })
        }
        let old = try generation()
        #expect(SecondReader(path, generation: old) != nil)
        #expect(SecondReader(path + "x", generation: old) == nil)
        try repository.write("id: KH2026-000001\nname: 新\n", "customers/new/customer.yaml")
        try index.refresh()
        let new = try generation()
        #expect(new != old)
        #expect(SecondReader(path, generation: old) == nil)
        #expect(SecondReader(path, generation: new) != nil)
        try index.rebuild()
        #expect(SecondReader(path, generation: new) == nil)
        #expect(try generation() != new)
    }
}
