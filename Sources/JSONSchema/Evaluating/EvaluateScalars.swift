extension Evaluation {
    /// `enum` and `const`.
    @inlinable mutating func checkValues(
        _ index: SchemaIndex, _ node: UnsafePointer<SchemaNode>, _ instance: Instance
    ) -> Bool {
        let rule = tables.pointee.valueRules + Int(node.pointee.values)
        if rule.pointee.names >= 0 {
            if instance.type == .string {
                let tables = tables
                let found = instance.withUTF8 { tables.pointee.position(of: $0, in: rule.pointee.names, guess: 0) >= 0 }
                if found { return true }
            }
        } else {
            for position in rule.pointee.allowed.indices {
                let value = tables.pointee.values[position]
                if areEqual(instance, value, work: &remainingWork) { return true }
            }
            if !spend(0) { return false }
        }
        if !collecting { return false }
        let allowed = allowedValues(of: node.pointee.values)
        append(index, rule.pointee.isConst ? .const : .enum, instance, .notAllowed(allowed: allowed))
        return false
    }

    @inlinable mutating func checkString(
        _ index: SchemaIndex, _ node: UnsafePointer<SchemaNode>, _ instance: Instance
    ) -> Bool {
        let rule = tables.pointee.stringRules + Int(node.pointee.strings)
        let tables = tables
        var length = 0
        var work = 0
        let allowedWork = remainingWork
        // 1: too short, 2: too long, 4: pattern, 8: format, 16: encoding, 32: media type
        let failures = instance.withUTF8 { text -> Int in
            var failures = 0
            if rule.pointee.minLength > 0 || rule.pointee.maxLength < text.count {
                length = countScalars(text)
                if length < rule.pointee.minLength { failures |= 1 }
                if length > rule.pointee.maxLength { failures |= 2 }
            }
            if rule.pointee.pattern >= 0 {
                let isMatch = tables.pointee.patterns[Int(rule.pointee.pattern)]._withUnsafeGuaranteedRef { pattern in
                    work = pattern.work(text.count)
                    return work > allowedWork || pattern.matches(text)
                }
                if !isMatch { failures |= 4 }
            }
            if rule.pointee.format != 0 && !accepts(format: rule.pointee.format, text) { failures |= 8 }
            if rule.pointee.isBase64 || rule.pointee.isJSON {
                failures |= contentFailures(text, isBase64: rule.pointee.isBase64, isJSON: rule.pointee.isJSON)
            }
            return failures
        }
        if work > 0, !spend(work) { return false }
        if failures == 0 { return true }
        if !collecting { return false }
        let rules = rule.pointee
        if failures & 1 != 0 {
            append(index, .minLength, instance, .tooShort(minimum: rules.minLength, length: length))
        }
        if failures & 2 != 0 { append(index, .maxLength, instance, .tooLong(maximum: rules.maxLength, length: length)) }
        if failures & 4 != 0 {
            let source = tables.pointee.patterns[Int(rules.pattern)].takeUnretainedValue().source
            append(index, .pattern, instance, .patternMismatch(pattern: source))
        }
        if failures & 8 != 0 {
            append(index, .format, instance, .formatMismatch(format: program.format(of: index)))
        }
        if failures & 16 != 0 {
            append(index, .contentEncoding, instance, .contentNotDecodable(encoding: "base64"))
        }
        if failures & 32 != 0 {
            append(index, .contentMediaType, instance, .contentMalformed(mediaType: "application/json"))
        }
        return false
    }

    @inlinable mutating func checkNumber(
        _ index: SchemaIndex, _ node: UnsafePointer<SchemaNode>, _ instance: Instance
    ) -> Bool {
        let rule = tables.pointee.numberRules + Int(node.pointee.numbers)
        let value = instance.decimal
        var valid = true
        if let bound = rule.pointee.minimum, value < bound {
            fail(index, .minimum, instance, .belowMinimum(bound, exclusive: false))
            if !collecting { return false }
            valid = false
        }
        if let bound = rule.pointee.exclusiveMinimum, !(bound < value) {
            fail(index, .exclusiveMinimum, instance, .belowMinimum(bound, exclusive: true))
            if !collecting { return false }
            valid = false
        }
        if let bound = rule.pointee.maximum, bound < value {
            fail(index, .maximum, instance, .aboveMaximum(bound, exclusive: false))
            if !collecting { return false }
            valid = false
        }
        if let bound = rule.pointee.exclusiveMaximum, !(value < bound) {
            fail(index, .exclusiveMaximum, instance, .aboveMaximum(bound, exclusive: true))
            if !collecting { return false }
            valid = false
        }
        if let divisor = rule.pointee.multipleOf, !value.isMultiple(of: divisor) {
            fail(index, .multipleOf, instance, .notMultipleOf(divisor))
            if !collecting { return false }
            valid = false
        }
        return valid
    }
}
