/// Something wrong with a schema itself, found while it is compiled.
package struct SchemaError: Error, Sendable, CustomStringConvertible {
    /// What is wrong with the schema.
    package enum Reason: Sendable, Hashable {
        /// A keyword's value has the wrong type or range; `expected` says in English what belongs there.
        case invalidKeyword(String, expected: String)
        /// A type name that JSON Schema does not have.
        case unknownType(String)
        /// The regular expression is malformed or not supported.
        case invalidPattern(String, PatternError)
        /// No registered document, anchor or place answers to the reference.
        case unresolvedReference(String)
        /// References that lead back to themselves on the same instance, whatever the instance is.
        case endlessReference(String)
        /// `$schema` names a metaschema that is neither built in nor registered.
        case unknownDialect(String)
        /// The metaschema requires a vocabulary that is not known.
        case unknownVocabulary(String)
        /// Two schemas claim the same URI or anchor.
        case duplicateIdentifier(String)
        /// The document is not a schema (neither an object nor a boolean).
        case notASchema
        case tooLarge
    }

    package let reason: Reason
    /// The value at fault, in its own document: gives byte range, line and column.
    package let node: JSONValue
    /// The URI of the document that holds `node`, empty when it has none.
    package let documentURI: String

    /// JSON Pointer from the root of the schema to `node`.
    package let pointer: String

    package var description: String {
        let what =
            switch reason {
            case .invalidKeyword(let keyword, let expected): "\(keyword) must be \(expected)"
            case .unknownType(let name): "there is no type \(name.debugDescription)"
            case .invalidPattern(let pattern, let error): "bad pattern \(pattern.debugDescription): \(error)"
            case .unresolvedReference(let reference): "nothing is found at \(reference.debugDescription)"
            case .endlessReference(let reference): "\(reference.debugDescription) refers to itself without end"
            case .unknownDialect(let uri): "unknown metaschema \(uri.debugDescription)"
            case .unknownVocabulary(let uri): "unknown vocabulary \(uri.debugDescription)"
            case .duplicateIdentifier(let identifier): "\(identifier.debugDescription) is given twice"
            case .notASchema: "a schema must be an object or a boolean"
            case .tooLarge: "the schema is too large"
            }
        return "\(documentURI)#\(pointer): \(what)"
    }
}

/// All that is wrong with a schema.
package struct SchemaErrors: Error, Sendable, CustomStringConvertible {
    /// At least one.
    package let errors: [SchemaError]

    package var description: String { errors.map(\.description).joined(separator: "\n") }
}
