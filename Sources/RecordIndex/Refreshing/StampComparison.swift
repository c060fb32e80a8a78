import GRDB
import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Asks the file system for the stamps of everything that the index knows, on several threads, while the rows are still being
/// read. Nothing is opened, no folder is listed.
final class StampComparison: @unchecked Sendable {
    private enum Work: Sendable {
        case folders(Range<Int>)
        case files(KnownFiles)
    }

    private struct Desk {
        var work: [Work] = []
        var isComplete = false
    }

    /// What is not as the index knows it.
    struct Outcome: Sendable {
        /// Places in the table of folders.
        var goneFolders: [Int] = []
        var changedFolders: [Int] = []
        var goneFiles: [KnownFile] = []
        var changedFiles: [KnownFile] = []
    }

    private static let piece = 2048
    private let root: Int32
    private let folders: KnownFolders
    private let desk = Shared(Desk())
    private let outcome = Shared(Outcome())

    private init(_ root: Int32, _ folders: KnownFolders) {
        self.root = root
        self.folders = folders
    }

    static func run(_ db: Database, _ root: Int32, _ folders: KnownFolders) throws -> Outcome {
        let comparison = StampComparison(root, folders)
        // More threads than cores: with a cold cache they wait for the disk.
        let threads = folders.count > 2 * piece ? onThreads(max(processorCount, 8)) { _ in comparison.work() } : nil
        defer { threads?.join() }
        do {
            defer {
                comparison.desk.change { $0.isComplete = true }
                comparison.desk.wake(.supply, all: true)
            }
            for start in stride(from: 0, to: folders.count, by: piece) {
                comparison.desk.change { $0.work.append(.folders(start..<min(start + piece, folders.count))) }
                comparison.desk.wake(.supply)
            }
            try comparison.readFiles(db)
        }
        comparison.work()
        threads?.join()
        return comparison.outcome.change { $0 }
    }

    private func readFiles(_ db: Database) throws {
        var files = KnownFiles()
        let sql = "SELECT num, folder, name, stamp FROM files"
        try RowStatement(db, sql).rows { row in
            files.append(row)
            if files.count == Self.piece {
                let full = files
                desk.change { $0.work.append(.files(full)) }
                desk.wake(.supply)
                files = KnownFiles()
            }
        }
        let rest = files
        desk.change { $0.work.append(.files(rest)) }
    }

    private func work() {
        // A descriptor of its own: all threads asking through one would take turns at its count of users.
        let own = openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if own >= 0 { close(own) } }
        let root = own >= 0 ? own : self.root
        while let work = next() {
            var found = Outcome()
            switch work {
            case .folders(let range): compare(range, root, &found)
            case .files(let files): compare(files, root, &found)
            }
            let result = found
            outcome.change { all in
                all.goneFolders += result.goneFolders
                all.changedFolders += result.changedFolders
                all.goneFiles += result.goneFiles
                all.changedFiles += result.changedFiles
            }
        }
    }

    private func next() -> Work? {
        desk.wait(.supply) { desk -> Work?? in
            if let work = desk.work.popLast() { return work }
            return desk.isComplete ? .some(nil) : nil
        }
    }

    private func compare(_ range: Range<Int>, _ root: Int32, _ found: inout Outcome) {
        var path: [UInt8] = []
        for index in range {
            path.removeAll(keepingCapacity: true)
            folders.withPath(index) { path.append(contentsOf: $0) }
            if path.isEmpty { path.append(UInt8(ascii: ".")) }
            path.append(0)
            var status = stat()
            if ask(root, path, &status) != 0 || status.st_mode & S_IFMT != S_IFDIR {
                found.goneFolders.append(index)
            } else if FileStamp(folder: status).fingerprint != folders.stamps[index] {
                found.changedFolders.append(index)
            }
        }
    }

    private func compare(_ files: KnownFiles, _ root: Int32, _ found: inout Outcome) {
        var path: [UInt8] = []
        var folder: Int64 = -1
        var prefix = 0
        for index in 0..<files.count {
            if files.folders[index] != folder {
                folder = files.folders[index]
                path.removeAll(keepingCapacity: true)
                if let place = folders.index(of: folder) { folders.withPath(place) { path.append(contentsOf: $0) } }
                if !path.isEmpty { path.append(UInt8(ascii: "/")) }
                prefix = path.count
            }
            path.removeSubrange(prefix...)
            files.withName(index) { path.append(contentsOf: $0) }
            path.append(0)
            var status = stat()
            if ask(root, path, &status) != 0 || status.st_mode & S_IFMT != S_IFREG {
                found.goneFiles.append(files.file(index))
            } else if FileStamp(status).fingerprint != files.stamps[index] {
                found.changedFiles.append(files.file(index))
            }
        }
    }

    private func ask(_ root: Int32, _ path: [UInt8], _ status: inout stat) -> Int32 {
        path.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { name in
                name.baseAddress.map { fstatat(root, $0, &status, AT_SYMLINK_NOFOLLOW) } ?? -1
            }
        }
    }
}
