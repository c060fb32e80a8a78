import JSONSchema
import Testing

/// One row of a keyword's table: a schema, instances that fit it and instances that do not, all as JSON text.
struct KeywordRow: Sendable, CustomTestStringConvertible {
    let schema: String
    let valid: [String]
    let invalid: [String]
    var drafts: [SchemaDraft] = [.draft07, .draft2020]

    init(_ schema: String, valid: [String], invalid: [String], drafts: [SchemaDraft] = [.draft07, .draft2020]) {
        self.schema = schema
        self.valid = valid
        self.invalid = invalid
        self.drafts = drafts
    }

    var testDescription: String { schema }

    /// Checks every instance, and that both modes of evaluation agree.
    func check(
        formats: FormatMode = .annotated, registry: SchemaRegistry = SchemaRegistry(),
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for draft in drafts {
            let compiled = try compile(schema, draft: draft, formats: formats, registry: registry)
            for (texts, expected) in [(valid, true), (invalid, false)] {
                for text in texts {
                    let instance = try JSONDocument.parse(text).root
                    let comment = Comment(rawValue: "\(draft): \(text) against \(schema)")
                    #expect(compiled.isValid(instance) == expected, comment, sourceLocation: sourceLocation)
                    #expect(
                        compiled.violations(of: instance).isEmpty == expected, comment, sourceLocation: sourceLocation)
                }
            }
        }
    }
}

func compile(
    _ schema: String, draft: SchemaDraft = .draft2020, formats: FormatMode = .annotated,
    registry: SchemaRegistry = SchemaRegistry()
) throws -> CompiledSchema {
    try CompiledSchema.compile(try JSONDocument.parse(schema).root, draft: draft, formats: formats, registry: registry)
}

func violations(_ schema: String, _ instance: String, draft: SchemaDraft = .draft2020) throws -> [Violation<JSONValue>]
{
    try compile(schema, draft: draft).violations(of: JSONDocument.parse(instance).root)
}

/// The mistakes of a schema that must not compile.
func schemaErrors(
    _ schema: String, draft: SchemaDraft = .draft2020, registry: SchemaRegistry = SchemaRegistry()
) throws -> [SchemaError] {
    do {
        _ = try compile(schema, draft: draft, registry: registry)
        return []
    } catch let failure as SchemaErrors {
        return failure.errors
    }
}
