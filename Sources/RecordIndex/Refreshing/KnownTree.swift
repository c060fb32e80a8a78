import GRDB
import GRDBSQLite
import Records

/// A folder that the index knows.
struct KnownFolder: Sendable {
    let num: Int64
    let path: String
}

/// A file that the index knows: it may be a record or a schema.
struct KnownFile: Sendable, Hashable {
    /// Of its rows; 0 when it gave none.
    let num: Int64
    let folder: KnownTree.Place
    let name: RecordPath
}

/// Some folders that the index knows, with the files in them, in few pieces of memory: a large repository has half a million.
struct KnownFolders: Sendable {
    private struct Row {
        let num: Int64
        /// A fingerprint.
        let stamp: Int64
        /// Where its path begins, which a NUL ends; then come its files.
        let start: Int
        let files: Int
    }

    private var rows: [Row] = []
    private var bytes: [UInt8] = []

    static let sql = "SELECT num, path, stamp, files FROM folders"

    /// Bytes that all paths and files take.
    var size: Int { bytes.count }
    var count: Int { rows.count }

    mutating func append(_ row: OpaquePointer) {
        let start = bytes.count
        columnBytes(row, 1) { bytes.append(contentsOf: $0) }
        bytes.append(0)
        let files = bytes.count
        bytes.append(contentsOf: columnBlob(row, 3))
        rows.append(
            Row(num: sqlite3_column_int64(row, 0), stamp: sqlite3_column_int64(row, 2), start: start, files: files))
    }

    func num(_ index: Int) -> Int64 { rows[index].num }

    func stamp(_ index: Int) -> Int64 { rows[index].stamp }

    /// The path with a NUL behind it, and the files in the form of ``FolderFiles``.
    func with<Answer>(
        _ index: Int, _ body: (_ path: UnsafeRawBufferPointer, _ files: UnsafeRawBufferPointer) throws -> Answer
    ) rethrows -> Answer {
        let row = rows[index]
        let end = index + 1 < rows.count ? rows[index + 1].start : bytes.count
        return try bytes.withUnsafeBytes { all in
            try body(
                UnsafeRawBufferPointer(rebasing: all[row.start..<row.files]),
                UnsafeRawBufferPointer(rebasing: all[row.files..<end]))
        }
    }

    func path(_ index: Int) -> String {
        with(index) { path, _ in String(decoding: path.dropLast(), as: UTF8.self) }
    }
}

/// All folders that the index knows.
struct KnownTree: Sendable {
    /// Where a folder is found in the tree.
    struct Place: Sendable, Hashable {
        let piece: Int
        let index: Int
    }

    var pieces: [KnownFolders] = []

    var isEmpty: Bool { pieces.allSatisfy { $0.count == 0 } }

    var places: some Sequence<Place> {
        pieces.indices.lazy.flatMap { piece in
            (0..<pieces[piece].count).lazy.map { Place(piece: piece, index: $0) }
        }
    }

    func path(_ place: Place) -> String { pieces[place.piece].path(place.index) }

    func num(_ place: Place) -> Int64 { pieces[place.piece].num(place.index) }

    func folder(_ place: Place) -> KnownFolder { KnownFolder(num: num(place), path: path(place)) }

    /// The files in one folder.
    func files(_ place: Place) throws -> [KnownFile] {
        var found: [KnownFile] = []
        try pieces[place.piece].with(place.index) { _, files in
            try FolderFiles.forEach(files) { found.append(KnownFile($0, in: place)) }
        }
        return found
    }

    /// The folders that lie in one of these, at any depth, and these themselves.
    func beneath(_ tops: Set<RecordPath>) -> [Place] {
        if tops.isEmpty { return [] }
        return places.filter { place in
            var path = path(place)
            while true {
                if tops.contains(RecordPath(walked: path)) { return true }
                if path.isEmpty { return false }
                path = split(path).folder
            }
        }
    }
}

extension KnownFile {
    init(_ entry: FolderFiles.Entry, in folder: KnownTree.Place) {
        self.init(
            num: entry.num, folder: folder, name: RecordPath(walked: String(decoding: entry.name, as: UTF8.self)))
    }
}
