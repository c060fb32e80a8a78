extension Evaluation {
    /// Keywords that apply schemas to the same instance.
    @inlinable mutating func checkApplicators(
        _ index: SchemaIndex, _ node: UnsafePointer<SchemaNode>, _ instance: Instance,
        _ marks: UnsafeMutablePointer<EvaluatedMarks>?
    ) -> Bool {
        let rule = tables.pointee.applicatorRules + Int(node.pointee.applicators)
        var valid = true
        if rule.pointee.ref >= 0, !checkInPlace(rule.pointee.ref, instance, marks) {
            if !collecting { return false }
            valid = false
        }
        if rule.pointee.dynamicRef >= 0, !checkInPlace(dynamicTarget(rule), instance, marks) {
            if !collecting { return false }
            valid = false
        }
        for entry in rule.pointee.allOf.indices where !checkInPlace(tables.pointee.schemas[entry], instance, marks) {
            if !collecting { return false }
            valid = false
        }
        if !rule.pointee.anyOf.isEmpty, !checkAnyOf(index, rule.pointee.anyOf, instance, marks) {
            if !collecting { return false }
            valid = false
        }
        if !rule.pointee.oneOf.isEmpty, !checkOneOf(index, rule.pointee.oneOf, instance, marks) {
            if !collecting { return false }
            valid = false
        }
        if rule.pointee.not >= 0, probe(rule.pointee.not, instance, nil) {
            fail(index, .not, instance, .matchesNot)
            if !collecting { return false }
            valid = false
        }
        if rule.pointee.condition >= 0 {
            let branch =
                probe(rule.pointee.condition, instance, marks) ? rule.pointee.then : rule.pointee.otherwise
            if branch >= 0, !checkInPlace(branch, instance, marks) { valid = false }
        }
        return valid
    }

    /// Where a dynamic reference leads: the outermost resource of the dynamic scope that has the anchor.
    @inlinable func dynamicTarget(_ rule: UnsafePointer<ApplicatorRule>) -> SchemaIndex {
        let anchor = rule.pointee.dynamicAnchor
        if anchor < 0 { return rule.pointee.dynamicRef }
        for resource in scopes {
            let key = SchemaProgram.dynamicKey(resource: resource, anchor: anchor)
            if let target = program.dynamicTargets[key] { return target }
        }
        return rule.pointee.dynamicRef
    }

    @inlinable mutating func checkAnyOf(
        _ index: SchemaIndex, _ branches: PoolRange, _ instance: Instance,
        _ marks: UnsafeMutablePointer<EvaluatedMarks>?
    ) -> Bool {
        var fits = false
        for entry in branches.indices where probe(tables.pointee.schemas[entry], instance, marks) {
            fits = true
            // Every branch that fits says what it evaluated.
            if marks == nil { return true }
        }
        if !fits && collecting { reportClosest(index, .anyOf, branches, instance) }
        return fits
    }

    @inlinable mutating func checkOneOf(
        _ index: SchemaIndex, _ branches: PoolRange, _ instance: Instance,
        _ marks: UnsafeMutablePointer<EvaluatedMarks>?
    ) -> Bool {
        var fitting = 0
        for entry in branches.indices where probe(tables.pointee.schemas[entry], instance, marks) {
            fitting += 1
            if fitting > 1 && !collecting { return false }
        }
        if fitting == 1 { return true }
        if collecting {
            if fitting == 0 {
                reportClosest(index, .oneOf, branches, instance)
            } else {
                var positions: [Int] = []
                for entry in branches.indices where probe(tables.pointee.schemas[entry], instance, nil) {
                    positions.append(entry - Int(branches.start))
                }
                fail(index, .oneOf, instance, .matchesSeveral(branches: positions))
            }
        }
        return false
    }
}
