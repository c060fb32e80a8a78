/// Index of a schema in `SchemaProgram.nodes`; negative for none.
@usableFromInline package typealias SchemaIndex = Int32

/// A run of entries in one of the program's pools.
@usableFromInline package struct PoolRange: Sendable {
    @usableFromInline package var start: Int32 = 0
    @usableFromInline package var count: Int32 = 0

    @inlinable package var indices: Range<Int> { Int(start)..<Int(start) + Int(count) }
    @inlinable package var isEmpty: Bool { count == 0 }
}

/// One schema. Rules for a kind of instance are kept apart and named by index (-1: none), so that a node stays small.
@usableFromInline package struct SchemaNode: Sendable {
    /// A boolean schema, or an object that allows everything.
    @usableFromInline package enum Constant: UInt8, Sendable { case none, allowsAll, forbidsAll }

    @usableFromInline package var constant = Constant.none
    /// The `type` keyword; `any` without one.
    @usableFromInline package var types = InstanceTypeSet.any
    /// The types to view an instance as before any keyword looks at it; empty: as it is.
    @usableFromInline package var view = InstanceTypeSet([])
    @usableFromInline package var hasUnevaluated = false
    @usableFromInline package var values: Int32 = -1
    @usableFromInline package var numbers: Int32 = -1
    @usableFromInline package var strings: Int32 = -1
    @usableFromInline package var arrays: Int32 = -1
    @usableFromInline package var objects: Int32 = -1
    @usableFromInline package var applicators: Int32 = -1
    @usableFromInline package var resource: Int32 = 0
    /// Where the schema stands: document and node in it.
    @usableFromInline package var document: Int32 = 0
    @usableFromInline package var json: Int32 = 0
}

/// `enum` and `const`.
@usableFromInline package struct ValueRule: Sendable {
    /// Run in `SchemaProgram.values`.
    @usableFromInline package var allowed = PoolRange()
    /// When all allowed values are strings: a table of them.
    @usableFromInline package var names: Int32 = -1
    @usableFromInline package var isConst = false
}

/// `multipleOf` and the bounds of numbers.
@usableFromInline package struct NumberRule: Sendable {
    @usableFromInline package var multipleOf: ExactDecimal?
    @usableFromInline package var minimum: ExactDecimal?
    @usableFromInline package var maximum: ExactDecimal?
    @usableFromInline package var exclusiveMinimum: ExactDecimal?
    @usableFromInline package var exclusiveMaximum: ExactDecimal?
}

/// Keywords for strings. Lengths in code points.
@usableFromInline package struct StringRule: Sendable {
    @usableFromInline package var minLength = 0
    @usableFromInline package var maxLength = Int.max
    @usableFromInline package var pattern: Int32 = -1
    /// Raw value of an asserted `SchemaFormat`; 0 for none.
    @usableFromInline package var format: UInt8 = 0
    @usableFromInline package var isBase64 = false
    @usableFromInline package var isJSON = false
}

/// Keywords for arrays.
@usableFromInline package struct ArrayRule: Sendable {
    @usableFromInline package var minItems = 0
    @usableFromInline package var maxItems = Int.max
    @usableFromInline package var isUnique = false
    /// How elements are viewed when they are compared for uniqueness.
    @usableFromInline package var elementView = InstanceTypeSet([])
    /// Run in `SchemaProgram.schemas`.
    @usableFromInline package var prefix = PoolRange()
    /// The schema of the elements behind the prefix, and whether it comes from `additionalItems`.
    @usableFromInline package var rest: SchemaIndex = -1
    @usableFromInline package var restIsAdditional = false
    @usableFromInline package var contains: SchemaIndex = -1
    @usableFromInline package var minContains = 1
    @usableFromInline package var maxContains = Int.max
    /// Whether elements that fit `contains` count as evaluated (2020-12).
    @usableFromInline package var containsEvaluates = false
    @usableFromInline package var unevaluated: SchemaIndex = -1
}

/// Keywords for objects.
@usableFromInline package struct ObjectRule: Sendable {
    @usableFromInline package var minProperties = 0
    @usableFromInline package var maxProperties = Int.max
    /// Table of all names that these keywords mention; -1 without any.
    @usableFromInline package var names: Int32 = -1
    /// Parallel to the table: the schema in `properties`, or -1. Start in `SchemaProgram.schemas`.
    @usableFromInline package var properties: Int32 = 0
    /// Positions in the table of the required names. Run in `SchemaProgram.integers`.
    @usableFromInline package var required = PoolRange()
    /// The same as a bit mask when the table has at most 64 names.
    @usableFromInline package var requiredMask: UInt64 = 0
    /// Run in `SchemaProgram.dependents`.
    @usableFromInline package var dependents = PoolRange()
    /// Run in `SchemaProgram.patternProperties`.
    @usableFromInline package var patterns = PoolRange()
    @usableFromInline package var additional: SchemaIndex = -1
    @usableFromInline package var propertyNames: SchemaIndex = -1
    @usableFromInline package var unevaluated: SchemaIndex = -1
}

/// What the presence of one name demands.
@usableFromInline package struct DependentRule: Sendable {
    /// Position of the name in the object's table.
    @usableFromInline package var trigger: Int32
    @usableFromInline package var schema: SchemaIndex = -1
    /// Positions of the names that must be there too. Run in `SchemaProgram.integers`.
    @usableFromInline package var required = PoolRange()
    @usableFromInline package var keyword: SchemaKeyword
}

/// One entry of `patternProperties`.
@usableFromInline package struct PatternPropertyRule: Sendable {
    @usableFromInline package var pattern: Int32
    @usableFromInline package var schema: SchemaIndex
}

/// Keywords that apply schemas to the same instance. Runs in `SchemaProgram.schemas`.
@usableFromInline package struct ApplicatorRule: Sendable {
    @usableFromInline package var ref: SchemaIndex = -1
    @usableFromInline package var dynamicRef: SchemaIndex = -1
    /// The anchor that `dynamicRef` looks for in the dynamic scope; -1 when it is an ordinary reference.
    @usableFromInline package var dynamicAnchor: Int32 = -1
    @usableFromInline package var allOf = PoolRange()
    @usableFromInline package var anyOf = PoolRange()
    @usableFromInline package var oneOf = PoolRange()
    @usableFromInline package var not: SchemaIndex = -1
    @usableFromInline package var condition: SchemaIndex = -1
    @usableFromInline package var then: SchemaIndex = -1
    @usableFromInline package var otherwise: SchemaIndex = -1
}
