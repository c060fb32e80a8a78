import Git
import Records
import Testing

@testable import Sync

struct RecordHistoryTests {
    private let id = "KH2026-AAAAAA"

    @Test func fieldsFromWhatToWhatByWhom() throws {
        let crm = try HistoryRepository(withCustomer: ())
        try crm.change(acme, "status: lead", "status: interested", by: "wang", reason: "trade fair")
        try crm.change(acme, "13800000002", "13900000002", by: "li")
        #expect(
            try crm.history(id) == [
                #"li: contacts[Bob].mobile "13800000002" → "13900000002""#,
                #"wang: status "lead" → "interested""#, "li: new",
            ])
        var reasons: [String?] = []
        try RecordHistory(crm.repository, try crm.folder, of: try crm.record(id)).read {
            reasons.append($0.note.reason)
            return true
        }
        #expect(reasons == [nil, "trade fair", nil])
    }

    @Test func uncommittedEditsComeFirst() throws {
        let crm = try HistoryRepository(withCustomer: ())
        try crm.replace("owner: li", "owner: wang", in: acme)
        #expect(try crm.history(id) == [#"–: owner "li" → "wang""#, "li: new"])
    }

    @Test func neverCommitted() throws {
        let crm = try HistoryRepository()
        try crm.write("customers/new/customer.yaml", "id: KH2026-BBBBBB\nname: New\n")
        #expect(try crm.history("KH2026-BBBBBB") == ["–: new"])
    }

    @Test func emptyRepositoryOfGit() throws {
        let crm = try HistoryRepository()
        let path = crm.root + "/other"
        let repository = try Repository.initialize(at: path)
        let record = try crm.record("li")
        var count = 0
        try RecordHistory(
            repository, root: path, kinds: try crm.folder.kinds, kind: record.kind, id: "li", path: record.path
        )
        .read { _ in
            count += 1
            return true
        }
        #expect(count == 0)
    }

    @Test func followsARenamedFolder() throws {
        let crm = try HistoryRepository(withCustomer: ())
        try crm.write("customers/acme/deals/pump.yaml", pump)
        try crm.commitAll("new", by: "li")
        try crm.move("customers/acme", to: "customers/east/acme-ltd")
        try crm.replace("name: Acme ", "name: Acme Ltd ", in: "customers/east/acme-ltd/customer.yaml")
        try crm.commitAll("rename", by: "wang")
        try crm.change("customers/east/acme-ltd/deals/pump.yaml", "proposal", "won", by: "wang")
        #expect(try crm.history(id) == [#"wang: moved; name "Acme" → "Acme Ltd""#, "li: new"])
        #expect(
            try crm.history("SJ2026-AAAAAA") == [#"wang: stage "proposal" → "won""#, "wang: moved", "li: new"])
    }

    @Test func followsAMoveThatIsNotCommitted() throws {
        let crm = try HistoryRepository(withCustomer: ())
        try crm.change(acme, "lead", "won", by: "wang")
        try crm.move("customers/acme", to: "customers/b")
        #expect(try crm.history(id) == ["–: moved", #"wang: status "lead" → "won""#, "li: new"])
    }

    @Test func removedAndBroughtBackElsewhere() throws {
        let crm = try HistoryRepository(withCustomer: ())
        let text = try crm.read(acme)
        try crm.remove(acme)
        try crm.commitAll("delete", by: "wang")
        try crm.change("team/li.yaml", "sales", "manager", by: "li")
        try crm.write("customers/b/customer.yaml", text)
        try crm.commitAll("restore", by: "li")
        #expect(try crm.history(id) == ["li: new", "wang: gone", "li: new"])
    }

    @Test func twoRecordsChangePlaces() throws {
        let crm = try HistoryRepository(withCustomer: ())
        try crm.write("customers/b/customer.yaml", "id: KH2026-BBBBBB\nname: B\n")
        try crm.commitAll("new", by: "li")
        try crm.move("customers/acme", to: "customers/c")
        try crm.move("customers/b", to: "customers/acme")
        try crm.commitAll(nil, by: "wang")
        #expect(try crm.history(id) == ["wang: moved", "li: new"])
        #expect(try crm.history("KH2026-BBBBBB") == ["wang: moved", "li: new"])
    }

    @Test func unreadableVersionsAreNamedAndPassedOver() throws {
        let crm = try HistoryRepository(withCustomer: ())
        let text = try crm.read(acme)
        try crm.write(acme, "id: KH2026-AAAAAA\nname: [\n")
        try crm.commitAll(nil, by: "wang")
        try crm.write(acme, text)
        try crm.commitAll(nil, by: "li")
        #expect(try crm.history(id) == ["li: ", "wang: ", "li: new"])
    }

    @Test func limits() throws {
        let crm = try HistoryRepository(withCustomer: ())
        try crm.change(acme, "lead", "won", by: "li")
        #expect(try crm.history(id, limit: 1).count == 1)
    }

    @Test func aMergeTellsOnlyItsOwn() throws {
        let crm = try HistoryRepository(withCustomer: ())
        let base = try crm.head()
        let baseText = try crm.read(acme)
        let ours = try crm.change(acme, "status: lead", "status: won", by: "li")
        func commit(_ text: String, _ parents: [ObjectID], _ name: String) throws -> ObjectID {
            let blob = try crm.repository.writeBlob(Array(text.utf8))
            let tree = try crm.repository.editTree(
                parents.first.map { try crm.repository.tree(of: $0) },
                [RepositoryPath(acme): TreeEntry(id: blob, mode: .file)])
            let author = crm.signature(name)
            return try crm.repository.writeCommit(
                tree: tree, parents: parents, author: author, committer: author, message: "merge\n")
        }
        let theirs = try commit(baseText.replacing("owner: li", with: "owner: wang"), [base], "wang")
        let both = baseText.replacing("status: lead", with: "status: won").replacing("owner: li", with: "owner: wang")
        let clean = try commit(both, [ours, theirs], "merger")
        func history(_ start: ObjectID) throws -> [String] {
            var lines: [String] = []
            try RecordHistory(crm.repository, try crm.folder, of: try crm.record(id)).read(from: start) {
                lines.append(HistoryRepository.line($0))
                return true
            }
            return lines
        }
        let told = [#"wang: owner "li" → "wang""#, #"li: status "lead" → "won""#, "li: new"]
        #expect(try history(clean) == told)
        // The merge itself changed the name.
        let evil = try commit(both.replacing("name: Acme", with: "name: ACME"), [ours, theirs], "merger")
        #expect(try history(evil) == [#"merger: name "Acme" → "ACME""#] + told)
        // A merge of a side from before the record existed.
        let old = try #require(try crm.repository.commit(base).parents.first)
        let other = try crm.repository.writeCommit(
            tree: try crm.repository.tree(of: old), parents: [old], author: crm.signature("wang"),
            committer: crm.signature("wang"), message: "x\n")
        #expect(try history(try commit(both, [clean, other], "merger")) == told)
    }

    @Test func lastChangeOfEveryField() throws {
        let crm = try HistoryRepository(withCustomer: ())
        try crm.change(acme, "status: lead", "status: won", by: "wang")
        try crm.change(acme, "13800000002", "13900000002", by: "wang")
        try crm.replace("owner: li", "owner: wang", in: acme)
        let record = try crm.record(id)
        let origins = try RecordHistory(crm.repository, try crm.folder, of: record).origins(of: record)
        let lines = origins.map { "\($0.leaf.path): \($0.commit?.author.name ?? "–")" }
        #expect(
            lines == [
                "id: li", "name: li", "status: wang", "owner: –", "contacts[Ann].name: li", "contacts[Ann].mobile: li",
                "contacts[Bob].name: li", "contacts[Bob].mobile: wang", "need_description: li", "tags: li",
            ])
    }
}
