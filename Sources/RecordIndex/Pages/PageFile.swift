import GRDB
import GRDBSQLite

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A database file to which whole pages are added, many at a time, from several threads. Nobody else may have it open.
///
/// Until it is finished its first page is empty, and so may others be (``blank(_:)``): what a power cut leaves of it, some of its pages as
/// they were at the beginning and some as they were at the end, then fails the checksums instead of looking like an index. So the file need
/// not be synced, which takes longer than writing it.
final class PageFile: @unchecked Sendable {
    private struct Pending {
        /// Page numbers count from 1.
        var first: UInt32
        var count = 0
        var failure: Int32 = 0
    }

    private static let most = 64

    let format: PageFormat
    private let descriptor: Int32
    private let buffer: UnsafeMutableRawPointer
    /// The first page, with the header of the file.
    private let first: UnsafeMutableRawPointer
    private let pending: Shared<Pending>

    /// - Parameter path: a database that SQLite has made.
    init(_ path: String) throws {
        descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw DatabaseError(resultCode: .SQLITE_CANTOPEN) }
        var header = [UInt8](repeating: 0, count: 100)
        let size = pread(descriptor, &header, 100, 0) == 100 ? Int(header[16]) << 8 | Int(header[17]) : 0
        format = PageFormat(size: size, usable: size - Int(header[20]))
        let pages = header[28..<32].reduce(0) { $0 << 8 | UInt32($1) }
        pending = Shared(Pending(first: pages + 1))
        buffer = UnsafeMutableRawPointer.allocate(byteCount: max(size, 1) * Self.most, alignment: 4096)
        first = UnsafeMutableRawPointer.allocate(byteCount: max(size, 1), alignment: 8)
        guard size >= 512, Int32(header[20]) == CheckedPages.reserved else {
            throw DatabaseError(resultCode: .SQLITE_NOTADB)
        }
        try read(1, into: first)
        try blank([1])
    }

    deinit {
        close(descriptor)
        buffer.deallocate()
        first.deallocate()
    }

    /// Empties pages that will be written anew.
    func blank(_ pages: [UInt32]) throws {
        let zeros = UnsafeMutableRawPointer.allocate(byteCount: format.size, alignment: 8)
        defer { zeros.deallocate() }
        zeros.initializeMemory(as: UInt8.self, repeating: 0, count: format.size)
        for number in pages {
            let failure = write(zeros, format.size, position(number))
            if failure != 0 { throw error(failure) }
        }
    }

    /// Adds a page.
    ///
    /// - Returns: its number.
    func append(_ page: UnsafeMutableRawPointer) throws -> UInt32 {
        let (number, failure) = pending.change { pending -> (UInt32, Int32) in
            if pending.count == Self.most || pending.first + UInt32(pending.count) == format.lockPage {
                flush(&pending)
            }
            let number = pending.first + UInt32(pending.count)
            let place = buffer + pending.count * format.size
            place.copyMemory(from: page, byteCount: format.size)
            CheckedPages.seal(place, format.size, position: position(number))
            pending.count += 1
            return (number, pending.failure)
        }
        if failure != 0 { throw error(failure) }
        return number
    }

    /// Writes a page that is there already.
    func replace(_ number: UInt32, by page: UnsafeMutableRawPointer) throws {
        CheckedPages.seal(page, format.size, position: position(number))
        let failure = write(page, format.size, position(number))
        if failure != 0 { throw error(failure) }
    }

    func read(_ number: UInt32, into page: UnsafeMutableRawPointer) throws {
        guard pread(descriptor, page, format.size, off_t(position(number))) == format.size else {
            throw DatabaseError(resultCode: .SQLITE_IOERR)
        }
    }

    /// Puts what was added where it can be read.
    func flush() throws {
        let failure = pending.change { pending -> Int32 in
            flush(&pending)
            return pending.failure
        }
        if failure != 0 { throw error(failure) }
    }

    /// Tells SQLite how many pages there are now, and that changes of them go to a log first (WAL): telling it later would make it sync the
    /// whole file.
    func finish() throws {
        try flush()
        let count = pending.change { $0.first - 1 }
        first.storeBytes(of: count.bigEndian, toByteOffset: 28, as: UInt32.self)
        for offset in [18, 19] { first.storeBytes(of: 2, toByteOffset: offset, as: UInt8.self) }
        try replace(1, by: first)
    }

    private func position(_ number: UInt32) -> Int64 { Int64(number - 1) * Int64(format.size) }

    private func flush(_ pending: inout Pending) {
        if pending.count > 0, pending.failure == 0 {
            pending.failure = write(buffer, pending.count * format.size, position(pending.first))
        }
        pending.first += UInt32(pending.count)
        pending.count = 0
        if pending.first == format.lockPage { pending.first += 1 }
    }

    /// - Returns: 0, or what went wrong.
    private func write(_ bytes: UnsafeRawPointer, _ count: Int, _ position: Int64) -> Int32 {
        var done = 0
        while done < count {
            let written = pwrite(descriptor, bytes + done, count - done, off_t(position) + off_t(done))
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return written == 0 ? ENOSPC : errno }
            done += written
        }
        return 0
    }

    private func error(_ code: Int32) -> DatabaseError {
        DatabaseError(resultCode: code == ENOSPC || code == EDQUOT ? .SQLITE_FULL : .SQLITE_IOERR)
    }
}
