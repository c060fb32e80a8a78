/// Writes the rows of an empty table without row numbers (`WITHOUT ROWID`) as finished pages: it is an index of itself. Rows may come in
/// any order; no two have the same key, which is the first columns.
final class KeyedTree: RowSink {
    private let tree: IndexTree
    // One thread at a time uses a tree.
    @exclusivity(unchecked) private var row = RowBytes()
    @exclusivity(unchecked) private var rows: IndexEntries

    /// - Parameter keys: how many columns the key has.
    init(_ file: PageFile, root: UInt32, keys: Int) {
        tree = IndexTree(file, root: root)
        rows = IndexEntries((0..<keys).map { .init(position: $0, ignoresCase: false) }, isPartial: false)
    }

    func bind(_ number: Int64) { row.append(number) }

    func bind(real number: Double) { row.append(number) }

    func bind(_ text: String?) {
        guard var text else { return row.appendNull() }
        text.withUTF8 { row.append($0) }
    }

    func bind(_ text: [UInt8]) { text.withUnsafeBufferPointer { row.append($0) } }

    func bind(blob: [UInt8]) { blob.withUnsafeBufferPointer { row.append(blob: $0) } }

    func run() throws {
        defer { row.clear() }
        try rows.add(row)
    }

    /// Writes all pages.
    func finish() throws {
        try rows.forEachInOrder { try tree.append($0) }
        try tree.finish()
    }
}
