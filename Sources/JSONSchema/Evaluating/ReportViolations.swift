extension Evaluation {
    /// Notes a violation when violations are collected. `detail` is built only then.
    @inlinable mutating func fail(
        _ index: SchemaIndex, _ keyword: SchemaKeyword?, _ instance: Instance,
        _ detail: @autoclosure () -> ViolationDetail
    ) {
        if collecting { append(index, keyword, instance, detail()) }
    }

    @inline(never) @inlinable mutating func append(
        _ index: SchemaIndex, _ keyword: SchemaKeyword?, _ instance: Instance, _ detail: ViolationDetail
    ) {
        if violations.count >= Self.violationLimit { return }
        let steps = path.map { step -> InstanceStep in
            switch step {
            case .key(let key): .key(key.text)
            case .index(let position): .index(position)
            }
        }
        violations.append(
            Violation(
                instancePath: steps, instance: instance, isAboutKey: isAtKey, keyword: keyword?.rawValue,
                schema: program.source(index), schemaURI: program.uri(index),
                schemaPointer: program.pointer(index, keyword), detail: detail))
    }
}

extension Evaluation {
    /// The names that a schema describes, for the violation that `keyword` reports.
    @inlinable mutating func knownNames(of index: SchemaIndex, _ keyword: SchemaKeyword) -> [String] {
        if let known = knownNames[index] { return known }
        let names = program.knownNames(of: index, withInPlace: keyword == .unevaluatedProperties)
        knownNames[index] = names
        return names
    }

    /// The values that an `enum` or `const` allows.
    @inlinable mutating func allowedValues(of rule: Int32) -> [JSONValue] {
        if let known = allowedValues[rule] { return known }
        let values = tables.pointee.valueRules[Int(rule)].allowed.indices.map { tables.pointee.values[$0] }
        allowedValues[rule] = values
        return values
    }
}

extension SchemaProgram {
    /// JSON Pointer to a schema, or to a keyword of it.
    @usableFromInline func pointer(_ index: SchemaIndex, _ keyword: SchemaKeyword?) -> String {
        let root = documents[Int(tables.pointee.nodes[Int(index)].document)].root
        return source(index).pointer(from: root) + (keyword.map { "/" + $0.rawValue } ?? "")
    }

    /// The format that a schema names.
    @usableFromInline func format(of index: SchemaIndex) -> String {
        source(index)["format"]?.text ?? ""
    }

    /// The names that a schema describes under `properties`; with `withInPlace` those of the schemas that it applies to the
    /// same instance as well.
    @usableFromInline func knownNames(of index: SchemaIndex, withInPlace: Bool) -> [String] {
        let tables = tables.pointee
        var names: [String] = []
        var seen = Set<SchemaIndex>()
        var seenNames = Set<[UInt8]>()
        var pending = [index]
        while let next = pending.popLast() {
            let node = tables.nodes[Int(next)]
            if !seen.insert(next).inserted { continue }
            if node.objects >= 0, tables.objectRules[Int(node.objects)].names >= 0 {
                let rule = tables.objectRules[Int(node.objects)]
                for position in 0..<tables.count(ofNames: rule.names)
                where tables.schemas[Int(rule.properties) + position] >= 0 {
                    let name = tables.name(position, in: rule.names)
                    if seenNames.insert(Array(name.utf8)).inserted { names.append(name) }
                }
            }
            if !withInPlace || node.applicators < 0 { continue }
            let rule = tables.applicatorRules[Int(node.applicators)]
            let lists = [rule.allOf, rule.anyOf, rule.oneOf].flatMap { $0.indices.map { tables.schemas[$0] } }
            let singles = [rule.ref, rule.dynamicRef, rule.condition, rule.then, rule.otherwise]
            pending += (singles + lists).filter { $0 >= 0 }.reversed()
        }
        return names
    }
}
