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

/// The tables of a compiled schema. Nothing in it changes after it was made.
@usableFromInline package final class SchemaProgram: Sendable {
    @usableFromInline let start: SchemaIndex
    @usableFromInline let nodes: FixedTable<SchemaNode>
    @usableFromInline let valueRules: FixedTable<ValueRule>
    @usableFromInline let numberRules: FixedTable<NumberRule>
    @usableFromInline let stringRules: FixedTable<StringRule>
    @usableFromInline let arrayRules: FixedTable<ArrayRule>
    @usableFromInline let objectRules: FixedTable<ObjectRule>
    @usableFromInline let applicatorRules: FixedTable<ApplicatorRule>
    @usableFromInline let dependentRules: FixedTable<DependentRule>
    @usableFromInline let patternPropertyRules: FixedTable<PatternPropertyRule>
    @usableFromInline let schemas: FixedTable<SchemaIndex>
    @usableFromInline let integers: FixedTable<Int32>
    @usableFromInline let values: FixedTable<JSONValue>
    @usableFromInline let patterns: FixedTable<Pattern>
    @usableFromInline let tables: FixedTable<NameTable>
    @usableFromInline let names: FixedTable<NameTable.Name>
    @usableFromInline let slots: FixedTable<Int32>
    @usableFromInline let nameBytes: FixedTable<UInt8>
    /// Where a dynamic anchor leads in a resource. Keys are made by `dynamicKey`.
    @usableFromInline let dynamicTargets: [UInt64: SchemaIndex]
    @usableFromInline let usesDynamicScope: Bool
    let documents: [SchemaResources.Document]

    init(compiler: SchemaCompiler, start: SchemaIndex, dynamicTargets: [UInt64: SchemaIndex]) {
        self.start = start
        nodes = FixedTable(compiler.nodes)
        valueRules = FixedTable(compiler.valueRules)
        numberRules = FixedTable(compiler.numberRules)
        stringRules = FixedTable(compiler.stringRules)
        arrayRules = FixedTable(compiler.arrayRules)
        objectRules = FixedTable(compiler.objectRules)
        applicatorRules = FixedTable(compiler.applicatorRules)
        dependentRules = FixedTable(compiler.dependentRules)
        patternPropertyRules = FixedTable(compiler.patternPropertyRules)
        schemas = FixedTable(compiler.schemas)
        integers = FixedTable(compiler.integers)
        values = FixedTable(compiler.values)
        patterns = FixedTable(compiler.patterns)
        tables = FixedTable(compiler.names.tables)
        names = FixedTable(compiler.names.names)
        slots = FixedTable(compiler.names.slots)
        nameBytes = FixedTable(compiler.names.bytes)
        self.dynamicTargets = dynamicTargets
        usesDynamicScope = !dynamicTargets.isEmpty
        documents = compiler.resources.documents
    }

    @usableFromInline static func dynamicKey(resource: Int32, anchor: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: resource)) << 32 | UInt64(UInt32(bitPattern: anchor))
    }

    /// Position of `name` in a table, -1 when it is not there. `guess` is tried first: records mostly give their fields in the
    /// order of the schema.
    @usableFromInline func position(of name: UnsafeBufferPointer<UInt8>, in table: Int32, guess: Int) -> Int {
        let table = tables.base[Int(table)]
        let first = Int(table.names.start)
        if guess < Int(table.names.count), isName(first + guess, name) { return guess }
        let hash = hashOfName(name)
        let mask = Int(table.mask)
        var slot = Int(hash) & mask
        while true {
            let position = Int(slots.base[Int(table.slots) + slot]) - 1
            if position < 0 { return -1 }
            if names.base[first + position].hash == hash, isName(first + position, name) { return position }
            slot = (slot + 1) & mask
        }
    }

    private func isName(_ index: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let known = names.base[index]
        guard Int(known.count) == name.count else { return false }
        return bytesAreEqual(UnsafeBufferPointer(start: nameBytes.base + Int(known.start), count: name.count), name)
    }

    /// The text of one name of a table.
    @usableFromInline func name(_ position: Int, in table: Int32) -> String {
        let known = names.base[Int(tables.base[Int(table)].names.start) + position]
        let bytes = UnsafeBufferPointer(start: nameBytes.base + Int(known.start), count: Int(known.count))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The schema behind an index, as data.
    @usableFromInline func source(_ index: SchemaIndex) -> JSONValue {
        let node = nodes.base[Int(index)]
        return JSONValue(document: documents[Int(node.document)].json, index: Int(node.json))
    }

    @usableFromInline func uri(_ index: SchemaIndex) -> String {
        documents[Int(nodes.base[Int(index)].document)].uri
    }
}
