import Foundation
import GRDB
import GRDBSQLite
import Testing

@testable import RecordIndex

/// Tables and indexes written as finished pages are what SQLite itself makes of the same rows.
@Suite struct BulkLoadTests {
    private static let schema = """
        CREATE TABLE numbered (num INTEGER PRIMARY KEY, path TEXT NOT NULL, no TEXT, size INTEGER NOT NULL, share REAL);
        CREATE TABLE counted (num INTEGER NOT NULL, target TEXT);
        CREATE TABLE bytes (num INTEGER PRIMARY KEY, path TEXT NOT NULL, files BLOB NOT NULL);
        CREATE TABLE empty (num INTEGER PRIMARY KEY, path TEXT);
        """
    private static let indexes = """
        CREATE INDEX numbered_path ON numbered (path, no);
        CREATE INDEX numbered_no ON numbered (no COLLATE NOCASE) WHERE no IS NOT NULL;
        CREATE INDEX numbered_size ON numbered (size);
        CREATE INDEX counted_target ON counted (target, num);
        CREATE INDEX counted_num ON counted (num);
        CREATE UNIQUE INDEX bytes_path ON bytes (path);
        CREATE INDEX empty_path ON empty (path);
        """
    private static let tables = ["numbered", "counted", "bytes", "empty"]

    private func open(_ path: String, pageSize: Int) throws -> DatabaseQueue {
        #expect(CheckedPages.isInstalled)
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA page_size = \(pageSize); PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
            var bytes = CheckedPages.reserved
            sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes)
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// What the random rows are like.
    private var holdsNUL = true

    private func fill(_ generator: inout SeededGenerator, count: Int, rows: (String) throws -> any RowSink) throws {
        let numbered = try rows("numbered")
        for num in 1...count {
            numbered.bind(num % 7 == 0 ? Int64(num) << 33 : Int64(num) << 33 - 5)
            numbered.bind(text(&generator))
            numbered.bind(generator.below(3) == 0 ? nil : name(&generator))
            numbered.bind(number(&generator))
            numbered.bind(real: Double(generator.below(1000)) / 8)
            try numbered.run()
        }
        let counted = try rows("counted")
        for num in 1...count {
            counted.bind(Int64(num / 3))
            counted.bind(generator.below(5) == 0 ? nil : text(&generator))
            try counted.run()
        }
        let bytes = try rows("bytes")
        for num in 1...count {
            bytes.bind(Int64(num * 3))
            bytes.bind("customers/\(num)/\(text(&generator))")
            let length = generator.below(30) == 0 ? generator.below(40_000) : generator.below(200)
            bytes.bind(blob: (0..<length).map { UInt8(truncatingIfNeeded: $0 &* num) })
            try bytes.run()
        }
    }

    /// Short, long, and so long that it needs pages of its own; with what sorts in its own way.
    private func text(_ generator: inout SeededGenerator) -> String {
        let piece = generator.pick(["a", "B", "b\0c", "客户", "customers/", "\u{1F600}", "", "Z", "ab\0"])
        let text =
            switch generator.below(40) {
            case 0: String(repeating: piece, count: 200 + generator.below(3000))
            case 1...4: String(repeating: piece, count: generator.below(90))
            default: piece + generator.pick(["", "x", "\0", "\0y", "É"]) + "\(generator.below(400))"
            }
        return withoutNUL(text)
    }

    private func withoutNUL(_ text: String) -> String {
        holdsNUL ? text : String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\0" }))
    }

    private func name(_ generator: inout SeededGenerator) -> String {
        withoutNUL(
            generator.pick(["kh", "KH", "Kh\0", "kH\0a", "kh-", "[", "_", "K", "KH2026-7F3K2Q", "kh2026-7f3k2q"])
                + generator.pick(["", "7", "a", "A", "\0b", "\0"]))
    }

    private func number(_ generator: inout SeededGenerator) -> Int64 {
        let bits = generator.below(64)
        let value = Int64(bitPattern: generator.next()) >> Int64(bits)
        return generator.below(4) == 0 ? Int64(generator.below(4)) - 1 : value
    }

    @Test(arguments: [(512, 1), (512, 3000), (1024, 2500), (8192, 6000), (8192, 40)], [true, false])
    func pagesAreThoseOfSQLite(size: (page: Int, count: Int), holdsNUL: Bool) throws {
        var rows = self
        rows.holdsNUL = holdsNUL
        try rows.expectPagesOfSQLite(pageSize: size.page, count: size.count)
    }

