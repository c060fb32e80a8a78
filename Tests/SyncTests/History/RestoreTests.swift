import Git
import Records
import Testing

@testable import Sync

struct RestoreTests {
    private let id = "KH2026-AAAAAA"

    private func now(_ crm: HistoryRepository) throws -> FolderNow {
        FolderNow(crm.repository, try crm.folder, try crm.records())
    }

    @Test func removedRecordsAreFound() throws {
        let crm = try HistoryRepository(withCustomer: ())
        try crm.change(acme, "name: Acme ", "name: Acme AG ", by: "li")
        try crm.move("customers/acme", to: "customers/b")
        try crm.commitAll("rename", by: "li")
        #expect(try now(crm).removedRecords().isEmpty)
        try crm.remove("customers/b")
        // Not committed yet.
        let early = try now(crm).removedRecords()
        #expect(early.map(\.record.title) == ["Acme AG"])
        #expect(early.first?.commit == nil)
        let removal = try crm.commitAll("delete", by: "wang")
        let found = try now(crm).removedRecords()
        #expect(found.map(\.record.path.text) == ["customers/b/customer.yaml"])
        #expect(found.first?.commit?.id == removal)
        #expect(try now(crm).removedRecords(id: id).count == 1)
        #expect(try now(crm).removedRecords(id: "KH2026-NONE00").isEmpty)
    }

    @Test func aCustomerComesBackWithItsFolder() throws {
        let crm = try HistoryRepository(withCustomer: ())
        try crm.write("customers/acme/files/a.txt", "attached")
        try crm.write("customers/acme/deals/pump.yaml", pump)
        try crm.commitAll("new", by: "li")
        // One deal was saved from the removal.
        try crm.write("customers/b/customer.yaml", "id: KH2026-BBBBBB\nname: B\n")
        try crm.move("customers/acme/deals/pump.yaml", to: "customers/b/deals/pump.yaml")
        try crm.commitAll(nil, by: "li")
        try crm.remove("customers/acme")
        try crm.commitAll("delete", by: "wang")
        let removed = try #require(try now(crm).removedRecords(id: id).first)
        let plan = try now(crm).planReturn(of: removed.record, from: removed.last)
        #expect(plan.map(\.path.text) == [acme, "customers/acme/files/a.txt"])
        try crm.write(acme, "id: KH2026-CCCCCC\nname: C\n")
        #expect(throws: RestoreObstacle.self) { try now(crm).planReturn(of: removed.record, from: removed.last) }
    }

    @Test func singleFieldsOfAnOlderVersion() throws {
        let crm = try HistoryRepository(withCustomer: ())
        let oldText = try crm.read(acme)
        let old = try crm.record(id)
        try crm.change(acme, "name: Acme   # the one in the east\n", "name: B\nwebsite: https://b.example\n", by: "li")
        try crm.change(acme, "owner: li\n", "", by: "wang")
        let present = try crm.record(id)
        let text = try now(crm).textRestoring(
            [("owner", old), ("website", old), ("name", old)], in: present)
        #expect(String(decoding: text, as: UTF8.self) == oldText)
        let owner = try now(crm).textRestoring([("owner", old)], in: present)
        #expect(
            String(decoding: owner, as: UTF8.self).contains("website: https://b.example\nstatus: lead\nowner: li\n"))
    }

    @Test func theStateOfADay() throws {
        let crm = try HistoryRepository(withCustomer: ())
        let made = try crm.head()
        try crm.write("customers/acme/deals/pump.yaml", pump)
        try crm.commitAll("new", by: "li")
        try crm.move("customers/acme", to: "customers/b")
        try crm.commitAll("rename", by: "li")
        let head = try crm.head()
        func at(_ hours: Double) throws -> ObjectID? {
            try commit(
                asOf: HistoryRepository.start + Int64(hours * 3600), from: head, in: crm.repository)?.id
        }
        #expect(try at(0.5) == nil)
        #expect(try at(2.5) == made)
        #expect(try at(9) == head)
        // Found by its id under its former path, with what lay in its folder then.
        let now = try now(crm)
        let past = try #require(try now.record(try crm.record(id), in: made))
        #expect(past.path.text == acme)
        let set = try now.recordSet(around: past, in: made)
        #expect(set.children(of: past).isEmpty)
        #expect(set.record(id: "li")?.title == "李娜")
        let later = try now.recordSet(around: try crm.record(id), in: head)
        #expect(later.children(of: try crm.record(id)).map(\.title) == ["Pump"])
        #expect(set.all.filter { $0.id == id }.count == 1)
    }
}
