import LosslessYAML

/// A row as SQLite stores it: the types of all values, then the values.
struct RowBytes: ~Copyable {
    private var types = ByteOutput(capacity: 64)
    private var values = ByteOutput(capacity: 1024)

    mutating func clear() {
        types.removeAll()
        values.removeAll()
    }

    mutating func appendNull() { types.append(0) }

    mutating func append(_ number: Int64) {
        let (type, width) = Self.type(number)
        types.append(type)
        for index in stride(from: width - 1, through: 0, by: -1) {
            values.append(UInt8(truncatingIfNeeded: number >> (8 * index)))
        }
    }

    /// How a whole number is stored, and in how many bytes: as few as it needs, none for 0 and 1.
    static func type(_ number: Int64) -> (type: UInt8, width: Int) {
        if number == 0 || number == 1 { return (number == 0 ? 8 : 9, 0) }
        switch 64 - (number < 0 ? ~number : number).leadingZeroBitCount + 1 {
        case ...8: return (1, 1)
        case ...16: return (2, 2)
        case ...24: return (3, 3)
        case ...32: return (4, 4)
        case ...48: return (5, 6)
        default: return (6, 8)
        }
    }

    static func write(_ number: Int64, _ width: Int, to place: UnsafeMutableRawPointer) {
        for index in 0..<width {
            let byte = UInt8(truncatingIfNeeded: number >> (8 * (width - 1 - index)))
            place.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
        }
    }

    mutating func append(_ number: Double) {
        types.append(7)
        for shift in stride(from: 56, through: 0, by: -8) {
            values.append(UInt8(truncatingIfNeeded: number.bitPattern >> UInt64(shift)))
        }
    }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        append(type: UInt64(text.count) * 2 + 13)
        values.append(text)
    }

    mutating func append(blob: UnsafeBufferPointer<UInt8>) {
        append(type: UInt64(blob.count) * 2 + 12)
        values.append(blob)
    }

    private mutating func append(type: UInt64) {
        if type < 0x80 { return types.append(UInt8(truncatingIfNeeded: type)) }
        withUnsafeTemporaryAllocation(byteCount: 9, alignment: 1) { buffer in
            guard let start = buffer.baseAddress else { return }
            let end = Varint.write(type, to: start)
            for byte in UnsafeRawBufferPointer(start: start, count: end - UnsafeMutableRawPointer(start)) {
                types.append(byte)
            }
        }
    }

    /// The length of the head says its own length too.
    private var head: Int {
        let short = types.count + 1
        return Varint.length(UInt64(short)) == 1 ? short : types.count + Varint.length(UInt64(types.count + 2))
    }

    /// Bytes of the whole row.
    var count: Int { head + values.count }

    /// - Parameter place: with room for ``count``.
    func write(to place: UnsafeMutableRawPointer) {
        let head = head
        let from = Varint.write(UInt64(head), to: place)
        if let start = types.bytes.baseAddress { from.copyMemory(from: start, byteCount: types.count) }
        if let start = values.bytes.baseAddress { (place + head).copyMemory(from: start, byteCount: values.count) }
    }
}

/// Finds the first values in a stored row.
final class RowValues {
    private let types: UnsafeMutablePointer<UInt64>
    private let starts: UnsafeMutablePointer<UnsafeRawPointer?>
    private let count: Int

    /// - Parameter last: the last column that is asked for.
    init(upTo last: Int) {
        count = last + 1
        types = .allocate(capacity: count)
        starts = .allocate(capacity: count)
        types.initialize(repeating: 0, count: count)
        starts.initialize(repeating: nil, count: count)
    }

    deinit {
        types.deallocate()
        starts.deallocate()
    }

    /// - Parameter row: valid while the values are asked for.
    func read(_ row: UnsafeRawPointer) {
        var place = row
        var start = row + Int(Varint.read(&place))
        for column in 0..<count {
            let type = Varint.read(&place)
            types[column] = type
            starts[column] = start
            start += Self.length(type)
        }
    }

    subscript(_ column: Int) -> (type: UInt64, bytes: UnsafeRawBufferPointer) {
        let type = types[column]
        return (type, UnsafeRawBufferPointer(start: starts[column], count: Self.length(type)))
    }

    /// The value of a column that holds text.
    func text(_ column: Int) -> String { String(decoding: self[column].bytes, as: UTF8.self) }

    /// The value of a column that holds a whole number.
    func number(_ column: Int) -> Int64 {
        let (type, bytes) = self[column]
        return bytes.baseAddress.map { Self.number(type, $0) } ?? 0
    }

    @inline(__always)
    static func length(_ type: UInt64) -> Int {
        if type >= 12 { return Int((type - 12) / 2) }
        return type < 5 ? Int(type) : type == 5 ? 6 : type < 8 ? 8 : 0
    }

    /// The value of a whole number.
    static func number(_ type: UInt64, _ value: UnsafeRawPointer) -> Int64 {
        if type >= 8 { return type == 9 ? 1 : 0 }
        let bytes = UnsafeRawBufferPointer(start: value, count: length(type))
        let start: Int64 = (bytes.first ?? 0) >= 0x80 ? -1 : 0
        return bytes.reduce(start) { $0 << 8 | Int64($1) }
    }
}
