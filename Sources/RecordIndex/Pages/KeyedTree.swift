/// Writes the rows of an empty table without row numbers (`WITHOUT ROWID`) as finished pages: it is an index of itself. Rows must come in the
/// order of their keys, which are their first columns, each of them once.
final class KeyedTree: RowSink {
    private let tree: IndexTree
    // One thread at a time uses a tree.
    @exclusivity(unchecked) private var row = RowBytes()
    @exclusivity(unchecked) private var bytes: [UInt8] = []

    init(_ file: PageFile, root: UInt32) {
        tree = IndexTree(file, root: root)
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
        let count = row.count
        if bytes.count < count { bytes.append(contentsOf: repeatElement(0, count: count - bytes.count)) }
        bytes.withUnsafeMutableBytes { buffer in
            if let place = buffer.baseAddress { row.write(to: place) }
        }
        try bytes.withUnsafeBytes { try tree.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }

    /// Writes what is left and the pages above.
    func finish() throws { try tree.finish() }
}
