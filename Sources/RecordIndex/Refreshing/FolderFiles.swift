import GRDB
import GRDBSQLite

/// The watched files of a folder with their stamps, as the index stores them: one value beside the folder, since every command reads
/// all of them, and a row takes longer to fetch than to compare.
///
/// Of each file, one behind the other: its stamp (8 bytes), the number of its rows (5 bytes, 0 where it gave none), the length of its
/// name (2 bytes), all with the lowest byte first, then its name.
struct FolderFiles: Sendable {
    /// A file as it is stored.
    struct Entry {
        /// A fingerprint.
        let stamp: Int64
        let num: Int64
        let name: UnsafeRawBufferPointer
    }

    private static let head = 15
    private(set) var bytes: [UInt8] = []

    init() {}

    mutating func append(_ name: some Collection<UInt8>, _ num: Int64, _ stamp: Int64) {
        append(UInt64(bitPattern: stamp), width: 8)
        append(UInt64(bitPattern: num), width: 5)
        append(UInt64(name.count), width: 2)
        bytes.append(contentsOf: name)
    }

    private mutating func append(_ number: UInt64, width: Int) {
        for index in 0..<width { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * index))) }
    }

    mutating func append(_ entry: Entry) { append(entry.name, entry.num, entry.stamp) }

    /// Hands every file to `body`, which must not keep the name.
    ///
    /// - Throws: SQLITE_CORRUPT for what nobody here has written.
    static func forEach(_ bytes: UnsafeRawBufferPointer, _ body: (Entry) -> Void) throws {
        var place = 0
        func number(_ start: Int, _ width: Int) -> UInt64 {
            var value: UInt64 = 0
            for index in 0..<width { value |= UInt64(bytes[start + index]) << UInt64(8 * index) }
            return value
        }
        while place < bytes.count {
            guard bytes.count - place >= head else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
            let stamp = Int64(bitPattern: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian)
            let num = Int64(number(place + 8, 5))
            let end = place + head + Int(number(place + 13, 2))
            guard end <= bytes.count else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
            body(Entry(stamp: stamp, num: num, name: UnsafeRawBufferPointer(rebasing: bytes[place + head..<end])))
            place = end
        }
    }
}

/// A folder as the index has it.
struct StoredFolder {
    let num: Int64
    /// A fingerprint.
    let stamp: Int64
    /// In the form of ``FolderFiles``.
    let files: [UInt8]

    /// The file of a name; nil when the index knows none.
    func file(_ name: String) throws -> (num: Int64, stamp: Int64)? {
        var found: (num: Int64, stamp: Int64)?
        try files.withUnsafeBytes { files in
            try FolderFiles.forEach(files) { if $0.name.elementsEqual(name.utf8) { found = ($0.num, $0.stamp) } }
        }
        return found
    }
}

extension Database {
    /// The folder of a path; nil when the index knows none.
    func knownFolder(_ path: String) throws -> StoredFolder? {
        let statement = try cachedStatement(sql: "SELECT num, stamp, files FROM folders WHERE path = ?")
        try statement.setArguments([path])
        let row = statement.sqliteStatement
        defer { sqlite3_reset(row) }
        let code = sqlite3_step(row)
        guard code == SQLITE_ROW else {
            if code == SQLITE_DONE { return nil }
            throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
        return StoredFolder(
            num: sqlite3_column_int64(row, 0), stamp: sqlite3_column_int64(row, 1), files: Array(columnBlob(row, 2)))
    }
}
