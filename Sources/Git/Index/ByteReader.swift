/// Reads numbers and texts from bytes and never beyond them.
struct ByteReader {
    private let bytes: [UInt8]
    /// The file they come from, for errors.
    let path: String
    var position = 0

    init(_ bytes: [UInt8], path: String) {
        self.bytes = bytes
        self.path = path
    }

    var count: Int { bytes.count }

    func damaged(_ what: String) -> GitError {
        .library(operation: "read \(path)", code: 0, kind: 0, message: "damaged at byte \(position): \(what)")
    }

    /// Four bytes, big-endian.
    mutating func number() throws -> UInt32 {
        guard position >= 0, position + 4 <= bytes.count else { throw damaged("end") }
        let value =
            UInt32(bytes[position]) << 24 | UInt32(bytes[position + 1]) << 16 | UInt32(bytes[position + 2]) << 8
            | UInt32(bytes[position + 3])
        position += 4
        return value
    }

    /// Two bytes, big-endian.
    mutating func half() throws -> UInt16 {
        guard position >= 0, position + 2 <= bytes.count else { throw damaged("end") }
        let value = UInt16(bytes[position]) << 8 | UInt16(bytes[position + 1])
        position += 2
        return value
    }

    mutating func objectID() throws -> ObjectID {
        guard position >= 0, position + 20 <= bytes.count,
            let id = ObjectID(bytes: bytes[position..<position + 20])
        else { throw damaged("end") }
        position += 20
        return id
    }

    /// The bytes up to the next NUL, which is skipped.
    mutating func untilNull() throws -> ArraySlice<UInt8> {
        guard position >= 0, position <= bytes.count, let end = bytes[position...].firstIndex(of: 0) else {
            throw damaged("no end of text")
        }
        defer { position = end + 1 }
        return bytes[position..<end]
    }

    /// The variable-width number of index version 4 (that of pack offsets).
    mutating func variableNumber() throws -> Int {
        var value = 0
        while true {
            guard position >= 0, position < bytes.count, value < 1 << 40 else { throw damaged("number") }
            let byte = bytes[position]
            position += 1
            value = value << 7 | Int(byte & 0x7F)
            if byte & 0x80 == 0 { return value }
            value += 1
        }
    }

    /// A decimal number, perhaps negative, and the byte after it.
    mutating func decimal(endedBy end: UInt8) throws -> Int {
        guard position >= 0, position <= bytes.count, let stop = bytes[position...].prefix(12).firstIndex(of: end),
            let value = Int(String(decoding: bytes[position..<stop], as: UTF8.self))
        else { throw damaged("number") }
        position = stop + 1
        return value
    }
}
