extension SchemaCompiler {
    /// All keywords for arrays.
    mutating func compileArrays(_ reader: KeywordReader, into node: inout SchemaNode) {
        var rule = ArrayRule()
        let vocabularies = reader.dialect.vocabularies
        if vocabularies.contains(.validation) {
            rule.minItems = count("minItems", reader) ?? 0
            rule.maxItems = count("maxItems", reader) ?? .max
            if let value = reader["uniqueItems"] {
                if value.type != .boolean { invalid("uniqueItems", "true or false", value, reader) }
                rule.isUnique = value.boolean
            }
        }
        if vocabularies.contains(.applicator) {
            compileItems(reader, into: &rule)
            rule.contains = schema("contains", reader)
            rule.containsEvaluates = reader.dialect.draft >= .draft2020
        }
        if reader.dialect.draft >= .draft2019, vocabularies.contains(.validation) {
            rule.minContains = count("minContains", reader) ?? 1
            rule.maxContains = count("maxContains", reader) ?? .max
        }
        if reader.dialect.draft >= .draft2019, vocabularies.contains(.unevaluated) {
            rule.unevaluated = schema("unevaluatedItems", reader)
        }
        let isEmpty =
            rule.minItems == 0 && rule.maxItems == .max && !rule.isUnique && rule.prefix.isEmpty && rule.rest < 0
            && rule.contains < 0 && rule.unevaluated < 0
        if isEmpty { return }
        if rule.unevaluated >= 0 { node.hasUnevaluated = true }
        node.arrays = Int32(arrayRules.count)
        arrayRules.append(rule)
    }

    private mutating func compileItems(_ reader: KeywordReader, into rule: inout ArrayRule) {
        if reader.dialect.draft >= .draft2020 {
            rule.prefix = schemaList("prefixItems", reader)
            rule.rest = schema("items", reader)
            return
        }
        guard let items = reader["items"] else { return }
        if items.type == .array {
            rule.prefix = append(
                schemas: items.elements.map { compile(reader.place(of: $0), resource: reader.resource) })
            rule.rest = schema("additionalItems", reader)
            rule.restIsAdditional = true
        } else {
            rule.rest = schema("items", reader)
        }
    }

    /// All keywords for objects.
    mutating func compileObjects(_ reader: KeywordReader, into node: inout SchemaNode) {
        var rule = ObjectRule()
        var known = NameCollector()
        let vocabularies = reader.dialect.vocabularies
        let dialect = reader.dialect
        var properties: [SchemaIndex] = []
        var required: [Int32] = []
        var dependents: [DependentRule] = []

        if vocabularies.contains(.applicator) {
            if let value = object("properties", reader) {
                for (key, schema) in value.members {
                    _ = known.position(of: key.text)
                    properties.append(compile(reader.place(of: schema), resource: reader.resource))
                }
            }
            rule.patterns = compilePatternProperties(reader)
            rule.additional = schema("additionalProperties", reader)
            rule.propertyNames = schema("propertyNames", reader)
            if dialect.draft >= .draft2019, let value = object("dependentSchemas", reader) {
                for (key, schema) in value.members {
                    var dependent = DependentRule(trigger: known.position(of: key.text), keyword: .dependentSchemas)
                    dependent.schema = compile(reader.place(of: schema), resource: reader.resource)
                    dependents.append(dependent)
                }
            }
            dependents += compileDependencies(reader, &known)
        }
        if vocabularies.contains(.validation) {
            rule.minProperties = count("minProperties", reader) ?? 0
            rule.maxProperties = count("maxProperties", reader) ?? .max
            if let value = reader["required"] {
                required = nameList("required", value, reader).map { known.position(of: $0) }
            }
            if dialect.draft >= .draft2019, let value = object("dependentRequired", reader) {
                for (key, list) in value.members {
                    var dependent = DependentRule(trigger: known.position(of: key.text), keyword: .dependentRequired)
                    let positions = nameList("dependentRequired", list, reader).map { known.position(of: $0) }
                    dependent.required = append(integers: positions)
                    dependents.append(dependent)
                }
            }
        }
        if dialect.draft >= .draft2019, vocabularies.contains(.unevaluated) {
            rule.unevaluated = schema("unevaluatedProperties", reader)
            if rule.unevaluated >= 0 { node.hasUnevaluated = true }
        }

        let isEmpty =
            known.names.isEmpty && rule.patterns.isEmpty && rule.additional < 0 && rule.propertyNames < 0
            && rule.unevaluated < 0 && rule.minProperties == 0 && rule.maxProperties == .max
        if isEmpty { return }
        if !known.names.isEmpty {
            rule.names = names.add(known.names)
            properties += Array(repeating: -1, count: known.names.count - properties.count)
            rule.properties = append(schemas: properties).start
            rule.required = append(integers: required)
            if known.names.count <= 64 {
                for position in required { rule.requiredMask |= 1 << UInt64(position) }
            }
        }
        rule.dependents = PoolRange(start: Int32(dependentRules.count), count: Int32(dependents.count))
        dependentRules.append(contentsOf: dependents)
        node.objects = Int32(objectRules.count)
        objectRules.append(rule)
    }

    private mutating func object(_ keyword: String, _ reader: KeywordReader) -> JSONValue? {
        guard let value = reader[keyword] else { return nil }
        if value.type == .object { return value }
        invalid(keyword, "an object", value, reader)
        return nil
    }

    private mutating func compilePatternProperties(_ reader: KeywordReader) -> PoolRange {
        guard let value = object("patternProperties", reader) else { return PoolRange() }
        var rules: [PatternPropertyRule] = []
        for (key, schema) in value.members {
            let expression = pattern(key.text, key, reader)
            let index = compile(reader.place(of: schema), resource: reader.resource)
            if expression >= 0 { rules.append(PatternPropertyRule(pattern: expression, schema: index)) }
        }
        let range = PoolRange(start: Int32(patternPropertyRules.count), count: Int32(rules.count))
        patternPropertyRules.append(contentsOf: rules)
        return range
    }

    /// `dependencies`, the draft-07 form of the two `dependent…` keywords; later drafts keep it for compatibility.
    private mutating func compileDependencies(
        _ reader: KeywordReader, _ known: inout NameCollector
    ) -> [DependentRule] {
        guard let value = object("dependencies", reader) else { return [] }
        var rules: [DependentRule] = []
        for (key, dependency) in value.members {
            var rule = DependentRule(trigger: known.position(of: key.text), keyword: .dependencies)
            if dependency.type == .array {
                let positions = nameList("dependencies", dependency, reader).map { known.position(of: $0) }
                rule.required = append(integers: positions)
            } else {
                rule.schema = compile(reader.place(of: dependency), resource: reader.resource)
            }
            rules.append(rule)
        }
        return rules
    }
}

/// Distinct names in the order in which they were first mentioned.
struct NameCollector {
    private(set) var names: [String] = []
    private var positions = HashIndex()

    mutating func position(of name: String) -> Int32 {
        var name = name
        let hash = Int(name.withUTF8 { hashOfName($0) })
        if let known = positions.position(hash: hash, where: { names[$0].utf8.elementsEqual(name.utf8) }) {
            return Int32(known)
        }
        positions.add(names.count, hash: hash)
        names.append(name)
        return Int32(names.count - 1)
    }
}
