/// The rows of a table that was just written, read back from its pages.
struct StoredRows: Sendable {
    private let file: PageFile
    private let pages: [UInt32]

    init(_ file: PageFile, pages: [UInt32]) {
        self.file = file
        self.pages = pages
    }

    /// Hands every row to `body` with its number and the values of some of its columns.
    func forEach(columns: [Int], _ body: (Int64, RowValues) throws -> Void) throws {
        let values = RowValues(upTo: columns.max() ?? 0)
        try forEach { number, row in
            values.read(row)
            try body(number, values)
        }
    }

    /// Hands every row to `body` with its number.
    func forEach(_ body: (Int64, UnsafeRawPointer) throws -> Void) throws {
        let page = UnsafeMutableRawPointer.allocate(byteCount: file.format.size, alignment: 8)
        defer { page.deallocate() }
        for number in pages {
            try file.read(number, into: page)
            let count = UInt16(bigEndian: page.loadUnaligned(fromByteOffset: 3, as: UInt16.self))
            for index in 0..<Int(count) {
                var place = UnsafeRawPointer(page)
                place += Int(UInt16(bigEndian: page.load(fromByteOffset: 8 + 2 * index, as: UInt16.self)))
                let length = Int(Varint.read(&place))
                let key = Int64(bitPattern: Varint.read(&place))
                let local = file.format.inTable(length)
                if local == length {
                    try body(key, place)
                } else {
                    try whole(place, length, local).withUnsafeBytes { row in
                        if let start = row.baseAddress { try body(key, start) }
                    }
                }
            }
        }
    }

    /// A row whose end lies in pages of its own.
    private func whole(_ start: UnsafeRawPointer, _ length: Int, _ local: Int) throws -> [UInt8] {
        var row = [UInt8](UnsafeRawBufferPointer(start: start, count: local))
        row.reserveCapacity(length)
        var next = UInt32(bigEndian: (start + local).loadUnaligned(as: UInt32.self))
        let page = UnsafeMutableRawPointer.allocate(byteCount: file.format.size, alignment: 8)
        defer { page.deallocate() }
        while row.count < length {
            try file.read(next, into: page)
            next = UInt32(bigEndian: page.load(as: UInt32.self))
            let piece = min(length - row.count, file.format.usable - 4)
            row.append(contentsOf: UnsafeRawBufferPointer(start: page + 4, count: piece))
        }
        return row
    }
}
