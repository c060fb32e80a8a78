import GRDBSQLite

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A layer beneath SQLite that ends every page of a database file with a checksum and checks it when the page is read: a bit
/// that the disk, a program or a hand has changed is noticed before it becomes an answer. SQLite itself has no checksums in
/// the database file (those of the log next to it are its own).
///
/// The checksum lies in the bytes that SQLite leaves free at the end of a page on request (`SQLITE_FCNTL_RESERVE_BYTES`), so that
/// any other SQLite tool can read the file as well. A page that fails is `SQLITE_IOERR_DATA`.
enum CheckedPages {
    /// Bytes at the end of a page.
    static let reserved: Int32 = 8

    /// Makes this the way in which this process opens databases; false when SQLite has no file system here.
    static let isInstalled: Bool = install()

    /// Where the file of the system's own layer begins within ours.
    private static let offset = 16
    nonisolated(unsafe) private static var system: UnsafeMutablePointer<sqlite3_vfs>?
    nonisolated(unsafe) private static let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    nonisolated(unsafe) private static let layer = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)

    private static func install() -> Bool {
        guard let system = sqlite3_vfs_find(nil) else { return false }
        self.system = system
        methods.initialize(to: fileMethods())
        layer.initialize(to: system.pointee)
        layer.pointee.zName = UnsafePointer(strdup("crm-checked"))
        layer.pointee.pNext = nil
        layer.pointee.szOsFile = system.pointee.szOsFile + Int32(offset)
        layer.pointee.xOpen = { _, name, file, flags, outFlags in
            guard let system = CheckedPages.system, let file, let open = system.pointee.xOpen else {
                return SQLITE_ERROR
            }
            // Logs and temporary files are none of ours.
            guard flags & SQLITE_OPEN_MAIN_DB != 0 else { return open(system, name, file, flags, outFlags) }
            let code = open(system, name, CheckedPages.inner(file), flags, outFlags)
            file.pointee.pMethods = code == SQLITE_OK ? UnsafePointer(CheckedPages.methods) : nil
            return code
        }
        return sqlite3_vfs_register(layer, 1) == SQLITE_OK
    }

    static func inner(_ file: UnsafeMutablePointer<sqlite3_file>) -> UnsafeMutablePointer<sqlite3_file> {
        UnsafeMutableRawPointer(file).advanced(by: offset).assumingMemoryBound(to: sqlite3_file.self)
    }

    /// Whole pages are checked; SQLite also reads the first bytes of the file on their own, and again with their page.
    private static func isPage(_ amount: Int32, _ position: Int64) -> Bool {
        amount >= 512 && amount & (amount - 1) == 0 && position % Int64(amount) == 0
    }

    /// Four lanes, each step reversible: a change within one word always shows.
    private static func checksum(_ page: UnsafeRawPointer, _ count: Int, _ position: Int64) -> UInt64 {
        let prime: UInt64 = 0x9E37_79B1_85EB_CA87
        var (a, b, c, d) = (prime, prime &* 3, prime &* 5, UInt64(bitPattern: position) ^ 0x27D4_EB2F_1656_67C5)
        var at = 0
        func mix(_ lane: inout UInt64, _ word: UInt64) {
            lane = (lane &+ word) &* prime
            lane ^= lane >> 29
        }
        while at + 32 <= count {
            mix(&a, page.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            mix(&b, page.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self))
            mix(&c, page.loadUnaligned(fromByteOffset: at + 16, as: UInt64.self))
            mix(&d, page.loadUnaligned(fromByteOffset: at + 24, as: UInt64.self))
            at += 32
        }
        while at + 8 <= count {
            mix(&a, page.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            at += 8
        }
        var sum = a
        mix(&sum, b)
        mix(&sum, c)
        mix(&sum, d)
        return sum
    }

    /// Writes the checksum into a page.
    ///
    /// - Parameters:
    ///   - size: bytes of the page, with those that are reserved.
    ///   - position: where the page lies in the file.
    static func seal(_ page: UnsafeMutableRawPointer, _ size: Int, position: Int64) {
        let count = size - Int(reserved)
        page.storeBytes(of: checksum(page, count, position), toByteOffset: count, as: UInt64.self)
    }

    private static func fileMethods() -> sqlite3_io_methods {
        var methods = sqlite3_io_methods()
        // Version 2: with shared memory for the log, without mapped pages, which nobody could check.
        methods.iVersion = 2
        methods.xClose = { file in
            guard let file else { return SQLITE_ERROR }
            return CheckedPages.inner(file).pointee.pMethods.pointee.xClose(CheckedPages.inner(file))
        }
        methods.xRead = { file, buffer, amount, position in
            guard let file, let buffer else { return SQLITE_ERROR }
            let inner = CheckedPages.inner(file)
            let code = inner.pointee.pMethods.pointee.xRead(inner, buffer, amount, position)
            guard code == SQLITE_OK, CheckedPages.isPage(amount, position) else { return code }
            let count = Int(amount) - Int(CheckedPages.reserved)
            let stored = UnsafeRawPointer(buffer).loadUnaligned(fromByteOffset: count, as: UInt64.self)
            return stored == CheckedPages.checksum(buffer, count, position) ? SQLITE_OK : CheckedPages.damaged
        }
        methods.xWrite = { file, buffer, amount, position in
            guard let file, let buffer else { return SQLITE_ERROR }
            let inner = CheckedPages.inner(file)
            guard let write = inner.pointee.pMethods.pointee.xWrite else { return SQLITE_ERROR }
            guard CheckedPages.isPage(amount, position) else { return write(inner, buffer, amount, position) }
            return withUnsafeTemporaryAllocation(byteCount: Int(amount), alignment: 16) { page in
                guard let start = page.baseAddress else { return SQLITE_ERROR }
                page.copyMemory(from: UnsafeRawBufferPointer(start: buffer, count: Int(amount)))
                CheckedPages.seal(start, Int(amount), position: position)
                return write(inner, start, amount, position)
            }
        }
        passOn(&methods)
        return methods
    }

    /// `SQLITE_IOERR_DATA`, which Swift does not import.
    static let damaged = SQLITE_IOERR | (32 << 8)
}
