extension SchemaCompiler {
    /// `type`.
    mutating func compileType(_ reader: KeywordReader, into node: inout SchemaNode) {
        guard let value = reader["type"] else { return }
        var types = InstanceTypeSet([])
        let list = value.type == .array ? value.elements : [value]
        for name in list {
            guard let text = name.string else {
                invalid("type", "the name of a type or a list of such names", name, reader)
                return
            }
            guard let type = InstanceTypeSet(name: text) else {
                resources.report(.unknownType(text), at: reader.place(of: name))
                return
            }
            types.formUnion(type)
        }
        if list.isEmpty { invalid("type", "the name of a type or a list of such names", value, reader) }
        node.types = types
    }

    /// `enum` and `const`.
    mutating func compileValues(_ reader: KeywordReader, into node: inout SchemaNode) {
        var allowed: [JSONValue]?
        var isConst = false
        if let value = reader["enum"] {
            guard value.type == .array else { return invalid("enum", "a list of values", value, reader) }
            allowed = value.elements
        }
        if let value = reader["const"] {
            // Beside an `enum`, only the value that both allow is left.
            var work = Int.max
            let equal = allowed.map { $0.contains { areEqual($0, value, work: &work) } } ?? true
            allowed = equal ? [value] : []
            isConst = true
        }
        guard let allowed else { return }
        var rule = ValueRule()
        rule.isConst = isConst
        rule.allowed = PoolRange(start: Int32(values.count), count: Int32(allowed.count))
        values.append(contentsOf: allowed)
        if !allowed.isEmpty, allowed.allSatisfy({ $0.type == .string }) {
            var distinct = NameCollector()
            for value in allowed { _ = distinct.position(of: value.text) }
            rule.names = names.add(distinct.names)
        }
        node.values = Int32(valueRules.count)
        valueRules.append(rule)
    }

    /// `multipleOf` and the bounds.
    mutating func compileNumbers(_ reader: KeywordReader, into node: inout SchemaNode) {
        var rule = NumberRule()
        rule.minimum = bound("minimum", reader)
        rule.maximum = bound("maximum", reader)
        rule.exclusiveMinimum = bound("exclusiveMinimum", reader)
        rule.exclusiveMaximum = bound("exclusiveMaximum", reader)
        if let value = reader["multipleOf"] {
            if let divisor = value.number, divisor > .zero, divisor.digits.count <= ExactDecimal.divisorDigitLimit {
                rule.multipleOf = divisor
            } else {
                let limit = ExactDecimal.divisorDigitLimit
                invalid("multipleOf", "a number above 0 of at most \(limit) digits", value, reader)
            }
        }
        let isEmpty =
            rule.minimum == nil && rule.maximum == nil && rule.exclusiveMinimum == nil && rule.exclusiveMaximum == nil
            && rule.multipleOf == nil
        if isEmpty { return }
        node.numbers = Int32(numberRules.count)
        numberRules.append(rule)
    }

    private mutating func bound(_ keyword: String, _ reader: KeywordReader) -> ExactDecimal? {
        guard let value = reader[keyword] else { return nil }
        if value.type != .number { invalid(keyword, "a number", value, reader) }
        return value.number
    }

    /// Lengths, `pattern`, `format`, and in draft-07 the content keywords.
    mutating func compileStrings(_ reader: KeywordReader, into node: inout SchemaNode) {
        var rule = StringRule()
        let vocabularies = reader.dialect.vocabularies
        if vocabularies.contains(.validation) {
            rule.minLength = count("minLength", reader) ?? 0
            rule.maxLength = count("maxLength", reader) ?? .max
            if let value = reader["pattern"] {
                if let text = value.string {
                    rule.pattern = pattern(text, value, reader)
                } else {
                    invalid("pattern", "a regular expression", value, reader)
                }
            }
        }
        let assertsFormat =
            vocabularies.contains(.formatAssertion)
            || (formats == .asserted && vocabularies.contains(.formatAnnotation))
        if let value = reader["format"] {
            if let name = value.string {
                if assertsFormat { rule.format = SchemaFormat(name: name)?.rawValue ?? 0 }
            } else {
                invalid("format", "the name of a format", value, reader)
            }
        }
        if reader.dialect.draft == .draft07 && formats == .asserted {
            rule.isBase64 = reader["contentEncoding"]?.string == "base64"
            rule.isJSON = reader["contentMediaType"]?.string == "application/json"
        }
        let isEmpty =
            rule.minLength == 0 && rule.maxLength == .max && rule.pattern < 0 && rule.format == 0 && !rule.isBase64
            && !rule.isJSON
        if isEmpty { return }
        node.strings = Int32(stringRules.count)
        stringRules.append(rule)
    }

    /// The compiled expression `text`; -1 when it is refused. `value` is where it stands.
    mutating func pattern(_ text: String, _ value: JSONValue, _ reader: KeywordReader) -> Int32 {
        if let known = patternIndex[text] { return known }
        do throws(PatternError) {
            patterns.append(try Pattern(text))
            let index = Int32(patterns.count - 1)
            patternIndex[text] = index
            return index
        } catch {
            resources.report(.invalidPattern(text, error), at: reader.place(of: value))
            return -1
        }
    }
}
