#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Keeps the records that a source has loaded, so that each file is read once. Safe to share between threads.
final class LoadedRecords: @unchecked Sendable {
    private let source: RecordSource
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    // Guarded by `lock`. A path without a record was asked for and is none.
    private var records: [RecordPath: Record?] = [:]

    init(_ source: RecordSource) {
        self.source = source
        lock = .allocate(capacity: 1)
        pthread_mutex_init(lock, nil)
    }

    deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    /// The records at these paths, in their order; those that cannot be read are left out.
    func records(at paths: [RecordPath]) -> [Record] {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        let missing = paths.filter { records[$0] == nil }
        if !missing.isEmpty {
            for path in missing { records[path] = .some(nil) }
            for record in source.load(missing) { records[record.path] = .some(record) }
        }
        return paths.compactMap { records[$0] ?? nil }
    }
}
