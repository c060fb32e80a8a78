#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The entries of one index, made from the rows of its table and brought into their order.
struct IndexEntries {
    /// A column of the index.
    struct Column: Sendable {
        /// Its place in the table.
        let position: Int
        /// Letters of the Latin alphabet are equal to their capitals (`COLLATE NOCASE`).
        let ignoresCase: Bool
    }

    /// Where an entry lies, and the eight bytes of it that are being compared.
    private typealias Entry = (piece: UInt64, start: Int)

    private let columns: [Column]
    private let isPartial: Bool
    /// One behind the other: the length of an entry and its row.
    private let bytes = GrowingBytes()
    private var entries: [Entry] = []

    /// - Parameter isPartial: rows without a value in the first column have no entry.
    init(_ columns: [Column], isPartial: Bool) {
        self.columns = columns
        self.isPartial = isPartial
    }

    mutating func add(_ rows: StoredRows) throws {
        let values = RowValues(upTo: columns.map(\.position).max() ?? 0)
        try rows.forEach { number, row in
            values.read(row)
            if isPartial, values[columns[0].position].type == 0 { return }
            entries.append((0, try append(values, number)))
        }
    }

    /// Adds a row that begins with the columns of the index.
    mutating func add(_ row: borrowing RowBytes) throws {
        let count = row.count
        let start = bytes.count
        row.write(to: Varint.write(UInt64(count), to: try bytes.room(Varint.length(UInt64(count)) + count)))
        entries.append((0, start))
    }

    /// - Returns: where it begins.
    private func append(_ values: RowValues, _ number: Int64) throws -> Int {
        let (type, width) = RowBytes.type(number)
        var head = 1 + 1
        var body = width
        for column in columns {
            let value = values[column.position]
            head += Varint.length(value.type)
            body += value.bytes.count
        }
        // Indexes have few columns: their head is shorter than 128 bytes.
        let length = head + body
        let start = bytes.count
        var place = Varint.write(UInt64(length), to: try bytes.room(Varint.length(UInt64(length)) + length))
        var content = place + head
        place = Varint.write(UInt64(head), to: place)
        for column in columns {
            let value = values[column.position]
            place = Varint.write(value.type, to: place)
            if let from = value.bytes.baseAddress { content.copyMemory(from: from, byteCount: value.bytes.count) }
            content += value.bytes.count
        }
        place.storeBytes(of: type, as: UInt8.self)
        RowBytes.write(number, width, to: content)
        return start
    }

    /// Hands all entries to `body` in their order.
    mutating func forEachInOrder(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let base = bytes.start
        var entries = entries
        self.entries = []
        if !sortByPieces(&entries, base) {
            entries.sort { precedes(Self.row(base + $0.start).start, Self.row(base + $1.start).start) }
        }
        for entry in entries {
            let (start, length) = Self.row(base + entry.start)
            try body(UnsafeRawBufferPointer(start: start, count: length))
        }
        withExtendedLifetime(bytes) {}
    }

    /// Sorts by the first eight bytes, then what is alike in them by the next eight, and so on: what many entries have in common, a kind and
    /// the folder of all customers, is looked at once for each of them and not at every comparison.
    ///
    /// - Returns: false, with the entries in no order, when a text holds a NUL.
    private func sortByPieces(_ entries: inout [Entry], _ base: UnsafeRawPointer) -> Bool {
        columns.withUnsafeBufferPointer { columns in
            entries.withUnsafeMutableBufferPointer { entries in
                var work = [(range: 0..<entries.count, depth: 0)]
                while let (range, depth) = work.popLast() {
                    var isLast = true
                    for index in range {
                        let piece = SortPiece(Self.row(base + entries[index].start).start, columns, depth: depth)
                        if piece.holdsNUL { return false }
                        isLast = isLast && piece.isLast
                        entries[index].piece = piece.value
                    }
                    // Rows come in the order of their numbers: of entries that are alike, the one that was added first is first.
                    entries[range].sort { $0.piece != $1.piece ? $0.piece < $1.piece : $0.start < $1.start }
                    if isLast { continue }
                    var start = range.lowerBound
                    while start < range.upperBound {
                        var end = start + 1
                        while end < range.upperBound, entries[end].piece == entries[start].piece { end += 1 }
                        if end - start > 1 { work.append((start..<end, depth + 8)) }
                        start = end
                    }
                }
                return true
            }
        }
    }

    @inline(__always)
    private static func row(_ entry: UnsafeRawPointer) -> (start: UnsafeRawPointer, length: Int) {
        var place = entry
        let length = Int(Varint.read(&place))
        return (place, length)
    }

    /// The order of SQLite: nothing, numbers, texts by their bytes; then the number of the row.
    private func precedes(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool {
        var (typesOfA, typesOfB) = (a, b)
        var left = a + Int(Varint.read(&typesOfA))
        var right = b + Int(Varint.read(&typesOfB))
        for index in 0...columns.count {
            let (type, other) = (Varint.read(&typesOfA), Varint.read(&typesOfB))
            let (length, otherLength) = (RowValues.length(type), RowValues.length(other))
            var order = Self.rank(type) - Self.rank(other)
            if order == 0, type >= 13 {
                let x = UnsafeRawBufferPointer(start: left, count: length)
                let y = UnsafeRawBufferPointer(start: right, count: otherLength)
                order = index < columns.count && columns[index].ignoresCase ? orderIgnoringCase(x, y) : byteOrder(x, y)
            } else if order == 0, type != 0 {
                let (x, y) = (RowValues.number(type, left), RowValues.number(other, right))
                order = x < y ? -1 : x > y ? 1 : 0
            }
            if order != 0 { return order < 0 }
            left += length
            right += otherLength
        }
        return false
    }

    private static func rank(_ type: UInt64) -> Int { type == 0 ? 0 : type < 12 ? 1 : 2 }
}

private func byteOrder(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Int {
    guard let x = a.baseAddress, let y = b.baseAddress else { return a.count - b.count }
    let order = Int(memcmp(x, y, min(a.count, b.count)))
    return order != 0 ? order : a.count - b.count
}

/// As SQLite's `NOCASE` has it: a NUL ends the comparison, and then the longer text comes later.
private func orderIgnoringCase(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Int {
    for index in 0..<min(a.count, b.count) {
        let (x, y) = (lowered(a[index]), lowered(b[index]))
        if x != y { return Int(x) - Int(y) }
        if x == 0 { break }
    }
    return a.count - b.count
}
