extension SchemaCompiler {
    /// `$ref`, `$dynamicRef`, `$recursiveRef`.
    mutating func compileReferences(_ reader: inout KeywordReader, into node: inout SchemaNode) {
        var rule = ApplicatorRule()
        if let value = reader["$ref"], let target = reference("$ref", value, reader) {
            rule.ref = compile(target.place, resource: target.resource)
        }
        if reader.dialect.draft >= .draft2020, let value = reader["$dynamicRef"],
            let target = reference("$dynamicRef", value, reader)
        {
            rule.dynamicRef = compile(target.place, resource: target.resource)
            // It is dynamic only when the place it leads to at first is a dynamic anchor of that name.
            let fragment = value.string.flatMap { URIReference($0).fragment } ?? ""
            if !fragment.utf8.isEmpty,
                resources.resources[target.resource].dynamicAnchors[fragment] == target.place
            {
                rule.dynamicAnchor = numberOfDynamicAnchor(fragment)
            }
        }
        if reader.dialect.draft == .draft2019, let value = reader["$recursiveRef"],
            let target = reference("$recursiveRef", value, reader)
        {
            rule.dynamicRef = compile(target.place, resource: target.resource)
            let anchor = SchemaResources.recursiveAnchor
            if resources.resources[target.resource].dynamicAnchors[anchor] == target.place {
                rule.dynamicAnchor = numberOfDynamicAnchor(anchor)
            }
        }
        if rule.ref >= 0 || rule.dynamicRef >= 0 { store(rule, into: &node) }
    }

    private mutating func reference(
        _ keyword: String, _ value: JSONValue, _ reader: KeywordReader
    ) -> (place: Place, resource: Int)? {
        guard let text = value.string else {
            invalid(keyword, "a URI reference", value, reader)
            return nil
        }
        guard let target = resources.resolve(text, from: reader.resource) else {
            resources.report(.unresolvedReference(text), at: reader.place(of: value))
            return nil
        }
        return target
    }

    private mutating func numberOfDynamicAnchor(_ name: String) -> Int32 {
        if let known = dynamicAnchors[name] { return known }
        let number = Int32(dynamicAnchors.count)
        dynamicAnchors[name] = number
        return number
    }

    private mutating func store(_ rule: ApplicatorRule, into node: inout SchemaNode) {
        if node.applicators < 0 {
            node.applicators = Int32(applicatorRules.count)
            applicatorRules.append(rule)
        } else {
            applicatorRules[Int(node.applicators)] = rule
        }
    }

    /// `allOf`, `anyOf`, `oneOf`, `not`, `if`/`then`/`else`.
    mutating func compileApplicators(_ reader: inout KeywordReader, into node: inout SchemaNode) {
        var rule = node.applicators >= 0 ? applicatorRules[Int(node.applicators)] : ApplicatorRule()
        rule.allOf = schemaList("allOf", reader)
        rule.anyOf = schemaList("anyOf", reader)
        rule.oneOf = schemaList("oneOf", reader)
        rule.not = schema("not", reader)
        rule.condition = schema("if", reader)
        let then = schema("then", reader)
        let otherwise = schema("else", reader)
        if rule.condition >= 0 {
            rule.then = then
            rule.otherwise = otherwise
        }
        let isEmpty =
            rule.ref < 0 && rule.dynamicRef < 0 && rule.allOf.isEmpty && rule.anyOf.isEmpty && rule.oneOf.isEmpty
            && rule.not < 0 && rule.condition < 0
        if !isEmpty { store(rule, into: &node) }
    }
}
