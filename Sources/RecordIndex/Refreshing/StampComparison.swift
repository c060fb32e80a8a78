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
    private struct Desk {
        var tree = KnownTree()
        /// The first piece that nobody has taken yet.
        var next = 0
        var isComplete = false
    }

    /// What is not as the index knows it.
    struct Outcome: Sendable {
        var goneFolders: [KnownTree.Place] = []
        var changedFolders: [KnownTree.Place] = []
        var goneFiles: [KnownFile] = []
        var changedFiles: [KnownFile] = []
        /// The index holds what it cannot hold.
        var failure: (any Error)?
    }

    /// Bytes of what is known that one thread compares at a time.
    private static let piece = 1 << 17
    private let root: Int32
    private let desk = Shared(Desk())
    private let outcome = Shared(Outcome())

    private init(_ root: Int32) { self.root = root }

    /// - Returns: what the index knows, and in what the file system differs.
    static func run(_ db: Database, _ root: Int32) throws -> (tree: KnownTree, outcome: Outcome) {
        let comparison = StampComparison(root)
        var threads: Threads?
        defer { threads?.join() }
        do {
            defer {
                comparison.desk.change { $0.isComplete = true }
                comparison.desk.wake(.supply, all: true)
            }
            var folders = KnownFolders()
            try RowStatement(db, KnownFolders.sql).rows { row in
                folders.append(row)
                guard folders.size >= piece else { return }
                comparison.supply(folders)
                folders = KnownFolders()
                // More threads than cores: with a cold cache they wait for the disk.
                if threads == nil { threads = onThreads(max(processorCount, 8)) { _ in comparison.work() } }
            }
            comparison.supply(folders)
        }
        comparison.work()
        threads?.join()
        let outcome = comparison.outcome.change { $0 }
        if let failure = outcome.failure { throw failure }
        return (comparison.desk.change { $0.tree }, outcome)
    }

    private func supply(_ folders: KnownFolders) {
        desk.change { $0.tree.pieces.append(folders) }
        desk.wake(.supply)
    }

    private func work() {
        // A descriptor of its own: all threads asking through one would take turns at its count of users.
        let own = openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if own >= 0 { close(own) } }
        let root = own >= 0 ? own : self.root
        while let (piece, folders) = next() {
            var found = Outcome()
            do {
                try compare(folders, piece, root, &found)
            } catch {
                found.failure = error
            }
            let result = found
            outcome.change { all in
                all.goneFolders += result.goneFolders
                all.changedFolders += result.changedFolders
                all.goneFiles += result.goneFiles
                all.changedFiles += result.changedFiles
                all.failure = all.failure ?? result.failure
            }
        }
    }

    private func next() -> (piece: Int, folders: KnownFolders)? {
        desk.wait(.supply) { desk -> (piece: Int, folders: KnownFolders)?? in
            if desk.next < desk.tree.pieces.count {
                defer { desk.next += 1 }
                return (desk.next, desk.tree.pieces[desk.next])
            }
            return desk.isComplete ? .some(nil) : nil
        }
    }

    private func compare(_ folders: KnownFolders, _ piece: Int, _ root: Int32, _ found: inout Outcome) throws {
        let path = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.longestPath, alignment: 8)
        defer { path.deallocate() }
        for index in 0..<folders.count {
            let place = KnownTree.Place(piece: piece, index: index)
            try folders.with(index) { folder, files in
                var end = folder.count - 1
                guard end + 2 <= path.count else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
                path.copyMemory(from: folder)
                if end == 0 { path.copyBytes(from: [UInt8(ascii: "."), 0]) }
                var status = stat()
                if ask(root, path, &status) != 0 || status.st_mode & S_IFMT != S_IFDIR {
                    found.goneFolders.append(place)
                } else if FileStamp(folder: status).fingerprint != folders.stamp(index) {
                    found.changedFolders.append(place)
                }
                if end > 0 {
                    path[end] = UInt8(ascii: "/")
                    end += 1
                }
                try FolderFiles.forEach(files) { file in
                    // A longer path is one that nothing can have.
                    let fits = end + file.name.count < path.count
                    if fits {
                        UnsafeMutableRawBufferPointer(rebasing: path[end...]).copyMemory(from: file.name)
                        path[end + file.name.count] = 0
                    }
                    if !fits || ask(root, path, &status) != 0 || status.st_mode & S_IFMT != S_IFREG {
                        found.goneFiles.append(KnownFile(file, in: place))
                    } else if FileStamp(status).fingerprint != file.stamp {
                        found.changedFiles.append(KnownFile(file, in: place))
                    }
                }
            }
        }
    }

    /// With its NUL; what the walk takes is shorter.
    private static let longestPath = 4096 + 256

    private func ask(_ root: Int32, _ path: UnsafeMutableRawBufferPointer, _ status: inout stat) -> Int32 {
        guard let start = path.baseAddress else { return -1 }
        return fstatat(root, start.assumingMemoryBound(to: CChar.self), &status, AT_SYMLINK_NOFOLLOW)
    }
}
