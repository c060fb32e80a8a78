/// One node of a document that a schema is evaluated on.
///
/// The evaluator is generic over this protocol and specialised for each conformer. Conformers should be small structs that
/// are cheap to copy (a pointer or reference and an index). The conformers are `JSONValue` here and the YAML node of the
/// domain layer.
@usableFromInline package protocol SchemaInstance {
    /// Walks the elements of an array.
    associatedtype Elements: IteratorProtocol where Elements.Element == Self
    /// Walks the members of an object in document order. Keys are instances of type `string`.
    associatedtype Members: IteratorProtocol where Members.Element == (key: Self, value: Self)

    /// The type after the reading rules of the instance's format and of its current view.
    var type: InstanceType { get }

    /// The instance as a schema sees it that allows exactly `types`.
    ///
    /// A format with untyped scalars (YAML's `007`, `no`, `13800138000`) settles here what such a scalar is: what it looks
    /// like, when `types` allows that; otherwise its text, when `types` holds `string`; otherwise what it looks like. What was
    /// settled stays: viewing a view returns it unchanged, so that one scalar is never a string to one keyword and a number to
    /// another, nor each branch of a `oneOf` can have it its own way. Formats with typed scalars return `self`.
    func viewed(as types: InstanceTypeSet) -> Self

    /// The value of a `boolean`; any value for other types.
    var boolean: Bool { get }

    /// The exact value of a `number`; zero for other types.
    var decimal: ExactDecimal { get }

    /// Calls `body` with the UTF-8 bytes of a `string`, without copying them where that is possible; with no bytes for other
    /// types.
    func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result

    /// The number of elements of an `array` or of members of an `object`; zero for other types.
    var count: Int { get }

    /// The elements of an `array`; none for other types.
    func makeElements() -> Elements

    /// The members of an `object`; none for other types.
    func makeMembers() -> Members
}

extension SchemaInstance {
    /// The text of a `string` instance.
    @usableFromInline package var text: String {
        withUTF8 { String(decoding: $0, as: UTF8.self) }
    }
}
