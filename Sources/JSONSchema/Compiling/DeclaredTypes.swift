/// Finds out as what types a schema wants to see its instances, for formats with untyped scalars.
///
/// A schema says so by `type`, by the types of its `enum` or `const` values, by what it refers to, or by what all branches
/// of its `allOf`, `anyOf` and `oneOf` say. A schema that says nothing takes instances as they look; it settles that only when
/// it has alternatives, which must not differ over the type.
struct DeclaredTypes {
    private let compiler: SchemaCompiler
    /// By the index of the schema.
    private var known: [InstanceTypeSet?]
    private var visiting: [SchemaIndex] = []

    /// Chains of references longer than this are not followed.
    private static let depthLimit = 100

    init(compiler: SchemaCompiler) {
        self.compiler = compiler
        known = Array(repeating: nil, count: compiler.nodes.count)
    }

    /// The types to view instances as; empty where nothing needs to be settled.
    mutating func view(of index: SchemaIndex) -> InstanceTypeSet {
        let types = declared(index)
        if types != .any { return types }
        let node = compiler.nodes[Int(index)]
        if node.constant != .none || node.applicators < 0 { return [] }
        let rule = compiler.applicatorRules[Int(node.applicators)]
        let hasAlternatives = !rule.anyOf.isEmpty || !rule.oneOf.isEmpty || rule.not >= 0 || rule.condition >= 0
        return hasAlternatives ? .any : []
    }

    private mutating func declared(_ index: SchemaIndex) -> InstanceTypeSet {
        if let types = known[Int(index)] { return types }
        let node = compiler.nodes[Int(index)]
        if node.constant != .none || visiting.count >= Self.depthLimit { return .any }
        if visiting.contains(index) { return .any }
        visiting.append(index)
        defer { visiting.removeLast() }
        var types = node.types
        if node.values >= 0 {
            var allowed = InstanceTypeSet([])
            for position in compiler.valueRules[Int(node.values)].allowed.indices {
                allowed.formUnion(InstanceTypeSet(compiler.values[position].type))
            }
            types.formIntersection(allowed)
        } else if types == .any, node.applicators >= 0 {
            let rule = compiler.applicatorRules[Int(node.applicators)]
            if rule.ref >= 0 { types.formIntersection(declared(rule.ref)) }
            for position in rule.allOf.indices { types.formIntersection(declared(compiler.schemas[position])) }
            if !rule.anyOf.isEmpty { types.formIntersection(union(rule.anyOf)) }
            if !rule.oneOf.isEmpty { types.formIntersection(union(rule.oneOf)) }
        }
        if types.isEmpty { types = node.types }
        known[Int(index)] = types
        return types
    }

    private mutating func union(_ branches: PoolRange) -> InstanceTypeSet {
        var types = InstanceTypeSet([])
        for position in branches.indices { types.formUnion(declared(compiler.schemas[position])) }
        return types
    }
}
