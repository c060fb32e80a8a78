/// Writes the rows of an empty table as finished pages: what SQLite would make of the same rows, without asking it row by row.
final class TableTree: RowSink {
    private let file: PageFile
    private let root: UInt32
    /// The first value of a row is its number (`INTEGER PRIMARY KEY`); else rows are numbered as they come.
    private let isNumbered: Bool
    private let page: PageImage
    // One thread at a time uses a tree; asking at every access whether another does would take a tenth of the writing.
    @exclusivity(unchecked) private var row = RowBytes()
    @exclusivity(unchecked) private var number: Int64?
    /// Of the row that was written last.
    @exclusivity(unchecked) private var last: Int64 = 0
    /// Pages that are full, with the highest number in each.
    @exclusivity(unchecked) private var leaves: [Child] = []
    @exclusivity(unchecked) private var bytes: [UInt8] = []

    private typealias Child = (page: UInt32, last: Int64)

    /// Numbered rows must come in the order of their numbers.
    init(_ file: PageFile, root: UInt32, isNumbered: Bool) {
        self.file = file
        self.root = root
        self.isNumbered = isNumbered
        page = PageImage(.leafTable, file.format)
    }

    func bind(_ value: Int64) {
        if isNumbered, number == nil {
            number = value
            row.appendNull()
        } else {
            row.append(value)
        }
    }

    func bind(real value: Double) { row.append(value) }

    func bind(_ text: String?) {
        guard var text else { return row.appendNull() }
        text.withUTF8 { row.append($0) }
    }

    func bind(_ text: [UInt8]) {
        text.withUnsafeBufferPointer { row.append($0) }
    }

    func bind(blob: [UInt8]) {
        blob.withUnsafeBufferPointer { row.append(blob: $0) }
    }

    func run() throws {
        defer {
            row.clear()
            number = nil
        }
        let number = number ?? last + 1
        let count = row.count
        if file.format.inTable(count) == count {
            row.write(to: try cell(number, count, inPage: count))
        } else {
            if bytes.count < count { bytes.append(contentsOf: repeatElement(0, count: count - bytes.count)) }
            try bytes.withUnsafeMutableBytes { buffer in
                guard let start = buffer.baseAddress else { return }
                row.write(to: start)
                try appendLong(number, UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
        }
        last = number
    }

    /// A row whose end lies in pages of its own.
    private func appendLong(_ number: Int64, _ row: UnsafeRawBufferPointer) throws {
        let local = file.format.inTable(row.count)
        let overflow = try file.append(overflow: UnsafeRawBufferPointer(rebasing: row[local...]))
        let cell = try cell(number, row.count, inPage: local + 4)
        if let start = row.baseAddress { cell.copyMemory(from: start, byteCount: local) }
        (cell + local).storeBytes(of: overflow.bigEndian, as: UInt32.self)
    }

    /// Room for a row, behind its length and its number.
    private func cell(_ number: Int64, _ count: Int, inPage: Int) throws -> UnsafeMutableRawPointer {
        let (length, key) = (UInt64(count), UInt64(bitPattern: number))
        let size = Varint.length(length) + Varint.length(key) + inPage
        if !page.fits(size) { try closeLeaf() }
        return Varint.write(key, to: Varint.write(length, to: page.add(size)))
    }

    private func closeLeaf() throws {
        page.close()
        leaves.append((try page.append(to: file), last))
        page.clear()
    }

    /// Writes what is left and the pages above.
    ///
    /// - Returns: the pages with rows in them.
    func finish() throws -> [UInt32] {
        bytes = []
        if leaves.isEmpty {
            page.close()
            try page.replace(root, of: file)
            return [root]
        }
        try closeLeaf()
        var level = leaves
        // A cell has at most 4 + 9 bytes, and 2 that say where it lies.
        let most = (file.format.usable - 12) / 15
        while level.count > most {
            let pages = (level.count + most - 1) / most
            level = try (0..<pages).map { index in
                let part = level[(level.count * index / pages)..<(level.count * (index + 1) / pages)]
                let page = inner(part)
                return (try page.append(to: file), part.last?.last ?? 0)
            }
        }
        try inner(level[...]).replace(root, of: file)
        return leaves.map(\.page)
    }

    private func inner(_ children: ArraySlice<Child>) -> PageImage {
        let page = PageImage(.innerTable, file.format)
        for child in children.dropLast() {
            let key = UInt64(bitPattern: child.last)
            let cell = page.add(4 + Varint.length(key))
            cell.storeBytes(of: child.page.bigEndian, as: UInt32.self)
            _ = Varint.write(key, to: cell + 4)
        }
        page.close(right: children.last?.page ?? 0)
        return page
    }
}
