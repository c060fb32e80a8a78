/// A fixed array at a stable address. The evaluator reads through plain pointers: no reference counting and no bounds checks
/// on its hottest path. Indices are made by the compiler only.
@usableFromInline package final class FixedTable<Element>: @unchecked Sendable {
    @usableFromInline let base: UnsafeMutablePointer<Element>
    private let count: Int

    init(_ elements: [Element]) {
        count = elements.count
        base = UnsafeMutablePointer<Element>.allocate(capacity: Swift.max(1, elements.count))
        elements.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { base.initialize(from: start, count: source.count) }
        }
    }

    deinit {
        base.deinitialize(count: count)
        base.deallocate()
    }
}

/// Plain pointers to the tables of a program; valid as long as the program is.
@usableFromInline package struct SchemaTables {
    @usableFromInline let nodes: UnsafePointer<SchemaNode>
    @usableFromInline let valueRules: UnsafePointer<ValueRule>
    @usableFromInline let numberRules: UnsafePointer<NumberRule>
    @usableFromInline let stringRules: UnsafePointer<StringRule>
    @usableFromInline let arrayRules: UnsafePointer<ArrayRule>
    @usableFromInline let objectRules: UnsafePointer<ObjectRule>
    @usableFromInline let applicatorRules: UnsafePointer<ApplicatorRule>
    @usableFromInline let dependentRules: UnsafePointer<DependentRule>
    @usableFromInline let patternPropertyRules: UnsafePointer<PatternPropertyRule>
    @usableFromInline let schemas: UnsafePointer<SchemaIndex>
    @usableFromInline let integers: UnsafePointer<Int32>
    @usableFromInline let values: UnsafePointer<JSONValue>
    @usableFromInline let patterns: UnsafePointer<Unmanaged<Pattern>>
    @usableFromInline let names: UnsafePointer<NameTable>
    @usableFromInline let usesDynamicScope: Bool
    fileprivate let nameEntries: UnsafePointer<NameTable.Name>
    fileprivate let slots: UnsafePointer<Int32>
    fileprivate let nameBytes: UnsafePointer<UInt8>

    /// Position of `name` in a table, -1 when it is not there. `guess` is tried first: records mostly give their fields in the
    /// order of the schema.
    @usableFromInline func position(of name: UnsafeBufferPointer<UInt8>, in table: Int32, guess: Int) -> Int {
        let table = names + Int(table)
        let first = Int(table.pointee.names.start)
        if guess < Int(table.pointee.names.count), isName(first + guess, name) { return guess }
        let hash = hashOfName(name)
        let mask = Int(table.pointee.mask)
        let start = Int(table.pointee.slots)
        var slot = Int(hash) & mask
        while true {
            let position = Int(slots[start + slot]) - 1
            if position < 0 { return -1 }
            if nameEntries[first + position].hash == hash, isName(first + position, name) { return position }
            slot = (slot + 1) & mask
        }
    }

    private func isName(_ index: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let known = nameEntries[index]
        guard Int(known.count) == name.count else { return false }
        return bytesAreEqual(UnsafeBufferPointer(start: nameBytes + Int(known.start), count: name.count), name)
    }

    /// The number of names in a table.
    @usableFromInline func count(ofNames table: Int32) -> Int { Int(names[Int(table)].names.count) }

    /// The text of one name of a table.
    @usableFromInline func name(_ position: Int, in table: Int32) -> String {
        let known = nameEntries[Int(names[Int(table)].names.start) + position]
        let bytes = UnsafeBufferPointer(start: nameBytes + Int(known.start), count: Int(known.count))
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A compiled schema. Nothing in it changes after it was made, which makes it safe to share; it owns the memory behind its
/// tables.
@usableFromInline package final class SchemaProgram: @unchecked Sendable {
    @usableFromInline let start: SchemaIndex
    @usableFromInline let tables: UnsafeMutablePointer<SchemaTables>
    /// Where a dynamic anchor leads in a resource. Keys are made by `dynamicKey`.
    @usableFromInline let dynamicTargets: [UInt64: SchemaIndex]
    let documents: [SchemaResources.Document]
    private let patterns: [Pattern]
    private let memory: [AnyObject]

    init(compiler: SchemaCompiler, start: SchemaIndex, dynamicTargets: [UInt64: SchemaIndex]) {
        self.start = start
        self.dynamicTargets = dynamicTargets
        documents = compiler.resources.documents
        patterns = compiler.patterns
        var memory: [AnyObject] = []
        func fixed<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
            let table = FixedTable(elements)
            memory.append(table)
            return UnsafePointer(table.base)
        }
        tables = .allocate(capacity: 1)
        tables.initialize(
            to: SchemaTables(
                nodes: fixed(compiler.nodes), valueRules: fixed(compiler.valueRules),
                numberRules: fixed(compiler.numberRules), stringRules: fixed(compiler.stringRules),
                arrayRules: fixed(compiler.arrayRules), objectRules: fixed(compiler.objectRules),
                applicatorRules: fixed(compiler.applicatorRules), dependentRules: fixed(compiler.dependentRules),
                patternPropertyRules: fixed(compiler.patternPropertyRules), schemas: fixed(compiler.schemas),
                integers: fixed(compiler.integers), values: fixed(compiler.values),
                patterns: fixed(compiler.patterns.map { Unmanaged.passUnretained($0) }),
                names: fixed(compiler.names.tables), usesDynamicScope: !dynamicTargets.isEmpty,
                nameEntries: fixed(compiler.names.names), slots: fixed(compiler.names.slots),
                nameBytes: fixed(compiler.names.bytes)))
        self.memory = memory
    }

    deinit {
        tables.deinitialize(count: 1)
        tables.deallocate()
    }

    @usableFromInline static func dynamicKey(resource: Int32, anchor: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: resource)) << 32 | UInt64(UInt32(bitPattern: anchor))
    }

    /// The schema behind an index, as data.
    @usableFromInline func source(_ index: SchemaIndex) -> JSONValue {
        let node = tables.pointee.nodes[Int(index)]
        return JSONValue(document: documents[Int(node.document)].json, index: Int(node.json))
    }

    @usableFromInline func uri(_ index: SchemaIndex) -> String {
        documents[Int(tables.pointee.nodes[Int(index)].document)].uri
    }
}
