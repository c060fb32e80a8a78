import GRDB
import GRDBSQLite

/// Fills the empty tables of a new database file with rows and makes the indexes, by writing finished pages. Asking SQLite to insert row by
/// row takes five times as long, and it sorts for one index at a time while the other processors wait.
///
/// SQLite has made the file, its tables and its indexes, and opens it afterwards as any other.
final class BulkLoad {
    private let file: PageFile
    private let plan: [BulkTable]
    private var trees: [String: TableTree] = [:]

    /// - Parameter path: the file; nobody may have it open.
    init(_ path: String, _ plan: [BulkTable]) throws {
        file = try PageFile(path)
        self.plan = plan
        for table in plan {
            try file.blank([table.root] + table.indexes.map(\.root))
            trees[table.name] = TableTree(file, root: table.root, isNumbered: table.isNumbered)
        }
    }

    /// Where the rows of a table go.
    func rows(_ table: String) throws -> TableTree {
        guard let tree = trees[table] else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
        return tree
    }

    /// Writes what is left of the rows, and the indexes.
    ///
    /// - Parameter following: tables whose rows are known only when all others are; they are written beside the indexes.
    func finish(_ following: [FollowingTable] = []) throws {
        var tables: [String: StoredRows] = [:]
        var work: [Work] = []
        for table in plan {
            let pages = try rows(table.name).finish()
            let stored = StoredRows(file, pages: pages)
            tables[table.name] = stored
            work += table.indexes.map { index in
                Work(pages: pages.count) { try Self.make(index, stored, in: $0) }
            }
        }
        trees = [:]
        try file.flush()
        // The longest last: it is taken first.
        work.sort { $0.pages < $1.pages }
        for table in following {
            try file.blank([table.root])
            work.append(
                Work(pages: work.map(\.pages).max() ?? 0) { [tables] file in
                    let rows = KeyedTree(file, root: table.root, keys: table.keys)
                    try table.write(tables, rows)
                    try rows.finish()
                })
        }
        try Self.run(work, file)
        try file.finish()
    }

    /// One index or table.
    private struct Work: Sendable {
        /// Of the table that is read for it.
        let pages: Int
        let run: @Sendable (PageFile) throws -> Void
    }

    private static func make(_ index: BulkTable.Index, _ rows: StoredRows, in file: PageFile) throws {
        let tree = IndexTree(file, root: index.root)
        var entries = IndexEntries(index.columns, isPartial: index.isPartial)
        try entries.add(rows)
        try entries.forEachInOrder { try tree.append($0) }
        try tree.finish()
    }

    /// Pages of the tables whose indexes are sorted at the same time, 300 MB of rows, or one index alone: sorting needs a quarter of that
    /// in memory.
    private static let mostAtOnce = 40_000

    private struct Desk {
        var work: [Work]
        /// Of the tables that are being read.
        var pages = 0
        var failure: (any Error)?

        /// nil while the next has to wait; an empty answer when there is none.
        mutating func take() -> Work?? {
            guard failure == nil, let next = work.last else { return .some(nil) }
            if pages > 0, pages + next.pages > mostAtOnce { return nil }
            pages += next.pages
            return work.removeLast()
        }
    }

    private static func run(_ work: [Work], _ file: PageFile) throws {
        let desk = Shared(Desk(work: work))
        let threads = onThreads(min(processorCount, 4)) { _ in
            while let next = desk.wait(.room, { $0.take() }) {
                var failure: (any Error)?
                do {
                    try next.run(file)
                } catch let error {
                    failure = error
                }
                desk.change { desk in
                    desk.pages -= next.pages
                    desk.failure = desk.failure ?? failure
                }
                desk.wake(.room, all: true)
            }
        }
        threads.join()
        if let failure = desk.change({ $0.failure }) { throw failure }
    }
}

/// A table without row numbers that is filled from the rows of the others.
struct FollowingTable: Sendable {
    let root: UInt32
    /// How many columns its key has.
    let keys: Int
    /// - Parameters:
    ///   - tables: the rows of the tables that are written, by name.
    ///   - rows: where those of this table go.
    let write: @Sendable (_ tables: [String: StoredRows], _ rows: KeyedTree) throws -> Void
}

/// A table that is to be filled.
struct BulkTable: Sendable {
    struct Index: Sendable {
        let root: UInt32
        let columns: [IndexEntries.Column]
        /// Rows without a value in the first column have no entry: the one condition that indexes have here.
        let isPartial: Bool
    }

    let name: String
    let root: UInt32
    /// The first column is the number of the row; rows come in that order.
    let isNumbered: Bool
    let indexes: [Index]

    /// The plan of a table that is there, and empty.
    init(_ db: Database, _ name: String) throws {
        self.name = name
        root = try Self.root(db, name)
        isNumbered =
            try Bool.fetchOne(db, sql: "SELECT pk FROM pragma_table_info(?) WHERE cid = 0", arguments: [name]) ?? false
        let found = try Row.fetchAll(db, sql: "SELECT name, partial FROM pragma_index_list(?)", arguments: [name])
        indexes = try found.map { row in
            let columns = try Row.fetchAll(
                db, sql: "SELECT cid, coll FROM pragma_index_xinfo(?) WHERE key = 1 ORDER BY seqno",
                arguments: [row["name"]])
            return Index(
                root: try Self.root(db, row["name"]),
                columns: columns.map { .init(position: $0["cid"], ignoresCase: $0["coll"] == "NOCASE") },
                isPartial: row["partial"])
        }
    }

    /// The first page of a table or an index.
    static func root(_ db: Database, _ name: String) throws -> UInt32 {
        let sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        guard let root = try UInt32.fetchOne(db, sql: sql, arguments: [name]) else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE)
        }
        return root
    }
}
