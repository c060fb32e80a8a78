/// Writes the entries of an index, which come in their order, as finished pages.
struct IndexTree {
    private let bottom: IndexLevel

    init(_ file: PageFile, root: UInt32) {
        bottom = IndexLevel(file, root: root, isLeaf: true)
    }

    /// - Parameter entry: the row of the index: its columns, and the number of the row of the table.
    func append(_ entry: UnsafeRawBufferPointer) throws {
        let format = bottom.file.format
        let local = format.inIndex(entry.count)
        let isCut = local < entry.count
        let overflow = isCut ? try bottom.file.append(overflow: UnsafeRawBufferPointer(rebasing: entry[local...])) : 0
        let length = UInt64(entry.count)
        let place = try bottom.add(Varint.length(length) + local + (isCut ? 4 : 0))
        let cell = Varint.write(length, to: place)
        if let start = entry.baseAddress { cell.copyMemory(from: start, byteCount: local) }
        if isCut { (cell + local).storeBytes(of: overflow.bigEndian, as: UInt32.self) }
    }

    func finish() throws { try bottom.finish(right: 0) }
}

/// The pages of an index that are equally far from its root. An entry that divides two pages lies in the level above.
private final class IndexLevel {
    let file: PageFile
    private let root: UInt32
    private let isLeaf: Bool
    private let page: PageImage
    private var above: IndexLevel?

    init(_ file: PageFile, root: UInt32, isLeaf: Bool) {
        self.file = file
        self.root = root
        self.isLeaf = isLeaf
        page = PageImage(isLeaf ? .leafIndex : .innerIndex, file.format)
    }

    /// Room for a cell.
    func add(_ size: Int) throws -> UnsafeMutableRawPointer {
        if !page.fits(size) { try closePage() }
        return page.add(size)
    }

    /// The last entry of a full page goes up, and what lies before it (in the page that an inner cell names) ends this page.
    private func closePage() throws {
        var divider = page.removeLast()
        var right: UInt32 = 0
        if !isLeaf {
            right = UInt32(bigEndian: divider.loadUnaligned(as: UInt32.self))
            divider = UnsafeRawBufferPointer(rebasing: divider[4...])
        }
        page.close(right: right)
        let number = try page.append(to: file)
        let above = self.above ?? IndexLevel(file, root: root, isLeaf: false)
        self.above = above
        let cell = try above.add(4 + divider.count)
        cell.storeBytes(of: number.bigEndian, as: UInt32.self)
        if let start = divider.baseAddress { (cell + 4).copyMemory(from: start, byteCount: divider.count) }
        page.clear()
    }

    /// - Parameter right: the last page below.
    func finish(right: UInt32) throws {
        page.close(right: right)
        if let above {
            try above.finish(right: page.append(to: file))
        } else {
            try page.replace(root, of: file)
        }
    }
}
