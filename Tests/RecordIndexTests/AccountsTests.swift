import RecordIndex
import Records
import Testing

/// What the index keeps account of is what one finds by looking at all records.
@Suite struct AccountsTests {
    private func bothWays(_ repository: ScratchRepository) throws -> (index: RecordSet, plain: RecordSet) {
        let index = try repository.index()
        return (try index.records(), RecordSet(try FolderReading(try index.folder()).records))
    }

    @Test(arguments: 0..<3)
    func whateverLiesThere(seed: Int) throws {
        let repository = try ScratchRepository()
        var edits = RandomEdits(seed: UInt64(seed), repository)
        for _ in 0..<60 { _ = try edits.step() }
        let (index, plain) = try bothWays(repository)
        let customers = plain.records(of: "customer")
        for count in [1, 20] {
            let contacts = index.notedContacts(customers, count: count)
            let expected = plain.notedContacts(customers, count: count).filter { !$0.value.isEmpty }
            #expect(contacts == expected, "seed \(seed)")
            for customer in customers {
                #expect(
                    index.lastContacts(customer, count: count).map(\.path)
                        == plain.lastContacts(customer, count: count).map(\.path))
            }
        }
        index.prepareParents(of: plain.all)
        for record in plain.all { #expect(index.parent(of: record)?.path == plain.parent(of: record)?.path) }
        let ids = plain.all.compactMap(\.id) + ["nobody", "kh2026-00000a"]
        #expect(index.areIDs(ids) == plain.areIDs(ids))
        #expect(index.areIDs([]) == [])
    }

    @Test func whatAFollowUpIsAbout() throws {
        let repository = try ScratchRepository()
        try repository.write("id: KH2026-00000A\nname: A\n", "customers/a/customer.yaml")
        for (number, deal) in ["SJ2026-00000A", "", "[SJ2026-00000A]", "007", "{a: b}", "null"].enumerated() {
            try repository.write(
                "id: GJ2026-00000\(number)\nat: 2026-11-0\(number + 1)T09:30:00+08:00\nby: li\nsummary: x\ndeal: \(deal)\n",
                "customers/a/follow-ups/\(number).yaml")
        }
        let (index, plain) = try bothWays(repository)
        let customers = plain.records(of: "customer")
        let contacts = try #require(index.notedContacts(customers, count: 20).values.first)
        #expect(contacts.map(\.deal) == [nil, nil, "007", nil, nil, "SJ2026-00000A"])
        #expect(contacts == plain.notedContacts(customers, count: 20).values.first)
    }

    @Test(arguments: ["[every week, 'frequency:weekly', 7]", "'[\"a\"]'", "text", "5", "null", "[]"])
    func tagsOfCustomers(tags: String) throws {
        let repository = try ScratchRepository()
        try repository.write("id: KH2026-00000A\nname: A\nowner: li\ntags: \(tags)\n", "customers/a/customer.yaml")
        let (index, plain) = try bothWays(repository)
        for owners in [nil, ["li"]] as [Set<String>?] {
            let states = index.customerStates(owners: owners, quietSince: nil)
            #expect(states.map(\.tags) == plain.customerStates(owners: owners, quietSince: nil).map(\.tags))
            #expect(states.count == 1)
        }
    }
}
