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

    /// Where an entry lies, and its beginning: enough to tell it from most others.
    private typealias Entry = (key: SortKey, start: Int)

    private let columns: [Column]
    private let isPartial: Bool
    /// One behind the other: the length of an entry and its row.
    private let bytes = GrowingBytes()
    private var entries: [Entry] = []
    private var alike: [CommonStart]

    /// - Parameter isPartial: rows without a value in the first column have no entry.
    init(_ columns: [Column], isPartial: Bool) {
        self.columns = columns
        self.isPartial = isPartial
        alike = columns.prefix(2).map { _ in CommonStart() }
    }

    mutating func add(_ rows: StoredRows) throws {
        let values = RowValues(upTo: columns.map(\.position).max() ?? 0)
        try rows.forEach { number, row in
            values.read(row)
            if isPartial, values[columns[0].position].type == 0 { return }
            for place in alike.indices { alike[place].add(values[columns[place].position]) }
            entries.append((SortKey(), try append(values, number)))
        }
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
    func forEachInOrder(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var entries = entries
        let base = bytes.start
        for index in entries.indices { entries[index].key = key(Self.row(base + entries[index].start).start) }
        entries.sort { a, b in
            if a.key.high != b.key.high { return a.key.high < b.key.high }
            if a.key.low != b.key.low { return a.key.low < b.key.low }
            return precedes(Self.row(base + a.start).start, Self.row(base + b.start).start)
        }
        for entry in entries {
            let (start, length) = Self.row(base + entry.start)
            try body(UnsafeRawBufferPointer(start: start, count: length))
        }
        withExtendedLifetime(bytes) {}
    }

    @inline(__always)
    private static func row(_ entry: UnsafeRawPointer) -> (start: UnsafeRawPointer, length: Int) {
        var place = entry
        let length = Int(Varint.read(&place))
        return (place, length)
    }

    /// What is smaller only for an entry that comes before: the first two columns without what all have in common.
    private func key(_ row: UnsafeRawPointer) -> SortKey {
        var key = SortKeyWriter()
        var types = row
        var place = row + Int(Varint.read(&types))
        for (column, alike) in zip(columns, alike) {
            let type = Varint.read(&types)
            let length = RowValues.length(type)
            if type >= 13 {
                let text = UnsafeRawBufferPointer(start: place, count: length)
                key.append(text, from: alike.count, ignoringCase: column.ignoresCase)
            } else if type != 0 {
                key.append(number: RowValues.number(type, place))
            }
            // Behind a text with a NUL in it, or nothing, the next column decides only among equals.
            if type == 0 || alike.holdsNUL || key.isFull { break }
            place += length
        }
        return key.finished()
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
                order = columns[index].ignoresCase ? orderIgnoringCase(x, y) : byteOrder(x, y)
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
        let (x, y) = (SortKey.lowered(a[index]), SortKey.lowered(b[index]))
        if x != y { return Int(x) - Int(y) }
        if x == 0 { break }
    }
    return a.count - b.count
}
