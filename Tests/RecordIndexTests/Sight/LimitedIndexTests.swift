import Foundation
import RecordIndex
import Records
import Testing

/// An index that shows only what somebody may see answers every question from that, and agrees with the same decision made without it.
@Suite struct LimitedIndexTests {
    private static let customers = ["a": "li", "b": "wang", "c": "sun", "d": ""]

    private func repository() throws -> ScratchRepository {
        let repository = try ScratchRepository()
        for handle in ["li", "wang", "sun"] {
            try repository.write("id: \(handle)\nname: \(handle)\nrole: sales\n", "team/\(handle).yaml")
        }
        for (slug, owner) in Self.customers {
            let id = "KH2026-AAAAA" + slug.uppercased()
            try repository.write(
                "id: \(id)\nname: 公司\(slug)\nowner: \(owner.isEmpty ? "null" : owner)\nannual_spend: \(slug.utf8.first ?? 0)000\n"
                    + "contacts:\n  - {name: 张\(slug), mobile: '138000000\(slug.utf8.first ?? 0)'}\n",
                "customers/\(slug)/customer.yaml")
            try repository.write(
                "id: SJ2026-AAAAA\(slug.uppercased())\nname: 商机\(slug)\nstage: proposal\nowner: wang\namount: 5000\n",
                "customers/\(slug)/deals/d.yaml")
            try repository.write(
                """
                id: GJ2026-AAAAA\(slug.uppercased())
                at: 2026-11-03T10:00:00+08:00
                by: sun
                method: phone
                summary: 谈到了秘密\(slug)
                next: {action: 报价, owner: li, due: 2026-11-30}

                """, "customers/\(slug)/follow-ups/f.yaml")
        }
        return repository
    }

    private static let own: [Sight.View] = [.init(owners: ["li"])]
    private static let sights: [(name: String, sight: Sight)] = [
        ("own", Sight(["customer": own, "deal": own, "follow-up": own], roles: Text("Sales"))),
        ("team", Sight(["customer": [.init(owners: ["li", "wang"])], "deal": [.init()]], roles: Text(""))),
        (
            "fields",
            Sight(
                [
                    "customer": [.init(except: [["annual_spend"], ["contacts", "mobile"]]), .init(owners: ["li"])],
                    "deal": [.init(only: [["name"], ["stage"]])], "follow-up": [.init(except: [["summary"]])],
                ], roles: Text("Service"))
        ),
        ("nothing", Sight([:], roles: Text(""))),
    ]

    private func paths(_ records: [Records.Record]) -> [String] { records.map(\.path.text) }

