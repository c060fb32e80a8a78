/// A schema made ready for evaluation. Immutable and shared freely between threads.
@usableFromInline package final class CompiledSchema: Sendable {
    /// The schema as data: its root value, with places and extension keywords.
    package let root: JSONValue

    @usableFromInline let program: SchemaProgram

    private init(root: JSONValue, program: SchemaProgram) {
        self.root = root
        self.program = program
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
        var resources = SchemaResources(registry: registry, defaultDraft: draft)
        let resource = resources.add(root.document, root: root.index, uri: baseURI)
        let place = resources.resources[resource].root
        var compiler = SchemaCompiler(resources: resources, formats: formats)
        let program = try compiler.compileAll(root: place, resource: resource)
        return CompiledSchema(root: root, program: program)
    }

    /// The work after which an evaluation is given up: about one unit for each schema applied to a value. An ordinary record
    /// takes some tens.
    @inlinable package static var workLimit: Int { 5_000_000 }

    /// Whether `instance` fits, decided without building violations. This is the quick path.
    @inlinable package func isValid<Instance: SchemaInstance>(
        _ instance: Instance, workLimit: Int = CompiledSchema.workLimit
    ) -> Bool {
        var evaluation = Evaluation<Instance>(program: program, collecting: false, workLimit: workLimit)
        return evaluation.run(instance)
    }

    /// All violations of `instance` in document order as far as possible; empty when it fits.
    @inlinable package func violations<Instance: SchemaInstance>(
        of instance: Instance, workLimit: Int = CompiledSchema.workLimit
    ) -> [Violation<Instance>] {
        if isValid(instance, workLimit: workLimit) { return [] }
        var evaluation = Evaluation<Instance>(program: program, collecting: true, workLimit: workLimit)
        _ = evaluation.run(instance)
        return evaluation.violations
    }
}