    private func expectPagesOfSQLite(pageSize: Int, count: Int) throws {
        let scratch = try ScratchRepository()
        let path = scratch.root + "/bulk.sqlite"
        var generator = SeededGenerator(UInt64(pageSize + count))
        let empty = try open(path, pageSize: pageSize)
        let plan = try empty.write { db in
            try db.execute(sql: Self.schema + Self.indexes)
            return try Self.tables.map { try BulkTable(db, $0) }
        }
        try empty.close()
        let load = try BulkLoad(path, plan)
        var same = generator
        try fill(&generator, count: count) { try load.rows($0) }
        try load.finish()

        let byPages = try open(path, pageSize: pageSize)
        let byRows = try DatabaseQueue()
        try byRows.write { db in
            try db.execute(sql: Self.schema)
            try fill(&same, count: count) { try RowStatement(db, insertingInto: $0) }
            try db.execute(sql: Self.indexes)
        }
        let faults = try byPages.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
        #expect(faults == ["ok"])
        for table in Self.tables {
            let sql = "SELECT rowid, * FROM \(table) ORDER BY rowid"
            let ours = try byPages.read { try Row.fetchAll($0, sql: sql) }
            #expect(ours == (try byRows.read { try Row.fetchAll($0, sql: sql) }), "\(table)")
        }
        // In the order of an index, and through it.
        for sql in [
            "SELECT path, no, rowid FROM numbered INDEXED BY numbered_path ORDER BY path, no, rowid",
            "SELECT no, rowid FROM numbered INDEXED BY numbered_no WHERE no IS NOT NULL ORDER BY no COLLATE NOCASE, rowid",
            "SELECT rowid FROM numbered INDEXED BY numbered_no WHERE no = 'KH7' COLLATE NOCASE",
            "SELECT size, rowid FROM numbered INDEXED BY numbered_size ORDER BY size, rowid",
            "SELECT target, num FROM counted INDEXED BY counted_target ORDER BY target, num, rowid",
        ] {
            let ours = try byPages.read { try Row.fetchAll($0, sql: sql) }
            #expect(ours == (try byRows.read { try Row.fetchAll($0, sql: sql) }), "\(sql)")
        }
        // It can be changed as any other.
        try byPages.write { db in
            try db.execute(sql: "DELETE FROM numbered WHERE num % 3 = 1; UPDATE counted SET target = target || 'x'")
            try db.execute(sql: "INSERT INTO empty SELECT num, path FROM bytes")
        }
        let faultsAfterwards = try byPages.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
        #expect(faultsAfterwards == ["ok"])
    }

    /// A table without row numbers, written when all others are.
    @Test(arguments: [0, 1, 2000])
    func keyedTablesAreThoseOfSQLite(count: Int) throws {
        let scratch = try ScratchRepository()
        let path = scratch.root + "/bulk.sqlite"
        let empty = try open(path, pageSize: 1024)
        let (plan, root) = try empty.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE empty (num INTEGER PRIMARY KEY, path TEXT);
                    CREATE TABLE keyed (num INTEGER NOT NULL, rule TEXT NOT NULL, share REAL, PRIMARY KEY (num, rule)) WITHOUT ROWID;
                    """)
            return (try [BulkTable(db, "empty")], try BulkTable.root(db, "keyed"))
        }
        try empty.close()
        let load = try BulkLoad(path, plan)
        try load.finish([
            FollowingTable(root: root, keys: 2) { _, rows in
                for num in (0..<count).reversed() {
                    rows.bind(Int64(num / 2))
                    rows.bind(num % 2 == 0 ? "a" : String(repeating: "b", count: num))
                    rows.bind(real: Double(num) / 4)
                    try rows.run()
                }
            }
        ])
        let ours = try open(path, pageSize: 1024)
        let faults = try ours.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
        #expect(faults == ["ok"])
        let sums = try ours.read { db in
            try Row.fetchOne(db, sql: "SELECT count(*), sum(length(rule)), sum(share), max(num) FROM keyed")
        }
        #expect(sums?[0] == count)
        if count > 1 {
            #expect(sums?[2] == Double(count * (count - 1) / 2) / 4)
            let found = try ours.read {
                try Int.fetchOne($0, sql: "SELECT length(rule) FROM keyed WHERE num = 0 AND rule > 'a'")
            }
            #expect(found == 1)
        }
        try ours.write {
            try $0.execute(sql: "INSERT INTO keyed VALUES (-1, 'x', 0.5); DELETE FROM keyed WHERE num = 0")
        }
        let faultsAfterwards = try ours.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
        #expect(faultsAfterwards == ["ok"])
    }

    /// What a power cut leaves: the file as it was at the beginning, in whole or in part, is no database.
    @Test func anUnfinishedFileIsNoDatabase() throws {
        let scratch = try ScratchRepository()
        let path = scratch.root + "/bulk.sqlite"
        let empty = try open(path, pageSize: 1024)
        let plan = try empty.write { db in
            try db.execute(sql: Self.schema + Self.indexes)
            return try Self.tables.map { try BulkTable(db, $0) }
        }
        try empty.close()
        let load = try BulkLoad(path, plan)
        let unfinished = try #require(FileManager.default.contents(atPath: path))
        var generator = SeededGenerator(7)
        try fill(&generator, count: 500) { try load.rows($0) }
        try load.finish()
        let finished = try #require(FileManager.default.contents(atPath: path))
        func isReadable(_ bytes: Data) -> Bool {
            do {
                try bytes.write(to: URL(fileURLWithPath: path))
                let queue = try open(path, pageSize: 1024)
                for table in Self.tables {
                    _ = try queue.read { try Row.fetchAll($0, sql: "SELECT * FROM \(table)") }
                }
                return true
            } catch let error as DatabaseError {
                #expect(error.showsDamage)
                return false
            } catch {
                return false
            }
        }
        #expect(isReadable(finished))
        #expect(!isReadable(unfinished))
        for table in plan {
            let page = Int(table.root - 1) * 1024..<Int(table.root) * 1024
            var mixed = finished
            mixed.replaceSubrange(page, with: unfinished[page])
            #expect(!isReadable(mixed), "\(table.name)")
        }
        #expect(!isReadable(finished.prefix(1024) + unfinished.dropFirst(1024)))
    }
}
