import Git
import Records
import Testing

@testable import Sync

struct UndoTests {
    private let id = "KH2026-AAAAAA"

    private func plan(_ crm: HistoryRepository, _ commit: ObjectID) throws -> UndoPlan {
        try planUndo(
            of: try crm.repository.commit(commit),
            now: FolderNow(crm.repository, try crm.folder, try crm.records()))
    }

    /// Undoes through the one way to write; returns the new commit.
    @discardableResult
    private func undo(_ crm: HistoryRepository, _ commit: ObjectID, by name: String = "li") throws -> ObjectID? {
        guard case .files(let files) = try plan(crm, commit) else {
            Issue.record("\(try plan(crm, commit))")
            return nil
        }
        var request = WriteRequest(
            folder: try crm.folder, repository: crm.repository, author: crm.signature(name), files: files,
            operation: "undo", sleep: { _ in })
        request.undoes = commit
        return try writeRecords(request)
    }

    private func obstacles(_ crm: HistoryRepository, _ commit: ObjectID) throws -> [UndoObstacle] {
        guard case .obstacles(let obstacles) = try plan(crm, commit) else { return [] }
        return obstacles
    }

    @Test func takesBackOneFieldAndKeepsWhatOthersDid() throws {
        let crm = try HistoryRepository(withCustomer: ())
        let before = try crm.read(acme)
        let set = try crm.change(acme, "status: lead", "status: won", by: "li")
        try crm.change(acme, "owner: li", "owner: wang", by: "wang")
        let commit = try #require(try undo(crm, set))
        #expect(try crm.read(acme) == before.replacing("owner: li", with: "owner: wang"))
        let note = CommitNote(message: try crm.repository.commit(commit).message)
        #expect(note.operation == "undo")
        #expect(note.undoes == set)
        #expect(note.records == [id])
        #expect(try crm.repository.status().isEmpty)
    }

    @Test func undoOfUndoIsRedo() throws {
        let crm = try HistoryRepository(withCustomer: ())
        let set = try crm.change(acme, "status: lead", "status: won", by: "li")
        let after = try crm.read(acme)
        let undone = try #require(try undo(crm, set))
        #expect(try crm.read(acme) != after)
        try undo(crm, undone)
        #expect(try crm.read(acme) == after)
    }

    @Test func anotherChangeOfTheSameFieldRefuses() throws {
        let crm = try HistoryRepository(withCustomer: ())
        let set = try crm.change(acme, "status: lead", "status: interested", by: "li")
        try crm.change(acme, "status: interested", "status: won", by: "wang")
        let text = try crm.read(acme)
        guard case .fieldsChanged(let title, let fields)? = try obstacles(crm, set).first else {
            Issue.record("no obstacle")
            return
        }
        #expect(title == "Acme")
        #expect(fields.map(\.label.en) == ["Status"])
        #expect(fields.map(\.by?.commit?.author.name) == ["wang"])
        #expect(try crm.read(acme) == text)
        // An edit that is not committed counts as well.
        try crm.replace("name: Acme ", "name: ACME ", in: acme)
        let name = try crm.commitAll("set", by: "li")
        try crm.replace("name: ACME ", "name: Acme AG ", in: acme)
        guard case .fieldsChanged(_, let later)? = try obstacles(crm, name).first else {
            Issue.record("no obstacle")
            return
        }
        #expect(later.count == 1)
        #expect(later.first?.by?.commit == nil)
    }

    @Test func nothingLeftToUndo() throws {
        let crm = try HistoryRepository(withCustomer: ())
        let set = try crm.change(acme, "status: lead", "status: won", by: "li")
        try crm.change(acme, "status: won", "status: lead", by: "wang")
        guard case .nothing = try plan(crm, set) else {
            Issue.record("\(try plan(crm, set))")
            return
        }
    }

    @Test func aNewRecordGoes() throws {
        let crm = try HistoryRepository(withCustomer: ())
        try crm.write("customers/acme/deals/pump.yaml", pump)
        let made = try crm.commitAll("new", by: "li")
        let undone = try #require(try undo(crm, made))
        #expect(!crm.exists("customers/acme/deals/pump.yaml"))
        try undo(crm, undone)
        #expect(crm.exists("customers/acme/deals/pump.yaml"))
    }

    @Test func aNewRecordThatOthersBuiltOnStays() throws {
        let crm = try HistoryRepository(withCustomer: ())
        let made = try #require(try crm.repository.commits(from: crm.head(), limit: 1).first)
        try crm.write("customers/acme/deals/pump.yaml", pump)
        try crm.write("customers/sub/customer.yaml", "id: KH2026-BBBBBB\nname: Sub\nparent_customer: KH2026-AAAAAA\n")
        try crm.commitAll("new", by: "wang")
        let obstacles = try obstacles(crm, made)
        var words: [String] = []
        for obstacle in obstacles {
            switch obstacle {
            case .referenced(let title, let by): words.append("\(title) ← \(by)")
            case .holdsOthers(let title, let files): words.append("\(title) ⊃ \(files)")
            default: words.append("\(obstacle)")
            }
        }
        #expect(words == [#"Acme ← ["Sub"]"#, #"Acme ⊃ ["Pump"]"#])
        // And one that somebody went on with.
        try crm.change("customers/acme/deals/pump.yaml", "name: Pump", "name: Pumps", by: "li")
        let pump = try #require(try crm.repository.commits(from: crm.head(), limit: 2).last)
        guard case .fieldsChanged? = try self.obstacles(crm, pump).first else {
            Issue.record("not refused")
            return
        }
    }

