/// Turns schema documents into the flat tables of a `SchemaProgram`.
///
/// Schemas are compiled on demand, starting at the root. A schema gets its index when it is first mentioned and waits until its
/// keywords are read, so references may go in circles, and chains of them need no recursion.
struct SchemaCompiler {
    /// More schemas than this are refused.
    static let nodeLimit = 1_000_000

    typealias Place = SchemaResources.Place

    var resources: SchemaResources
    let formats: FormatMode

    var nodes: [SchemaNode] = []
    var places: [Place] = []
    /// By the keys of their places.
    var indexAt: [Int: SchemaIndex] = [:]
    /// Where schemas that consist of one reference lead to in the end, by the keys of their places.
    var aliases: [Int: (place: Place, resource: Int)] = [:]
    /// Schemas that have an index but were not read yet.
    var pending: [(index: SchemaIndex, resource: Int)] = []
    var valueRules: [ValueRule] = []
    var numberRules: [NumberRule] = []
    var stringRules: [StringRule] = []
    var arrayRules: [ArrayRule] = []
    var objectRules: [ObjectRule] = []
    var applicatorRules: [ApplicatorRule] = []
    var dependentRules: [DependentRule] = []
    var patternPropertyRules: [PatternPropertyRule] = []
    var schemas: [SchemaIndex] = []
    var integers: [Int32] = []
    var values: [JSONValue] = []
    var patterns: [Pattern] = []
    var patternIndex: [String: Int32] = [:]
    var names = NameTableBuilder()
    /// Anchors that some `$dynamicRef` looks for: name → number.
    var dynamicAnchors: [String: Int32] = [:]

    init(resources: SchemaResources, formats: FormatMode) {
        self.resources = resources
        self.formats = formats
    }

    mutating func compileAll(root: Place, resource: Int) throws(SchemaErrors) -> SchemaProgram {
        let start = compile(root, resource: resource)
        readPending()
        compileUnreached(root, resource: resource)
        readPending()
        let dynamicTargets = compileDynamicTargets()
        try throwErrors()
        refuseEndlessReferences()
        try throwErrors()
        var views = DeclaredTypes(compiler: self)
        for index in nodes.indices where nodes[index].constant == .none {
            nodes[index].view = views.view(of: SchemaIndex(index))
        }
        for index in arrayRules.indices where arrayRules[index].rest >= 0 {
            arrayRules[index].elementView = views.view(of: arrayRules[index].rest)
        }
        return SchemaProgram(compiler: self, start: start, dynamicTargets: dynamicTargets)
    }

    /// Reports what was found so far, in document order.
    private func throwErrors() throws(SchemaErrors) {
        if resources.errors.isEmpty { return }
        throw SchemaErrors(
            errors: resources.errors.sorted {
                ($0.documentURI, $0.node.byteRange.lowerBound) < ($1.documentURI, $1.node.byteRange.lowerBound)
            })
    }

    /// Definitions that nothing refers to are compiled as well, so that their mistakes are found.
    private mutating func compileUnreached(_ place: Place, resource: Int) {
        let schema = resources.value(at: place)
        guard schema.type == .object else { return }
        let resource = resources.resourceAt[place.key] ?? resource
        let dialect = resources.resources[resource].dialect
        // In draft-07 the other keywords beside a reference do not count.
        let isBareReference = dialect.draft == .draft07 && schema["$ref"] != nil
        for (key, value) in schema.members {
            guard let kind = dialect.place(of: key.text) else { continue }
            if isBareReference, key.text != "definitions" { continue }
            var children: [JSONValue] = []
            switch kind {
            case .single: children = [value]
            case .list: children = value.elements
            case .map: children = value.members.map(\.value)
            case .mapOfSchemasOrNames: children = value.members.map(\.value).filter { $0.type != .array }
            case .singleOrList: children = value.type == .array ? value.elements : [value]
            }
            for child in children where child.type == .object || child.type == .boolean {
                let childPlace = Place(document: place.document, node: child.index)
                if kind == .map { _ = compile(childPlace, resource: resource) }
                compileUnreached(childPlace, resource: resource)
            }
        }
    }

    /// Compiles whatever a `$dynamicRef` may be led to, until nothing new turns up.
    private mutating func compileDynamicTargets() -> [UInt64: SchemaIndex] {
        var targets: [UInt64: SchemaIndex] = [:]
        var changed = true
        while changed {
            changed = false
            for (name, number) in dynamicAnchors {
                for resource in resources.resources.indices {
                    guard let place = resources.resources[resource].dynamicAnchors[name] else { continue }
                    let key = SchemaProgram.dynamicKey(resource: Int32(resource), anchor: number)
                    if targets[key] != nil { continue }
                    targets[key] = compile(place, resource: resource)
                    changed = true
                }
            }
            readPending()
        }
        return targets
    }

    /// The index of the schema at `place`. It is compiled later when it is new.
    mutating func compile(_ place: Place, resource: Int) -> SchemaIndex {
        let (place, resource) = followAliases(place, resource: resources.resourceAt[place.key] ?? resource)
        if let known = indexAt[place.key] { return known }
        let index = SchemaIndex(nodes.count)
        var node = SchemaNode()
        node.document = Int32(place.document)
        node.json = Int32(place.node)
        node.resource = Int32(resource)
        nodes.append(node)
        places.append(place)
        indexAt[place.key] = index
        pending.append((index, resource))
        return index
    }

