extension Evaluation {
    @inlinable mutating func checkArray(
        _ index: SchemaIndex, _ node: UnsafePointer<SchemaNode>, _ instance: Instance,
        _ marks: UnsafeMutablePointer<EvaluatedMarks>?
    ) -> Bool {
        let rule = tables.pointee.arrayRules + Int(node.pointee.arrays)
        let count = instance.count
        var valid = true
        if count < rule.pointee.minItems {
            fail(index, .minItems, instance, .tooFewItems(minimum: rule.pointee.minItems, count: count))
            if !collecting { return false }
            valid = false
        }
        if count > rule.pointee.maxItems {
            fail(index, .maxItems, instance, .tooManyItems(maximum: rule.pointee.maxItems, count: count))
            if !collecting { return false }
            valid = false
        }
        if (rule.pointee.rest >= 0 || !rule.pointee.prefix.isEmpty), !checkItems(index, rule, instance, marks) {
            if !collecting { return false }
            valid = false
        }
        if rule.pointee.contains >= 0, !checkContains(index, rule, instance, marks) {
            if !collecting { return false }
            valid = false
        }
        if rule.pointee.isUnique, count > 1, !checkUnique(index, rule, instance) {
            if !collecting { return false }
            valid = false
        }
        return valid
    }

    /// `prefixItems` and `items`, or in the older form `items` and `additionalItems`.
    @inlinable mutating func checkItems(
        _ index: SchemaIndex, _ rule: UnsafePointer<ArrayRule>, _ instance: Instance,
        _ marks: UnsafeMutablePointer<EvaluatedMarks>?
    ) -> Bool {
        let prefix = rule.pointee.prefix
        let rest = rule.pointee.rest
        var valid = true
        var position = 0
        var elements = instance.makeElements()
        while let element = elements.next() {
            let schema: SchemaIndex
            if position < Int(prefix.count) {
                schema = tables.pointee.schemas[Int(prefix.start) + position]
            } else if rest >= 0 {
                schema = rest
            } else {
                break
            }
            if collecting { path.append(.index(position)) }
            if schema == rest && nodes[Int(rest)].constant == .forbidsAll {
                fail(
                    index, rule.pointee.restIsAdditional ? .additionalItems : .items, element,
                    .unexpectedItem(index: position))
                valid = false
            } else if !check(schema, element, nil) {
                valid = false
            }
            if collecting { path.removeLast() }
            if !valid && !collecting { return false }
            marks?.pointee.mark(position)
            position += 1
        }
        if rest >= 0 { marks?.pointee.markAll() }
        return valid
    }

    /// `contains`, `minContains`, `maxContains`.
    @inlinable mutating func checkContains(
        _ index: SchemaIndex, _ rule: UnsafePointer<ArrayRule>, _ instance: Instance,
        _ marks: UnsafeMutablePointer<EvaluatedMarks>?
    ) -> Bool {
        let minimum = rule.pointee.minContains
        let maximum = rule.pointee.maxContains
        var found = 0
        var position = 0
        var elements = instance.makeElements()
        while let element = elements.next() {
            if probe(rule.pointee.contains, element, nil) {
                found += 1
                if rule.pointee.containsEvaluates { marks?.pointee.mark(position) }
                if !collecting && marks == nil && found >= minimum && maximum == .max { return true }
                if !collecting && found > maximum { return false }
            }
            position += 1
        }
        if found >= minimum && found <= maximum { return true }
        let keyword: SchemaKeyword =
            found > maximum ? .maxContains : minimum > 1 ? .minContains : .contains
        fail(
            index, keyword, instance,
            .containsCount(found: found, minimum: minimum, maximum: maximum == .max ? nil : maximum))
        return false
    }

    /// `uniqueItems`: pairs for short arrays, hashes for long ones.
    @inlinable mutating func checkUnique(
        _ index: SchemaIndex, _ rule: UnsafePointer<ArrayRule>, _ instance: Instance
    ) -> Bool {
        if !spend(instance.count) { return false }
        let view = rule.pointee.elementView
        var seen: [Instance] = []
        var positions: [Int: [Int]] = [:]
        let usesHashes = instance.count > 8
        var valid = true
        var elements = instance.makeElements()
        while let next = elements.next() {
            let element = view.isEmpty ? next : next.viewed(as: view)
            var equal: Int?
            if usesHashes {
                var hasher = Hasher()
                hash(element, into: &hasher, work: &remainingWork)
                let key = hasher.finalize()
                for position in positions[key] ?? [] where equal == nil {
                    if areEqual(seen[position], element, work: &remainingWork) { equal = position }
                }
                if equal == nil { positions[key, default: []].append(seen.count) }
            } else {
                for position in seen.indices where equal == nil {
                    if areEqual(seen[position], element, work: &remainingWork) { equal = position }
                }
            }
            if !spend(0) { return false }
            if let equal {
                if !collecting { return false }
                valid = false
                path.append(.index(seen.count))
                fail(index, .uniqueItems, element, .duplicateItems(first: equal, second: seen.count))
                path.removeLast()
            }
            seen.append(element)
        }
        return valid
    }

    @inlinable mutating func checkUnevaluatedElements(
        _ index: SchemaIndex, _ node: UnsafePointer<SchemaNode>, _ instance: Instance,
        _ marks: UnsafeMutablePointer<EvaluatedMarks>
    ) -> Bool {
        guard node.pointee.arrays >= 0 else { return true }
        let schema = tables.pointee.arrayRules[Int(node.pointee.arrays)].unevaluated
        if schema < 0 { return true }
        var valid = true
        var position = 0
        var elements = instance.makeElements()
        while let element = elements.next() {
            if !marks.pointee.contains(position) {
                if collecting { path.append(.index(position)) }
                if nodes[Int(schema)].constant == .forbidsAll {
                    fail(index, .unevaluatedItems, element, .unexpectedItem(index: position))
                    valid = false
                } else if !check(schema, element, nil) {
                    valid = false
                }
                if collecting { path.removeLast() }
                if !valid && !collecting { return false }
            }
            position += 1
        }
        marks.pointee.markAll()
        return valid
    }
}