    @Test func aRemovedCustomerComesBackWhole() throws {
        let crm = try HistoryRepository(withCustomer: ())
        try crm.write("customers/acme/files/a.txt", "attached")
        try crm.write("customers/acme/deals/pump.yaml", pump)
        try crm.commitAll("new", by: "li")
        try crm.remove("customers/acme")
        let removed = try crm.commitAll("delete", by: "li")
        try undo(crm, removed)
        #expect(crm.exists(acme))
        #expect(try crm.read("customers/acme/files/a.txt") == "attached")
        #expect(crm.exists("customers/acme/deals/pump.yaml"))
    }

    @Test func aRemovedDealComesBackIntoTheRenamedFolder() throws {
        let crm = try HistoryRepository(withCustomer: ())
        try crm.write("customers/acme/deals/pump.yaml", pump)
        try crm.commitAll("new", by: "li")
        try crm.remove("customers/acme/deals/pump.yaml")
        let removed = try crm.commitAll("delete", by: "li")
        try crm.move("customers/acme", to: "customers/east/acme")
        try crm.commitAll("rename", by: "wang")
        try undo(crm, removed)
        #expect(crm.exists("customers/east/acme/deals/pump.yaml"))
        #expect(!crm.exists("customers/acme"))
    }

    @Test func aRenamedFolderGoesBackWithWhatCameSince() throws {
        let crm = try HistoryRepository(withCustomer: ())
        try crm.write("customers/acme/files/a.txt", "attached")
        try crm.commitAll("attach", by: "li")
        try crm.move("customers/acme", to: "customers/east/acme")
        let renamed = try crm.commitAll("rename", by: "li")
        try crm.write("customers/east/acme/deals/pump.yaml", pump)
        try crm.change("customers/east/acme/customer.yaml", "status: lead", "status: won", by: "wang")
        try undo(crm, renamed)
        #expect(try crm.read(acme).contains("status: won"))
        #expect(crm.exists("customers/acme/deals/pump.yaml"))
        #expect(crm.exists("customers/acme/files/a.txt"))
        #expect(!crm.exists("customers/east/acme/customer.yaml"))
        #expect(try crm.repository.status().isEmpty)
        // Moved on meanwhile: refused.
        try crm.move("customers/acme", to: "customers/c")
        try crm.commitAll("rename", by: "wang")
        guard case .moved? = try obstacles(crm, renamed).first else {
            Issue.record("not refused")
            return
        }
    }

    @Test func nothingIsWrittenThroughALink() throws {
        let crm = try HistoryRepository(withCustomer: ())
        try crm.remove("customers/acme")
        let removed = try crm.commitAll("delete", by: "li")
        try crm.link("customers/acme", to: "/tmp")
        guard case .placeTaken(let path)? = try obstacles(crm, removed).first else {
            Issue.record("not refused")
            return
        }
        #expect(path.text == acme)
    }

    @Test func severalRecordsOfOneOperation() throws {
        let crm = try HistoryRepository(withCustomer: ())
        try crm.write("customers/acme/deals/pump.yaml", pump)
        try crm.commitAll("new", by: "li")
        try crm.replace("status: lead", "status: won", in: acme)
        try crm.replace("proposal", "won", in: "customers/acme/deals/pump.yaml")
        let won = try crm.commitAll("deal win", by: "li")
        try undo(crm, won)
        #expect(try crm.read(acme).contains("status: lead"))
        #expect(try crm.read("customers/acme/deals/pump.yaml").contains("stage: proposal"))
    }

    @Test func attachmentsAndSchemas() throws {
        let crm = try HistoryRepository(withCustomer: ())
        try crm.write("customers/acme/files/a.txt", "one")
        let one = try crm.commitAll("attach", by: "li")
        try crm.write("customers/acme/files/a.txt", "two")
        let two = try crm.commitAll("attach", by: "li")
        guard case .fileChanged? = try obstacles(crm, one).first else {
            Issue.record("not refused")
            return
        }
        try undo(crm, two)
        #expect(try crm.read("customers/acme/files/a.txt") == "one")
        try crm.write("schemas/customer.schema.json", try crm.read("schemas/customer.schema.json") + "\n")
        let schema = try crm.commitAll(nil, by: "li")
        guard case .schema? = try obstacles(crm, schema).first else {
            Issue.record("not refused")
            return
        }
    }

    @Test func aRemovedRecordCannotBeChangedBack() throws {
        let crm = try HistoryRepository(withCustomer: ())
        let set = try crm.change(acme, "status: lead", "status: won", by: "li")
        try crm.remove(acme)
        try crm.commitAll("delete", by: "wang")
        guard case .removed(_, let by)? = try obstacles(crm, set).first else {
            Issue.record("not refused")
            return
        }
        #expect(by?.commit?.author.name == "wang")
    }

    @Test func operationsKnowWhatIsUndone() throws {
        let crm = try HistoryRepository(withCustomer: ())
        let set = try crm.change(acme, "status: lead", "status: won", by: "li")
        func states() throws -> [String] {
            var lines: [String] = []
            try readOperations(crm.repository, from: try crm.head()) {
                lines.append(
                    ($0.note.operation ?? "–") + ($0.isUndo ? " undo" : "") + ($0.undoneBy == nil ? "" : " undone")
                        + ($0.isFirst ? " first" : ""))
                return true
            }
            return lines
        }
        #expect(try states() == ["set", "new", "init first"])
        let undone = try #require(try undo(crm, set))
        #expect(try states() == ["undo undo", "set undone", "new", "init first"])
        try undo(crm, undone)
        #expect(try states() == ["undo undo", "undo undo undone", "set", "new", "init first"])
    }
}
