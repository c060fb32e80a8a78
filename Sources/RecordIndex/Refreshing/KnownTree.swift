import GRDB
import GRDBSQLite
import Records

/// A folder that the index knows.
struct KnownFolder: Sendable {
    let num: Int64
    let path: String
}

/// A file that the index knows: it may be a record or a schema.
struct KnownFile: Sendable {
    let num: Int64
    /// Number of its folder.
    let folder: Int64
    let name: String
}

/// All folders that the index knows, in few pieces of memory: a large repository has half a million.
struct KnownFolders: Sendable {
    /// Ascending.
    private(set) var nums: [Int64] = []
    /// Fingerprints.
    private(set) var stamps: [Int64] = []
    private var starts: [Int] = []
    /// Paths, each ended by a NUL.
    private var bytes: [UInt8] = []

    init(_ db: Database) throws {
        try RowStatement(db, "SELECT num, path, stamp FROM folders ORDER BY num").rows { row in
            nums.append(sqlite3_column_int64(row, 0))
            starts.append(bytes.count)
            columnBytes(row, 1) { bytes.append(contentsOf: $0) }
            bytes.append(0)
            stamps.append(sqlite3_column_int64(row, 2))
        }
    }

    var count: Int { nums.count }

    /// The place of a folder in the table; nil for a number that there is not.
    func index(of num: Int64) -> Int? {
        var (low, high) = (0, nums.count)
        while low < high {
            let middle = (low + high) / 2
            if nums[middle] < num { low = middle + 1 } else { high = middle }
        }
        return low < nums.count && nums[low] == num ? low : nil
    }

    /// The path without the NUL.
    func withPath<Answer>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
        let end = (index + 1 < starts.count ? starts[index + 1] : bytes.count) - 1
        return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[starts[index]..<end])) }
    }

    func path(_ index: Int) -> String { withPath(index) { String(decoding: $0, as: UTF8.self) } }

    func folder(_ index: Int) -> KnownFolder {
        KnownFolder(num: nums[index], path: path(index))
    }

    /// The folders that lie in one of these, at any depth, and these themselves.
    func beneath(_ tops: Set<String>) -> [Int] {
        if tops.isEmpty { return [] }
        return nums.indices.filter { index in
            var path = path(index)
            while true {
                if tops.contains(path) { return true }
                if path.isEmpty { return false }
                path = split(path).folder
            }
        }
    }
}

/// Some files that the index knows, to be compared together.
struct KnownFiles: Sendable {
    private(set) var nums: [Int64] = []
    private(set) var folders: [Int64] = []
    /// Fingerprints.
    private(set) var stamps: [Int64] = []
    private var starts: [Int] = [0]
    private var bytes: [UInt8] = []

    var count: Int { nums.count }

    mutating func append(_ row: OpaquePointer) {
        nums.append(sqlite3_column_int64(row, 0))
        folders.append(sqlite3_column_int64(row, 1))
        columnBytes(row, 2) { bytes.append(contentsOf: $0) }
        starts.append(bytes.count)
        stamps.append(sqlite3_column_int64(row, 3))
    }

    func withName<Answer>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
        bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[starts[index]..<starts[index + 1]])) }
    }

    func file(_ index: Int) -> KnownFile {
        KnownFile(
            num: nums[index], folder: folders[index],
            name: withName(index) { String(decoding: $0, as: UTF8.self) })
    }
}
