import Records

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads a whole work tree from nothing: many threads, because a cold disk answers many questions in the time of one, but only
/// as many at a time compute as there are cores. What they find waits in a queue of bounded length for the one who writes it.
final class TreeReading: @unchecked Sendable {
    /// Folders and files that a thread has dealt with together.
    struct Batch: Sendable {
        struct Folder: Sendable {
            /// Told apart from others by it.
            let num: Int
            let path: String
            let stamp: FileStamp
            let findings: [WalkFinding]
        }

        struct File: Sendable {
            let entry: IndexEntry
            let name: String
            let folder: Int
            let stamp: FileStamp
        }

        /// Those whose last file is among these, or in an earlier batch.
        var folders: [Folder] = []
        var files: [File] = []
    }

    /// A file that is read and not yet parsed.
    private struct RawFile {
        let path: String
        let name: String
        let folder: Int
        let bytes: Result<[UInt8], FileProblem>
        let stamp: FileStamp
    }

    private struct Pending {
        var folders: [(path: String, depth: Int)] = [("", 0)]
        /// Folders that are waiting or being read.
        var unfinished = 1
        var nextNum = 1
    }

    private struct Results {
        var batches: [Batch] = []
        var readers: Int
        var isAbandoned = false
    }

    /// At the beginning, and as many more when the files are seen to come from the disk.
    private static let readers = 16
    /// After so many batches that is looked at.
    private static let trial = 8
    private static let batchSize = 96
    private static let batchBytes = 1 << 18
    private static let queueLength = 12

    private let root: Int32
    private let folder: CRMFolder
    private let start: Int64
    private let pending = Shared(Pending())
    private let results = Shared(Results(readers: 0))
    private let processors = Shared(processorCount)

    init(_ root: Int32, _ folder: CRMFolder, start: Int64) {
        self.root = root
        self.folder = folder
        self.start = start
    }

    /// Hands every batch to `body`, on the calling thread.
    func run(_ body: (Batch) throws -> Void) throws {
        let disk = DiskReads()
        var threads = [startReaders()]
        defer {
            results.change { $0.isAbandoned = true }
            results.wake(.room, all: true)
            for some in threads { some.join() }
        }
        var count = 0
        while let batch = next() {
            try body(batch)
            count += 1
            // A small file is eight pieces of the disk: one out of thirty-two did not come from memory.
            if count == Self.trial, disk.count > Self.trial * Self.batchSize / 4 { threads.append(startReaders()) }
        }
    }

    private func startReaders() -> Threads {
        results.change { $0.readers += Self.readers }
        let threads = onThreads(Self.readers) { _ in self.read() }
        // A system that is short of threads gives fewer.
        results.change { $0.readers -= Self.readers - threads.started }
        return threads
    }

    private func next() -> Batch? {
        let batch = results.wait(.supply) { results -> Batch?? in
            if !results.batches.isEmpty { return results.batches.removeFirst() }
            return results.readers == 0 ? .some(nil) : nil
        }
        results.wake(.room)
        return batch
    }

    private func read() {
        var worker = Worker(reader: EntryReader(folder))
        while let (path, depth, num) = nextFolder() {
            list(path, depth, num, &worker)
            let left = pending.change { pending in
                pending.unfinished -= 1
                return pending.unfinished
            }
            if left == 0 { pending.wake(.supply, all: true) }
        }
        flush(&worker)
        results.change { $0.readers -= 1 }
        results.wake(.supply)
    }

    private struct Worker {
        var reader: EntryReader
        var folders: [Batch.Folder] = []
        var raw: [RawFile] = []
        var bytes = 0
    }

    private func nextFolder() -> (path: String, depth: Int, num: Int)? {
        pending.wait(.supply) { pending -> (path: String, depth: Int, num: Int)?? in
            if let (path, depth) = pending.folders.popLast() {
                defer { pending.nextNum += 1 }
                return (path, depth, pending.nextNum)
            }
            return pending.unfinished == 0 ? .some(nil) : nil
        }
    }

    private func list(_ path: String, _ depth: Int, _ num: Int, _ worker: inout Worker) {
        let descriptor = openat(
            root, path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        let code = errno
        var status = stat()
        let known =
            descriptor >= 0
            ? fstat(descriptor, &status) : fstatat(root, path.isEmpty ? "." : path, &status, AT_SYMLINK_NOFOLLOW)
        guard known == 0 else {
            if descriptor >= 0 { close(descriptor) }
            return
        }
        let stamp = FileStamp(folder: status).trusted(before: start)
        guard descriptor >= 0, depth <= deepestFolder else {
            if descriptor >= 0 { close(descriptor) }
            let finding = unreadableFolder(path, depth: depth, code: code)
            worker.folders.append(.init(num: num, path: path, stamp: stamp, findings: [finding]))
            return
        }
        let prefix = path.isEmpty ? "" : path + "/"
        FolderContents.reading(closing: descriptor, prefix: prefix) { contents in
            if !contents.folders.isEmpty {
                pending.change { pending in
                    pending.unfinished += contents.folders.count
                    for name in contents.folders { pending.folders.append((prefix + name, depth + 1)) }
                }
                // One more folder than this thread takes itself needs another thread.
                pending.wake(.supply, all: contents.folders.count > 1)
            }
            for name in contents.files where isWatched(prefix + name) {
                read(prefix, name, descriptor, num, &worker)
            }
            worker.folders.append(.init(num: num, path: path, stamp: stamp, findings: contents.findings))
        }
    }

    private func read(_ prefix: String, _ name: String, _ open: Int32, _ folder: Int, _ worker: inout Worker) {
        let path = prefix + name
        let (bytes, stamp) = readStamped(open, name, shown: self.folder.root + "/" + path, start: start)
        if case .success(let content) = bytes { worker.bytes += content.count }
        worker.raw.append(RawFile(path: path, name: name, folder: folder, bytes: bytes, stamp: stamp))
        if worker.raw.count >= Self.batchSize || worker.bytes >= Self.batchBytes { flush(&worker) }
    }

    /// Parses what was read and passes it on.
    private func flush(_ worker: inout Worker) {
        var batch = Batch(folders: worker.folders)
        processors.wait(.supply) { free -> Void? in
            guard free > 0 else { return nil }
            free -= 1
            return ()
        }
        batch.files.reserveCapacity(worker.raw.count)
        for raw in worker.raw {
            let entry = worker.reader.entry(raw.path, raw.bytes)
            batch.files.append(.init(entry: entry, name: raw.name, folder: raw.folder, stamp: raw.stamp))
        }
        processors.change { $0 += 1 }
        processors.wake(.supply)
        worker.folders.removeAll(keepingCapacity: true)
        worker.raw.removeAll(keepingCapacity: true)
        worker.bytes = 0
        let finished = batch
        results.wait(.room) { results -> Void? in
            if results.isAbandoned { return () }
            guard results.batches.count < Self.queueLength else { return nil }
            results.batches.append(finished)
            return ()
        }
        results.wake(.supply)
    }
}

/// A folder that was not listed, and why.
func unreadableFolder(_ path: String, depth: Int, code: Int32) -> WalkFinding {
    let reason =
        depth > deepestFolder
        ? "too many nested folders" : strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return .unreadableFolder(RecordPath(walked: path), reason: reason)
}
