import Foundation
import RecordIndex
import Records
import Testing

/// The index answers as a reading of all files does, over the example repository.
@Suite struct IndexSearchTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("example-repo").path

    private static let ground: (index: RecordIndex, records: RecordSet)? = {
        guard let index = Optional(RecordIndex(root: root, storage: nil)), (try? index.refresh()) != nil,
            let folder = try? CRMFolder(root: root), let reading = try? FolderReading(folder)
        else { return nil }
        return (index, RecordSet(reading.records))
    }()

    private static let searches = [
        "付款", "报价", "智能", "设备", "上", "演示方案", "技术支持", "没有这种词语", "zhineng", "hongbang", "hbdz", "shanghai", "qmxxjs",
        "工厂 报价", "王磊 报价", "hongbang 付款", "成交", "won", "制造业", "GmbH", "muller", "13800000000", "KH2025", "kh2025",
        "0755",
        "suzhou 数据", "hefei jieda", "弘邦电孑", "启迈心息", "equipment",
    ]

    @Test(arguments: searches)
    func theSameAsInMemory(typed: String) throws {
        let ground = try #require(Self.ground)
        let query = try #require(SearchQuery(typed.split(separator: " ").map(String.init)))
        let expected = ground.records.search(query, limit: 7)
        let found = try ground.index.search(query, limit: 7)
        #expect(found.count == expected.count)
        #expect(found.hits.map(\.path) == expected.found.map(\.record.path))
        #expect(found.hits.map(\.grade) == expected.found.map(\.grade))
    }

    @Test func onlySomeKinds() throws {
        let ground = try #require(Self.ground)
        let query = try #require(SearchQuery(["上海"]))
        let expected = ground.records.search(query, limit: 10) { ["customer", "deal"].contains($0.kind.key) }
        let found = try ground.index.search(query, limit: 10, kinds: ["customer", "deal"])
        #expect(found.hits.map(\.path) == expected.found.map(\.record.path) && !found.hits.isEmpty)
        #expect(try ground.index.search(query, limit: 10, kinds: ["task"], among: []).count == 0)
    }

    /// Most of them find something: else the comparison would say nothing.
    @Test func theSearchesFind() throws {
        let ground = try #require(Self.ground)
        let found = try Self.searches.filter { typed in
            let query = SearchQuery(typed.split(separator: " ").map(String.init))
            return try query.map { try ground.index.search($0, limit: 1).count } ?? 0 > 0
        }
        #expect(found.count > 20, "\(found)")
    }

    @Test(arguments: [
        "hongbang-dianzi", "弘邦", "hbdz", "kh2025001", "li-na", "李娜", "lina", "wanglei", "上海", "有限公司", "GmbH", "zzz", "",
        "customers/east/hongbang-dianzi/customer.yaml", "8000", "shanghai",
    ])
    func candidatesLeadToTheSameRecords(typed: String) throws {
        let ground = try #require(Self.ground)
        for kinds in [nil, ["customer"], ["deal", "member"]] as [Set<String>?] {
            let all = ground.records.all.filter { kinds?.contains($0.kind.key) ?? true }
            let paths = Set(try ground.index.candidates(typed, kinds: kinds))
            let few = all.filter { paths.contains($0.path) }
            #expect(Self.shape(RecordFinder(all).find(typed)) == Self.shape(RecordFinder(few).find(typed)))
        }
    }

    private static func shape(_ answer: RecordFinder.Answer) -> [String] {
        switch answer {
        case .one(let record): [record.path.text]
        case .several(let records): records.map(\.path.text).sorted()
        case .none: []
        }
    }
}
