/// Which names of an object's table are present.
@usableFromInline package struct PresentNames {
    @usableFromInline var first: UInt64 = 0
    @usableFromInline var others: [UInt64] = []

    @inlinable init(count: Int) {
        if count > 64 { others = Array(repeating: 0, count: (count - 1) / 64) }
    }

    @inlinable mutating func insert(_ position: Int) {
        if position < 64 {
            first |= 1 << UInt64(position)
        } else {
            others[position / 64 - 1] |= 1 << UInt64(position % 64)
        }
    }

    @inlinable func contains(_ position: Int) -> Bool {
        position < 64 ? first & 1 << UInt64(position) != 0 : others[position / 64 - 1] & 1 << UInt64(position % 64) != 0
    }
}

extension Evaluation {
    @inlinable mutating func checkObject(
        _ index: SchemaIndex, _ node: UnsafePointer<SchemaNode>, _ instance: Instance,
        _ marks: UnsafeMutablePointer<EvaluatedMarks>?
    ) -> Bool {
        let rule = tables.pointee.objectRules + Int(node.pointee.objects)
        let nameCount = rule.pointee.names < 0 ? 0 : tables.pointee.count(ofNames: rule.pointee.names)
        var present = PresentNames(count: nameCount)
        var valid = checkMembers(index, rule, instance, marks, &present)
        if !valid && !collecting { return false }
        if !checkCounts(index, rule, instance) {
            if !collecting { return false }
            valid = false
        }
        if !rule.pointee.required.isEmpty, !checkRequired(index, rule, instance, present, nameCount) {
            if !collecting { return false }
            valid = false
        }
        if !rule.pointee.dependents.isEmpty, !checkDependents(index, rule, instance, marks, present) {
            if !collecting { return false }
            valid = false
        }
        return valid
    }

    /// One pass over the members: `properties`, `patternProperties`, `additionalProperties`, `propertyNames`.
    @inlinable mutating func checkMembers(
        _ index: SchemaIndex, _ rule: UnsafePointer<ObjectRule>, _ instance: Instance,
        _ marks: UnsafeMutablePointer<EvaluatedMarks>?, _ present: inout PresentNames
    ) -> Bool {
        let tables = tables
        let names = rule.pointee.names
        let additional = rule.pointee.additional
        var valid = true
        var guess = 0
        var ordinal = 0
        var members = instance.makeMembers()
        while let (key, value) = members.next() {
            var isKnown = false
            if collecting { path.append(.key(key)) }
            if names >= 0 {
                let position = key.withUTF8 { tables.pointee.position(of: $0, in: names, guess: guess) }
                if position >= 0 {
                    guess = position + 1
                    present.insert(position)
                    let schema = tables.pointee.schemas[Int(rule.pointee.properties) + position]
                    if schema >= 0 {
                        isKnown = true
                        if !check(schema, value, nil) { valid = false }
                    }
                }
            }
            if !rule.pointee.patterns.isEmpty {
                for entry in rule.pointee.patterns.indices {
                    let pattern = tables.pointee.patternPropertyRules[entry]
                    let expression = tables.pointee.patterns[Int(pattern.pattern)]
                    let work = expression._withUnsafeGuaranteedRef { pattern in key.withUTF8 { pattern.work($0.count) }
                    }
                    if !spend(work + 1) { return false }
                    let isMatch = expression._withUnsafeGuaranteedRef { pattern in
                        key.withUTF8 { pattern.matches($0) }
                    }
                    if !isMatch { continue }
                    isKnown = true
                    if !check(pattern.schema, value, nil) { valid = false }
                }
            }
            if !isKnown && additional >= 0 {
                isKnown = true
                if !checkAdditional(index, additional, key, value, .additionalProperties) { valid = false }
            }
            if rule.pointee.propertyNames >= 0 {
                isAtKey = true
                if !check(rule.pointee.propertyNames, key, nil) { valid = false }
                isAtKey = false
            }
            if collecting { path.removeLast() }
            if !valid && !collecting { return false }
            if isKnown { marks?.pointee.mark(ordinal) }
            ordinal += 1
        }
        return valid
    }

