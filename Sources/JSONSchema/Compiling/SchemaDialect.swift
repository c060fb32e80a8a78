/// How the keywords of one schema resource are read: an edition and the vocabularies that are in force.
struct SchemaDialect: Sendable, Hashable {
    struct Vocabularies: OptionSet, Sendable, Hashable {
        let rawValue: UInt8
        static let applicator = Self(rawValue: 1)
        static let unevaluated = Self(rawValue: 2)
        static let validation = Self(rawValue: 4)
        static let formatAnnotation = Self(rawValue: 8)
        static let formatAssertion = Self(rawValue: 16)
        static let content = Self(rawValue: 32)
        static let others = Self(rawValue: 64)

        /// What a metaschema without `$vocabulary` stands for.
        static let standard: Self = [.applicator, .unevaluated, .validation, .formatAnnotation, .content, .others]

        /// The vocabulary that `uri` names, nil when it is not known.
        init?(uri: String) {
            var name = uri[...]
            for prefix in [
                "https://json-schema.org/draft/2020-12/vocab/", "https://json-schema.org/draft/2019-09/vocab/",
            ]
            where name.hasPrefix(prefix) {
                name = name.dropFirst(prefix.count)
                switch name {
                case "core", "meta-data": self = .others
                case "applicator": self = prefix.contains("2019") ? [.applicator, .unevaluated] : .applicator
                case "unevaluated": self = .unevaluated
                case "validation": self = .validation
                case "format-annotation", "format": self = .formatAnnotation
                case "format-assertion": self = .formatAssertion
                case "content": self = .content
                default: return nil
                }
                return
            }
            return nil
        }

        init(rawValue: UInt8) { self.rawValue = rawValue }
    }

    var draft: SchemaDraft
    var vocabularies: Vocabularies = .standard
}

/// Where a keyword holds subschemas.
enum SubschemaPlace {
    case single
    case list
    case map
    /// `items` before 2020-12: a schema or a list of schemas.
    case singleOrList
    /// `dependencies`: a map whose values are schemas or lists of names.
    case mapOfSchemasOrNames
}

extension SchemaDialect {
    /// How `keyword` holds subschemas in this dialect, nil when it holds none.
    func place(of keyword: String) -> SubschemaPlace? {
        switch keyword {
        case "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else": .single
        case "items": draft >= .draft2020 ? .single : .singleOrList
        case "additionalItems": draft >= .draft2020 ? nil : .single
        case "unevaluatedItems", "unevaluatedProperties", "contentSchema": draft >= .draft2019 ? .single : nil
        case "allOf", "anyOf", "oneOf": .list
        case "prefixItems": draft >= .draft2020 ? .list : nil
        case "properties", "patternProperties", "definitions": .map
        case "$defs", "dependentSchemas": draft >= .draft2019 ? .map : nil
        case "dependencies": .mapOfSchemasOrNames
        default: nil
        }
    }
}
