/// One page of a b-tree while cells are put into it, one behind the other in their order.
final class PageImage {
    enum Kind: UInt8 {
        case innerIndex = 0x02
        case innerTable = 0x05
        case leafIndex = 0x0A
        case leafTable = 0x0D
    }

    private let bytes: UnsafeMutableRawPointer
    private let kind: Kind
    private let format: PageFormat
    private let head: Int
    private(set) var count = 0
    /// Where the cell lies that came last: they fill the page from its end.
    private var content: Int

    init(_ kind: Kind, _ format: PageFormat) {
        self.kind = kind
        self.format = format
        head = kind == .innerIndex || kind == .innerTable ? 12 : 8
        content = format.usable
        bytes = UnsafeMutableRawPointer.allocate(byteCount: format.size, alignment: 8)
        bytes.initializeMemory(as: UInt8.self, repeating: 0, count: format.size)
    }

    deinit { bytes.deallocate() }

    /// Whether there is room for a cell of so many bytes.
    func fits(_ size: Int) -> Bool { head + 2 * (count + 1) + size <= content }

    /// Room for one more cell.
    func add(_ size: Int) -> UnsafeMutableRawPointer {
        content -= size
        bytes.storeBytes(of: UInt16(content).bigEndian, toByteOffset: head + 2 * count, as: UInt16.self)
        count += 1
        return bytes + content
    }

    /// Takes out the cell that came last. Its bytes stay as they are until the next one comes.
    func removeLast() -> UnsafeRawBufferPointer {
        let start = content
        count -= 1
        content = count > 0 ? Int(word(head + 2 * (count - 1))) : format.usable
        return UnsafeRawBufferPointer(start: bytes + start, count: content - start)
    }

    /// Writes the head of the page.
    ///
    /// - Parameter right: the page of what lies behind the last cell, for an inner page.
    func close(right: UInt32 = 0) {
        bytes.storeBytes(of: kind.rawValue, as: UInt8.self)
        bytes.storeBytes(of: 0, toByteOffset: 1, as: UInt16.self)
        bytes.storeBytes(of: UInt16(count).bigEndian, toByteOffset: 3, as: UInt16.self)
        bytes.storeBytes(of: UInt16(content).bigEndian, toByteOffset: 5, as: UInt16.self)
        bytes.storeBytes(of: 0, toByteOffset: 7, as: UInt8.self)
        if head == 12 { bytes.storeBytes(of: right.bigEndian, toByteOffset: 8, as: UInt32.self) }
    }

    /// Adds the page, once it is closed, to a file.
    ///
    /// - Returns: its number.
    func append(to file: PageFile) throws -> UInt32 { try withExtendedLifetime(self) { try file.append(bytes) } }

    /// Writes the page, once it is closed, where there is one already.
    func replace(_ number: UInt32, of file: PageFile) throws {
        try withExtendedLifetime(self) { try file.replace(number, by: bytes) }
    }

    /// Empty again.
    func clear() {
        count = 0
        content = format.usable
    }

    private func word(_ offset: Int) -> UInt16 {
        UInt16(bigEndian: bytes.load(fromByteOffset: offset, as: UInt16.self))
    }
}

extension PageFile {
    /// Writes the end of a row that is too long for its page into a chain of pages.
    ///
    /// - Returns: the first of them.
    func append(overflow: UnsafeRawBufferPointer) throws -> UInt32 {
        let piece = format.usable - 4
        let page = UnsafeMutableRawPointer.allocate(byteCount: format.size, alignment: 8)
        page.initializeMemory(as: UInt8.self, repeating: 0, count: format.size)
        defer { page.deallocate() }
        // From the end, since each names the next.
        var next: UInt32 = 0
        for start in stride(from: 0, to: overflow.count, by: piece).reversed() {
            let part = UnsafeRawBufferPointer(rebasing: overflow[start..<min(start + piece, overflow.count)])
            page.storeBytes(of: next.bigEndian, as: UInt32.self)
            (page + 4).copyMemory(from: part.baseAddress ?? UnsafeRawPointer(page), byteCount: part.count)
            next = try append(page)
        }
        return next
    }
}
