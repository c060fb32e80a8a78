/// A set of names that is looked up by bytes: positions are the order in which the names were added.
@usableFromInline package struct NameTable: Sendable {
    /// One name: bytes in the pool.
    @usableFromInline package struct Name: Sendable {
        @usableFromInline package var start: Int32
        @usableFromInline package var count: Int32
        @usableFromInline package var hash: UInt32
    }

    /// Run in the pool of names.
    @usableFromInline package var names = PoolRange()
    /// Start in the pool of slots and number of slots minus one (a power of two minus one). A slot holds position + 1, or 0.
    @usableFromInline package var slots: Int32 = 0
    @usableFromInline package var mask: Int32 = 0
}

/// Seed of the hash of names: fresh in each process, so that no document can prepare collisions.
private let nameHashSeed = UInt64.random(in: .min ... .max)

/// FNV-1a over the bytes, with the length and a secret seed.
@usableFromInline func hashOfName(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash = nameHashSeed ^ UInt64(truncatingIfNeeded: name.count)
    for byte in name {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        hash ^= hash >> 29
    }
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
}

/// The pools behind name tables while a schema is compiled.
struct NameTableBuilder {
    private(set) var tables: [NameTable] = []
    private(set) var names: [NameTable.Name] = []
    private(set) var slots: [Int32] = []
    private(set) var bytes: [UInt8] = []

    /// Adds a table of distinct names and returns its index.
    mutating func add(_ list: [String]) -> Int32 {
        var size = 4
        while size < list.count * 2 { size *= 2 }
        var table = NameTable()
        table.names = PoolRange(start: Int32(names.count), count: Int32(list.count))
        table.slots = Int32(slots.count)
        table.mask = Int32(size - 1)
        slots.append(contentsOf: repeatElement(0, count: size))
        for (position, text) in list.enumerated() {
            let name = Array(text.utf8)
            let hash = name.withUnsafeBufferPointer { hashOfName($0) }
            names.append(NameTable.Name(start: Int32(bytes.count), count: Int32(name.count), hash: hash))
            bytes.append(contentsOf: name)
            var slot = Int(hash) & (size - 1)
            while slots[Int(table.slots) + slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[Int(table.slots) + slot] = Int32(position + 1)
        }
        tables.append(table)
        return Int32(tables.count - 1)
    }
}
