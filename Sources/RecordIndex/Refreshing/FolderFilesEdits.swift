import GRDB

/// What becomes of files in folders that the index knows, written folder by folder at the end.
struct FolderFilesEdits {
    /// Names that differ in a byte are different files.
    private struct Name: Hashable {
        let bytes: [UInt8]
    }

    /// nil for a file that is gone.
    private typealias Edit = (num: Int64, stamp: Int64)?

    private var edits: [Int64: [Name: Edit]] = [:]

    mutating func set(_ name: String, in folder: Int64, _ num: Int64, stamp: Int64) {
        edits[folder, default: [:]].updateValue((num, stamp), forKey: Name(bytes: Array(name.utf8)))
    }

    mutating func remove(_ name: String, in folder: Int64) {
        edits[folder, default: [:]].updateValue(nil, forKey: Name(bytes: Array(name.utf8)))
    }

    /// The folder itself is gone.
    mutating func forget(folder: Int64) { edits[folder] = nil }

    func write(_ db: Database) throws {
        let update = try RowStatement(db, "UPDATE folders SET files = ? WHERE num = ?")
        for (folder, edits) in edits {
            let files = try Self.files(edits, applied: db, to: folder)
            update.bind(blob: files.bytes)
            update.bind(folder)
            try update.run()
        }
    }

    private static func files(_ edits: [Name: Edit], applied db: Database, to folder: Int64) throws -> FolderFiles {
        var left = edits
        var files = FolderFiles()
        try RowStatement(db, "SELECT files FROM folders WHERE num = \(folder)").rows { row in
            try FolderFiles.forEach(columnBlob(row, 0)) { entry in
                guard let edit = left.removeValue(forKey: Name(bytes: Array(entry.name))) else {
                    return files.append(entry)
                }
                if let edit { files.append(entry.name, edit.num, edit.stamp) }
            }
        }
        for (name, edit) in left.sorted(by: { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }) {
            if let edit { files.append(name.bytes, edit.num, edit.stamp) }
        }
        return files
    }
}
