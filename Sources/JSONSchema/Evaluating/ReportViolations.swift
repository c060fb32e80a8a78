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

extension SchemaProgram {
    /// JSON Pointer to a schema, or to a keyword of it.
    @usableFromInline func pointer(_ index: SchemaIndex, _ keyword: SchemaKeyword?) -> String {
        let root = documents[Int(nodes.base[Int(index)].document)].root
        return source(index).pointer(from: root) + (keyword.map { "/" + $0.rawValue } ?? "")
    }

    /// The format that a schema names.
    @usableFromInline func format(of index: SchemaIndex) -> String {
        source(index)["format"]?.text ?? ""
    }

    /// The names that a schema describes under `properties`; with `withInPlace` those of the schemas that it applies to the
    /// same instance as well.
    @usableFromInline func knownNames(of index: SchemaIndex, withInPlace: Bool) -> [String] {
        var names: [String] = []
        var seen = Set<SchemaIndex>()
        var pending = [index]
        while let next = pending.popLast() {
            let node = nodes.base[Int(next)]
            if !seen.insert(next).inserted { continue }
            if node.objects >= 0, objectRules.base[Int(node.objects)].names >= 0 {
                let rule = objectRules.base[Int(node.objects)]
                for position in 0..<Int(tables.base[Int(rule.names)].names.count)
                where schemas.base[Int(rule.properties) + position] >= 0 {
                    let name = name(position, in: rule.names)
                    if !names.contains(name) { names.append(name) }
                }
            }
            if !withInPlace || node.applicators < 0 { continue }
            let rule = applicatorRules.base[Int(node.applicators)]
            let lists = [rule.allOf, rule.anyOf, rule.oneOf].flatMap { $0.indices.map { schemas.base[$0] } }
            let singles = [rule.ref, rule.dynamicRef, rule.condition, rule.then, rule.otherwise]
            pending += (singles + lists).filter { $0 >= 0 }.reversed()
        }
        return names
    }
}