    private mutating func readPending() {
        while let (index, resource) = pending.popLast() {
            let place = places[Int(index)]
            let schema = resources.value(at: place)
            var node = nodes[Int(index)]
            switch schema.type {
            case .boolean: node.constant = schema.boolean ? .allowsAll : .forbidsAll
            case .object where nodes.count > Self.nodeLimit: resources.report(.tooLarge, at: place)
            case .object: compileKeywords(schema, at: place, resource: resource, into: &node)
            default: resources.report(.notASchema, at: place)
            }
            nodes[Int(index)] = node
        }
    }

    /// A schema that consists of one reference within its resource is the same as what it refers to.
    private mutating func followAliases(_ start: Place, resource: Int) -> (place: Place, resource: Int) {
        var passed: [Place] = []
        var seen: Set<Int> = []
        var current = (place: start, resource: resource)
        while indexAt[current.place.key] == nil {
            if let known = aliases[current.place.key] {
                current = known
                break
            }
            guard let target = aliasTarget(of: current.place, resource: current.resource) else { break }
            if !seen.insert(current.place.key).inserted {
                let reference = resources.value(at: current.place)["$ref"]
                resources.report(.endlessReference(reference?.string ?? ""), at: current.place)
                break
            }
            passed.append(current.place)
            current = target
        }
        for place in passed { aliases[place.key] = current }
        return current
    }

    private mutating func aliasTarget(of place: Place, resource: Int) -> (place: Place, resource: Int)? {
        let schema = resources.value(at: place)
        guard schema.type == .object, resources.resourceAt[place.key] == nil, let reference = schema["$ref"]?.string
        else {
            return nil
        }
        let isBare =
            resources.resources[resource].dialect.draft == .draft07
            || schema.members.allSatisfy {
                switch $0.key.text {
                case "$ref", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly",
                    "writeOnly",
                    "x-crm":
                    true
                default: false
                }
            }
        guard isBare, let target = resources.resolve(reference, from: resource), target.resource == resource else {
            return nil
        }
        return target
    }

    private mutating func compileKeywords(
        _ schema: JSONValue, at place: Place, resource: Int, into node: inout SchemaNode
    ) {
        let dialect = resources.resources[resource].dialect
        var reader = KeywordReader(schema: schema, document: place.document, resource: resource, dialect: dialect)
        if dialect.draft == .draft07, schema["$ref"] != nil {
            compileReferences(&reader, into: &node)
            return
        }
        compileReferences(&reader, into: &node)
        if dialect.vocabularies.contains(.applicator) { compileApplicators(&reader, into: &node) }
        if dialect.vocabularies.contains(.validation) {
            compileType(reader, into: &node)
            compileValues(reader, into: &node)
            compileNumbers(reader, into: &node)
        }
        compileStrings(reader, into: &node)
        compileArrays(reader, into: &node)
        compileObjects(reader, into: &node)
        let isEmpty =
            node.types == .any && node.values < 0 && node.numbers < 0 && node.strings < 0 && node.arrays < 0
            && node.objects < 0 && node.applicators < 0
        if isEmpty { node.constant = .allowsAll }
    }
}

/// The keywords of one schema object and where it stands.
struct KeywordReader {
    let schema: JSONValue
    let document: Int
    let resource: Int
    let dialect: SchemaDialect

    subscript(keyword: String) -> JSONValue? { schema[keyword] }

    func place(of value: JSONValue) -> SchemaResources.Place {
        SchemaResources.Place(document: document, node: value.index)
    }
}

extension SchemaCompiler {
    mutating func invalid(_ keyword: String, _ expected: String, _ value: JSONValue, _ reader: KeywordReader) {
        resources.report(.invalidKeyword(keyword, expected: expected), at: reader.place(of: value))
    }

    /// The schema under `keyword`; -1 without the keyword.
    mutating func schema(_ keyword: String, _ reader: KeywordReader) -> SchemaIndex {
        guard let value = reader[keyword] else { return -1 }
        return compile(reader.place(of: value), resource: reader.resource)
    }

    /// The schemas listed under `keyword`.
    mutating func schemaList(_ keyword: String, _ reader: KeywordReader) -> PoolRange {
        guard let value = reader[keyword] else { return PoolRange() }
        guard value.type == .array, value.count > 0 else {
            invalid(keyword, "a list of schemas with at least one entry", value, reader)
            return PoolRange()
        }
        return append(schemas: value.elements.map { compile(reader.place(of: $0), resource: reader.resource) })
    }

    mutating func append(schemas list: [SchemaIndex]) -> PoolRange {
        let range = PoolRange(start: Int32(schemas.count), count: Int32(list.count))
        schemas.append(contentsOf: list)
        return range
    }

    mutating func append(integers list: [Int32]) -> PoolRange {
        let range = PoolRange(start: Int32(integers.count), count: Int32(list.count))
        integers.append(contentsOf: list)
        return range
    }

    /// The count under `keyword` (a whole number from 0, written in any way; enormous ones saturate).
    mutating func count(_ keyword: String, _ reader: KeywordReader) -> Int? {
        guard let value = reader[keyword] else { return nil }
        guard let number = value.number, number.isInteger, !number.isNegative else {
            invalid(keyword, "a whole number from 0", value, reader)
            return nil
        }
        return number.int ?? .max
    }

    /// The distinct names listed under `value`.
    mutating func nameList(_ keyword: String, _ value: JSONValue, _ reader: KeywordReader) -> [String] {
        var seen = Set<[UInt8]>()
        var names: [String] = []
        guard value.type == .array else {
            invalid(keyword, "a list of names", value, reader)
            return []
        }
        for element in value.elements {
            guard let name = element.string else {
                invalid(keyword, "a list of names", element, reader)
                continue
            }
            if seen.insert(Array(name.utf8)).inserted { names.append(name) }
        }
        return names
    }
}