    /// A member that nothing else describes. The step to it is already on the path.
    @inlinable mutating func checkAdditional(
        _ index: SchemaIndex, _ schema: SchemaIndex, _ key: Instance, _ value: Instance, _ keyword: SchemaKeyword
    ) -> Bool {
        if nodes[Int(schema)].constant != .forbidsAll { return check(schema, value, nil) }
        if !collecting { return false }
        let known = knownNames(of: index, keyword)
        isAtKey = true
        append(index, keyword, key, .unexpectedProperty(name: key.text, known: known))
        isAtKey = false
        return false
    }

    @inlinable mutating func checkCounts(
        _ index: SchemaIndex, _ rule: UnsafePointer<ObjectRule>, _ instance: Instance
    ) -> Bool {
        let minimum = rule.pointee.minProperties
        let maximum = rule.pointee.maxProperties
        if minimum == 0 && maximum == .max { return true }
        let count = instance.count
        if count < minimum {
            fail(index, .minProperties, instance, .tooFewProperties(minimum: minimum, count: count))
        }
        if count > maximum {
            fail(index, .maxProperties, instance, .tooManyProperties(maximum: maximum, count: count))
        }
        return count >= minimum && count <= maximum
    }

    @inlinable mutating func checkRequired(
        _ index: SchemaIndex, _ rule: UnsafePointer<ObjectRule>, _ instance: Instance, _ present: PresentNames,
        _ nameCount: Int
    ) -> Bool {
        let mask = rule.pointee.requiredMask
        if nameCount <= 64 && present.first & mask == mask { return true }
        var valid = true
        for entry in rule.pointee.required.indices {
            let position = Int(tables.pointee.integers[entry])
            if present.contains(position) { continue }
            if !collecting { return false }
            valid = false
            let name = tables.pointee.name(position, in: rule.pointee.names)
            append(index, .required, instance, .missingProperty(name: name))
        }
        return valid
    }

    @inlinable mutating func checkDependents(
        _ index: SchemaIndex, _ rule: UnsafePointer<ObjectRule>, _ instance: Instance,
        _ marks: UnsafeMutablePointer<EvaluatedMarks>?, _ present: PresentNames
    ) -> Bool {
        var valid = true
        for entry in rule.pointee.dependents.indices {
            let dependent = tables.pointee.dependentRules[entry]
            if !present.contains(Int(dependent.trigger)) { continue }
            for required in dependent.required.indices {
                let position = Int(tables.pointee.integers[required])
                if present.contains(position) { continue }
                if !collecting { return false }
                valid = false
                let name = tables.pointee.name(position, in: rule.pointee.names)
                let trigger = tables.pointee.name(Int(dependent.trigger), in: rule.pointee.names)
                append(index, dependent.keyword, instance, .missingDependentProperty(name: name, trigger: trigger))
            }
            if dependent.schema >= 0, !checkInPlace(dependent.schema, instance, marks) {
                if !collecting { return false }
                valid = false
            }
        }
        return valid
    }

    @inlinable mutating func checkUnevaluatedMembers(
        _ index: SchemaIndex, _ node: UnsafePointer<SchemaNode>, _ instance: Instance,
        _ marks: UnsafeMutablePointer<EvaluatedMarks>
    ) -> Bool {
        guard node.pointee.objects >= 0 else { return true }
        let schema = tables.pointee.objectRules[Int(node.pointee.objects)].unevaluated
        if schema < 0 { return true }
        var valid = true
        var ordinal = 0
        var members = instance.makeMembers()
        while let (key, value) = members.next() {
            if !marks.pointee.contains(ordinal) {
                if collecting { path.append(.key(key)) }
                if !checkAdditional(index, schema, key, value, .unevaluatedProperties) { valid = false }
                if collecting { path.removeLast() }
                if !valid && !collecting { return false }
            }
            ordinal += 1
        }
        marks.pointee.markAll()
        return valid
    }
}
