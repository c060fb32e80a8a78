import Foundation
import GRDB
import RecordIndex
import Records
import Testing

/// Whatever happens to the file of the index, the answers are those of a rebuilt one.
@Suite struct DamageTests {
    private func repository() throws -> ScratchRepository {
        let repository = try ScratchRepository()
        for number in 0..<40 {
            let digits = (number < 10 ? "0" : "") + "\(number)"
            try repository.write(
                "id: KH2026-0000\(digits)\nno: K\(number % 39)\nname: Customer \(number)\n",
                "customers/c\(digits)/customer.yaml")
        }
        return repository
    }

    private func damage(_ repository: ScratchRepository, _ body: (inout [UInt8]) -> Void) throws {
        let url = URL(fileURLWithPath: repository.indexFile)
        var bytes = [UInt8](try Data(contentsOf: url))
        body(&bytes)
        try Data(bytes).write(to: url)
    }

    /// Every question, so that every page is asked for.
    private func answers(_ index: RecordIndex) throws -> [String] {
        let everything = try index.everyPath().map(\.text)
        let byID = try (0..<40).flatMap { number in
            try index.paths(ofID: "KH2026-0000" + (number < 10 ? "0" : "") + "\(number)").map(\.text)
        }
        let rows = try index.read { db in
            try ["records", "refs", "names", "texts", "derived", "documents", "folders", "problems", "suspects"].map {
                table in
                "\(table) \(try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? -1)"
            }
        }
        let problems = try index.check().problems.map { "\($0.path) \($0.rule) \($0.message.en)" }
        return everything + byID + rows + problems
    }

    @Test(arguments: 0..<12)
    func flippedZeroedOrCut(seed: Int) throws {
        let repository = try repository()
        let right = try answers(repository.index())
        var generator = SeededGenerator(UInt64(seed))
        for _ in 0..<5 {
            var what = ""
            try damage(repository) { bytes in
                let place = generator.below(bytes.count)
                switch generator.below(3) {
                case 0:
                    bytes[place] ^= UInt8(1 << generator.below(8))
                    what = "bit at \(place)"
                case 1:
                    for index in place..<min(bytes.count, place + 1 + generator.below(5000)) { bytes[index] = 0 }
                    what = "zeroes at \(place)"
                default:
                    bytes.removeLast(bytes.count - place)
                    what = "cut at \(place)"
                }
            }
            let found = try answers(repository.index())
            #expect(found == right, "\(what)")
        }
    }

    @Test func anotherVersionAndForeignFilesAreReplaced() throws {
        let repository = try repository()
        let right = try answers(repository.index())
        try repository.write("no database at all", ".git/crm/index.sqlite")
        #expect(try answers(repository.index()) == right)
        let other = RecordIndex(root: repository.root, storage: repository.storage, toolVersion: "other")
        try other.refresh()
        #expect(other.source == .rebuilt)
        #expect(try answers(other) == right)
    }

    @Test func storageThatCannotBeUsedIsNoError() throws {
        let repository = try repository()
        let right = try answers(repository.index())
        let index = RecordIndex(root: repository.root, storage: "/proc/none/crm")
        try index.refresh()
        #expect(index.source == .memory && index.path == nil)
        #expect(try answers(index) == right)
        try repository.write("id: KH2026-0000ZZ\nname: New\n", "customers/new/customer.yaml")
        try index.refresh()
        let found = try index.paths(ofID: "KH2026-0000ZZ")
        #expect(found.count == 1)
        try repository.expectRight(index)
    }

    @Test func othersMayHaveItOpenWhileItIsBuiltAnew() throws {
        let repository = try repository()
        let reader = try repository.index()
        let right = try answers(reader)
        let builder = RecordIndex(root: repository.root, storage: repository.storage, toolVersion: "newer")
        try builder.refresh()
        #expect(try answers(builder) == right)
        #expect(try answers(reader) == right)
    }
}