    @Test(arguments: sights.indices)
    func agreesWithTheDecisionOverFiles(_ number: Int) throws {
        let repository = try repository()
        let sight = Self.sights[number].sight
        let index = try repository.index()
        let folder = try CRMFolder(root: repository.root)
        let all = RecordSet(try FolderReading(folder).records)
        try index.limit(to: sight)
        let expected = sight.seen(all.all, in: all)
        let shown = try index.records()
        #expect(paths(shown.all) == paths(expected))
        #expect(shown.all.map(\.value) == expected.map(\.value))
        #expect(try index.count() == expected.count)
        for record in all.all {
            let isSeen = expected.contains { $0.path == record.path }
            #expect((shown.record(at: record.path) != nil) == isSeen, "\(record.path)")
            if let id = record.id { #expect((shown.record(id: id) != nil) == isSeen, "\(record.path)") }
            #expect(try index.mayName(record.path) == isSeen)
        }
        // The index itself is whole all the time.
        try index.refresh()
        try index.limit(to: nil)
        #expect(try index.count() == all.all.count)
        try repository.expectRight(index)
    }

    private func answer(_ text: String, _ kind: String, _ index: RecordIndex, _ folder: CRMFolder) throws -> [String] {
        let kind = try #require(folder.kinds[kind])
        let day = try #require(CalendarDate("2026-11-24"))
        let filter = try Filter(arguments: [text], kind: kind, in: folder.kinds, today: day)
        let surroundings = FilterSurroundings(folder, today: day, me: "li")
        return try index.answer(RecordQuery(kind, [filter]), surroundings).rows.map(\.path.text)
    }

    @Test func filtersAndRelationsSeeNoMore() throws {
        let repository = try repository()
        let index = try repository.index()
        let folder = try CRMFolder(root: repository.root)
        try index.limit(to: Self.sights[0].sight)
        #expect(try answer("name ~ 公司", "customer", index, folder) == ["customers/a/customer.yaml"])
        // What is wang's in the folder of li's customer is li's; next steps for li are li's wherever they lie.
        #expect(try answer("amount > 1", "deal", index, folder) == ["customers/a/deals/d.yaml"])
        #expect(try answer("method = phone", "follow-up", index, folder).count == 4)
        try index.limit(to: Self.sights[2].sight)
        #expect(try answer("annual_spend > 0", "customer", index, folder) == ["customers/a/customer.yaml"])
        #expect(try answer("deals.amount > 1", "customer", index, folder) == [])
        #expect(try answer("open_amount > 1", "customer", index, folder) == [])
        #expect(try answer("open_deals = 1", "customer", index, folder).count == 4)
    }

    @Test func searchFindsNothingThatIsHidden() throws {
        let repository = try repository()
        let index = try repository.index()
        func found(_ words: String...) throws -> Int { try index.search(#require(SearchQuery(words)), limit: 10).count }
        #expect(try found("秘密") == 4 && found("13800000097") == 1 && found("公司b") == 1)
        try index.limit(to: Self.sights[2].sight)
        #expect(try found("秘密") == 0 && found("公司b") == 1)
        // li's own customer shows its numbers; the others do not.
        #expect(try found("13800000097") == 1 && found("13800000098") == 0)
        try index.limit(to: Self.sights[0].sight)
        #expect(try found("公司b") == 0 && found("秘密") == 4)
    }

    /// A conflict is seen, the values of a field that is not seen are not: neither in the record, nor by searching, nor in SQL.
    @Test func conflictsShowNoHiddenValues() throws {
        let repository = try repository()
        for (slug, field, number) in [
            ("spend", "/annual_spend", 1), ("name", "/name", 2), ("phone", "/contacts/0/mobile", 3),
        ] {
            try repository.write(
                """
                id: CT2026-AAAAA\(number)
                record: KH2026-AAAAAB
                kind: customer
                path: customers/b/customer.yaml
                type: value
                field: \(field)
                base: 'before\(slug)'
                published: 'theirs\(slug)'
                local: 'mine\(slug)'
                owner: wang
                opened_at: 2026-11-03T10:00:00+08:00
                state: open

                """, "customers/b/conflicts/\(slug).yaml")
        }
        let index = try repository.index()
        func values() throws -> [String] {
            try index.records().records(of: "conflict").compactMap { $0.string("local") }.sorted()
        }
        func found(_ word: String) throws -> Int { try index.search(#require(SearchQuery([word])), limit: 10).count }
        func listed(_ text: String) throws -> Int {
            try answer(text, "conflict", index, CRMFolder(root: repository.root)).count
        }
        #expect(try values() == ["minename", "minephone", "minespend"])
        #expect(try found("minespend") == 1)
        let except: [[String]] = [["annual_spend"], ["contacts", "mobile"]]
        try index.limit(
            to: Sight(
                ["customer": [.init(except: except), .init(owners: ["li"])], "conflict": [.init()]], roles: Text("")))
        #expect(try values() == ["minename"])
        #expect(try index.records().records(of: "conflict").count == 3)
        #expect(try found("minespend") == 0 && found("minephone") == 0 && found("minename") == 1)
        #expect(try listed("local = minespend") == 0 && listed("local = minename") == 1)
        // Of a kind that is not seen at all.
        try index.limit(to: Sight(["conflict": [.init()]], roles: Text("")))
        #expect(try values() == [])
    }

    @Test func nearestNamesAreOfWhatIsSeen() throws {
        let repository = try repository()
        let index = try repository.index()
        try index.limit(to: Self.sights[0].sight)
        guard case .none(let near) = try index.records().find("公司bb") else { return #expect(Bool(false)) }
        #expect(!near.contains("公司b"))
    }

    @Test func aDamagedIndexShowsNoMoreThanAWholeOne() throws {
        let repository = try repository()
        let index = try repository.index()
        try index.limit(to: Self.sights[0].sight)
        let before = paths(try index.records().all)
        try index.rebuild()
        #expect(paths(try index.records().all) == before)
    }

    @Test func whatIsSetAsideForRulesFindsOnlyWhatIsSeen() throws {
        let repository = try repository()
        var records = try repository.index().records()
        records.isLimited = false
        records.sight = Self.sights[0].sight
        guard case .none(let near) = records.find("公司b") else { return #expect(Bool(false)) }
        #expect(!near.contains("公司b"))
        #expect(records.records(of: "customer").count == 4)
        guard case .one = records.find("公司a") else { return #expect(Bool(false)) }
    }
}
