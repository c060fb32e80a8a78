import GRDB
import Records

/// Goes through names and texts, on all processors where there are many.
struct SearchScan: Sendable {
    let query: SearchQuery
    /// nil for all.
    let wanted: Set<Int>?
    /// For each word the records that hang together with one of that name.
    let related: [Set<Int>]
    let allowsSlips: Bool

    /// Numbers of records that one thread looks at in one go.
    var piece = 4096
    private static let mostThreads = 4

    private struct Desk: Sendable {
        var next = 0
        var hits = SearchHits()
        var failure: (any Error)?
    }

    /// - Parameter path: the file of the index; nil when it has none that another connection could read.
    func hits(_ db: Database, path: String?) throws -> SearchHits {
        guard let connection = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
        let end = (try Int.fetchOne(db, sql: "SELECT max(num) FROM texts") ?? 0) + 1
        let others = min(processorCount, Self.mostThreads, end / (2 * piece)) - 1
        guard others > 0, let path, let generation = try String.fetchOne(db, sql: IndexGeneration.question) else {
            return try hits(connection, 0..<end)
        }
        let desk = Shared(Desk())
        // Where there is no second connection, this one does all of it.
        let threads = onThreads(others) { _ in
            if let reader = SecondReader(path, generation: generation) { work(desk, reader.connection, end) }
        }
        work(desk, connection, end)
        threads.join()
        let all = desk.change { $0 }
        if let failure = all.failure { throw failure }
        return all.hits
    }

    private func work(_ desk: Shared<Desk>, _ connection: OpaquePointer, _ end: Int) {
        while true {
            let start = desk.change { desk in
                defer { desk.next += piece }
                return desk.failure == nil ? desk.next : end
            }
            if start >= end { return }
            do {
                let found = try hits(connection, start..<min(start + piece, end))
                desk.change { $0.hits.add(found) }
            } catch {
                desk.change { $0.failure = error }
            }
        }
    }

    private func hits(_ connection: OpaquePointer, _ nums: Range<Int>) throws -> SearchHits {
        var hits = SearchHits()
        try forEach(connection, nums) { num, names, texts in
            if let rank = rank(num, names.bytes(2), texts.bytes(2)) { add(num, rank, names, texts, &hits) }
        }
        return hits
    }

    /// Some records are shown in part: what is shown decides, not what was hit.
    func hits(_ db: Database, shown: (Int) throws -> RecordIndex.ShownText?) throws -> SearchHits {
        guard let connection = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
        var hits = SearchHits()
        try forEach(connection, 0..<Int(Int32.max)) { num, names, texts in
            guard var rank = rank(num, names.bytes(2), texts.bytes(2)) else { return }
            if let shown = try shown(num) {
                let seen = shown.names.withUnsafeBytes { names in
                    shown.text.withUnsafeBytes { text in self.rank(num, names, text) }
                }
                guard let seen else { return }
                rank = seen
            }
            add(num, rank, names, texts, &hits)
        }
        return hits
    }

    private func rank(_ num: Int, _ names: UnsafeRawBufferPointer, _ text: UnsafeRawBufferPointer) -> SearchRank? {
        query.rank(names: names, text: text, allowsSlips: allowsSlips) { related[$0].contains(num) }
    }

    private func add(_ num: Int, _ rank: SearchRank, _ names: RowScan, _ texts: RowScan, _ hits: inout SearchHits) {
        hits.add(num, rank, isFolder: names.number(1) == 1, day: texts.optionalNumber(1))
    }

    /// Both tables are in the order of `num`, and every record with names has a text.
    private func forEach(
        _ connection: OpaquePointer, _ nums: Range<Int>,
        _ body: (_ num: Int, _ names: RowScan, _ texts: RowScan) throws -> Void
    ) throws {
        let range = "WHERE num >= \(nums.lowerBound) AND num < \(nums.upperBound) ORDER BY num"
        let names = try RowScan(connection, "SELECT num, top, names FROM names \(range)")
        let texts = try RowScan(connection, "SELECT num, day, text FROM texts \(range)")
        while try names.next() {
            let num = names.number(0)
            repeat { guard try texts.next() else { return } } while texts.number(0) < num
            guard texts.number(0) == num, wanted?.contains(num) ?? true else { continue }
            try body(num, names, texts)
        }
    }
}
