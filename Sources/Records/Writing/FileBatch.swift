#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Many files replaced, created or removed, each of them whole or not at all, as `writeFileAtomically` does it; but the machine is asked
/// to keep them all at once. A thousand files one after the other wait a thousand times for the disk; together they wait a few times.
package struct FileBatch {
    private var drafts: [(temporary: String, path: String)] = []
    private var folders: Set<String> = []
    /// Folders that are there for sure: nothing is removed any more once drafts are written.
    private var made: Set<String> = []

    package init() {}

    package var isEmpty: Bool { drafts.isEmpty && folders.isEmpty }

    /// Writes the bytes beside `path`; they take its place in `finish`.
    package mutating func add(_ bytes: [UInt8], to path: String) throws(FileProblem) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        if made.insert(folder).inserted {
            var missing = folder
            while access(missing, F_OK) != 0, let end = missing.lastIndex(of: "/"), end > missing.startIndex {
                missing = String(missing[..<end])
                // A new folder is written in the one above it.
                folders.insert(missing)
            }
            if missing != folder { try makeFolders(folder) }
        }
        folders.insert(folder)
        drafts.append((try writeDraft(bytes, for: path, in: folder), path))
    }

    /// Removes a file at once; that it is gone is made durable in `finish`.
    package mutating func remove(_ path: String) throws(FileProblem) {
        guard unlink(path) == 0 || errno == ENOENT else {
            throw FileProblem(path: path, operation: .remove, code: errno)
        }
        made = []
        folders.insert(path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ".")
    }

    /// Lets all drafts take their places, once all of them are on the disk, and makes that durable too.
    ///
    /// - Parameter placed: called after each file.
    package mutating func finish(placed: (String) throws -> Void) throws {
        let failures = syncAll(drafts.map(\.temporary))
        for (index, draft) in drafts.enumerated() where failures[index] != 0 {
            discard()
            throw FileProblem(path: draft.path, operation: .write, code: failures[index])
        }
        while let draft = drafts.first {
            guard rename(draft.temporary, draft.path) == 0 else {
                let code = errno
                discard()
                throw FileProblem(path: draft.path, operation: .write, code: code)
            }
            drafts.removeFirst()
            try placed(draft.path)
        }
        // A folder that is gone with its last file: that it is gone is written in the folder above.
        let all = Set(folders.map { nearestFolder($0) }).sorted()
        folders = []
        let folderFailures = syncAll(all, areFolders: true)
        for (index, code) in folderFailures.enumerated() where code != 0 {
            throw FileProblem(path: all[index], operation: .write, code: code)
        }
    }

    /// Gives up; drafts that have not taken their places are removed.
    package mutating func discard() {
        for draft in drafts { unlink(draft.temporary) }
        drafts = []
    }
}

/// The folder itself, or the innermost one above it that is still there.
private func nearestFolder(_ path: String) -> String {
    var path = path
    while access(path, F_OK) != 0, errno == ENOENT, let end = path.lastIndex(of: "/"), end > path.startIndex {
        path = String(path[..<end])
    }
    return path
}

/// Asks the machine to keep these files or folders, several at a time: the disk then does it for all that wait.
///
/// - Returns: 0 or the error of each.
private func syncAll(_ paths: [String], areFolders: Bool = false) -> [Int32] {
    if paths.count < 4 { return paths.map { syncOne($0, isFolder: areFolders) } }
    let width = min(32, paths.count)
    var results = [Int32](repeating: 0, count: paths.count)
    results.withUnsafeMutableBufferPointer { buffer in
        let work = SyncWork(paths: paths, areFolders: areFolders, width: width, results: buffer)
        var threads: [pthread_t] = []
        for first in 0..<width {
            let start = Unmanaged.passRetained(SyncStart(work: work, first: first))
            #if canImport(Glibc)
                var thread = pthread_t()
            #else
                var thread: pthread_t?
            #endif
            let code = pthread_create(&thread, nil, syncThread, start.toOpaque())
            if code == 0 {
                #if canImport(Glibc)
                    threads.append(thread)
                #else
                    if let thread { threads.append(thread) }
                #endif
            } else {
                start.release()
                work.run(from: first)
            }
        }
        for thread in threads { pthread_join(thread, nil) }
    }
    return results
}

/// Each thread takes every `width`th path and writes to places of its own.
private struct SyncWork: @unchecked Sendable {
    let paths: [String]
    let areFolders: Bool
    let width: Int
    let results: UnsafeMutableBufferPointer<Int32>

    func run(from first: Int) {
        for index in stride(from: first, to: paths.count, by: width) {
            results[index] = syncOne(paths[index], isFolder: areFolders)
        }
    }
}

private final class SyncStart: Sendable {
    let work: SyncWork
    let first: Int

    init(work: SyncWork, first: Int) {
        self.work = work
        self.first = first
    }
}

#if canImport(Glibc)
    private func syncThread(_ raw: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        if let raw {
            let start = Unmanaged<SyncStart>.fromOpaque(raw).takeRetainedValue()
            start.work.run(from: start.first)
        }
        return nil
    }
#else
    private func syncThread(_ raw: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        let start = Unmanaged<SyncStart>.fromOpaque(raw).takeRetainedValue()
        start.work.run(from: start.first)
        return nil
    }
#endif

private func syncOne(_ path: String, isFolder: Bool) -> Int32 {
    let descriptor = open(path, (isFolder ? O_DIRECTORY : O_NOFOLLOW) | O_RDONLY | O_CLOEXEC)
    // A folder that is gone again, or may not be opened, has nothing to keep.
    guard descriptor >= 0 else { return isFolder ? 0 : errno }
    defer { close(descriptor) }
    guard fsync(descriptor) != 0 else { return 0 }
    return isFolder && (errno == EINVAL || errno == ENOTSUP) ? 0 : errno
}
