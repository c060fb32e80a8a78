/// One way in which an instance does not fit its schema.
@usableFromInline package struct Violation<Instance: SchemaInstance> {
    /// The way from the evaluated instance to the offending one; empty for the instance itself.
    @usableFromInline package let instancePath: [InstanceStep]
    /// The offending node: the value, or the member's name where the name is at fault (`isAboutKey`). For a missing property
    /// it is the object that lacks it.
    @usableFromInline package let instance: Instance
    /// Whether `instance` is the name of the last step of `instancePath`, not the value under it.
    @usableFromInline package let isAboutKey: Bool
    /// The keyword that failed; nil where a `false` schema forbids the instance.
    @usableFromInline package let keyword: String?
    /// The schema object that holds the keyword (or the `false` itself), in its own document. Extension keywords that stand
    /// next to the failed one are read from here.
    @usableFromInline package let schema: JSONValue
    /// The URI of the document that holds `schema`, empty when it has none.
    @usableFromInline package let schemaURI: String
    /// JSON Pointer (RFC 6901) from the root of that document to the keyword.
    @usableFromInline package let schemaPointer: String
    /// What is wrong, complete enough to be worded in any language.
    @usableFromInline package let detail: ViolationDetail

    @usableFromInline package init(
        instancePath: [InstanceStep], instance: Instance, isAboutKey: Bool, keyword: String?, schema: JSONValue,
        schemaURI: String, schemaPointer: String, detail: ViolationDetail
    ) {
        self.instancePath = instancePath
        self.instance = instance
        self.isAboutKey = isAboutKey
        self.keyword = keyword
        self.schema = schema
        self.schemaURI = schemaURI
        self.schemaPointer = schemaPointer
        self.detail = detail
    }

    /// `instancePath` as a JSON Pointer.
    @usableFromInline package var instancePointer: String {
        instancePath.map { "/" + JSONPointer.escaped($0.description) }.joined()
    }

    /// `schemaURI` and `schemaPointer` as one URI reference (the pointer is not percent-encoded).
    @usableFromInline package var schemaLocation: String { schemaURI + "#" + schemaPointer }
}

extension Violation: Sendable where Instance: Sendable {}

/// One step from an instance to a child of it.
@usableFromInline package enum InstanceStep: Sendable, Hashable, CustomStringConvertible {
    case key(String)
    /// 0-based position in an array.
    case index(Int)

    @usableFromInline package var description: String {
        switch self {
        case .key(let key): key
        case .index(let index): String(index)
        }
    }
}
