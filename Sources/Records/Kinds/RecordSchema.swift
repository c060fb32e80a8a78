import JSONSchema
import LosslessYAML

/// What a merge needs of a schema: the fields with their types and merge rules, and the check of the result. Unlike a ``Kind``, it
/// need not say where records lie.
package struct RecordSchema: Sendable {
    package let fields: [Field]
    private let schema: CompiledSchema

    package init(_ kind: Kind) {
        fields = kind.fields
        schema = kind.schema
    }

    /// The schema in a JSON text.
    ///
    /// - Throws: why it is none, in a sentence.
    package init(json: [UInt8]) throws(BrokenSchema) {
        let document: JSONDocument
        do throws(JSONParseError) {
            document = try JSONDocument.parse(json)
        } catch {
            throw BrokenSchema(description: "not JSON: \(error)")
        }
        do throws(SchemaErrors) {
            schema = try CompiledSchema.compile(document.root, draft: .draft07, formats: .asserted)
        } catch {
            throw BrokenSchema(description: error.description)
        }
        fields = KindReader(schema: document.root, fallbackKey: "").fields
    }

    /// Everything in which a record does not fit; empty when it does.
    package func breaks(of text: RecordText) -> [SchemaBreak] {
        guard let root = text.tree.root else { return [] }
        let instance = YAMLInstance(text, root)
        if schema.isValid(instance) { return [] }
        return schema.violations(of: instance).map { violation in
            SchemaBreak(
                path: violation.instancePath.map(\.description), keyword: violation.keyword ?? "false",
                location: violation.schemaLocation)
        }
    }
}

/// Why a text is no usable schema.
package struct BrokenSchema: Error, Hashable, Sendable {
    package let description: String

    package init(description: String) { self.description = description }
}

/// One place in which a record does not fit its schema.
package struct SchemaBreak: Hashable, Sendable {
    /// Keys and indices from the top of the record.
    package let path: [String]
    /// The keyword that failed: `required`, `enum`.
    package let keyword: String
    /// Where it stands in the schema, a JSON pointer behind `#`.
    package let location: String
}
