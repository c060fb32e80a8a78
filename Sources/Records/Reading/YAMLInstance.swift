package import JSONSchema
package import LosslessYAML

/// Keeps the tree of a record at one address, so that the nodes handed to the schema are a reference and an index.
package final class RecordText: Sendable {
    package let tree: YAMLTree

    package init(_ tree: YAMLTree) {
        self.tree = tree
    }
}

/// A node of a YAML tree as a schema sees it: the type of a plain scalar comes from the schema first (`007` is text where
/// text is asked for), from the core schema of YAML 1.2 otherwise.
package struct YAMLInstance: SchemaInstance {
    package let source: RecordText
    package let node: YAMLNodeID
    /// Once a schema has looked at a scalar its type is settled: it is not text to one keyword and a number to the next.
    private let settled: InstanceType?

    package init(_ source: RecordText, _ node: YAMLNodeID) {
        self.init(source, node, settled: nil)
    }

    private init(_ source: RecordText, _ node: YAMLNodeID, settled: InstanceType?) {
        self.source = source
        self.node = source.tree.resolvingAlias(node)
        self.settled = settled
    }

    package var type: InstanceType { settled ?? naturalType }

    private var naturalType: InstanceType {
        switch source.tree.kind(node) {
        case .mapping: return .object
        case .sequence: return .array
        case .alias: return .null
        case .scalar: break
        }
        switch source.tree.scalarType(node) {
        case .null: return .null
        case .true, .false: return .boolean
        case .integer, .float: return .number
        case .string: return .string
        }
    }

    package func viewed(as types: InstanceTypeSet) -> YAMLInstance {
        if settled != nil { return self }
        let natural = naturalType
        let isText: Bool
        switch natural {
        // Nothing written at all is an absent value, never an empty text.
        case .null, .string, .array, .object: isText = false
        case .boolean: isText = types.contains(.string) && !types.contains(.boolean)
        case .number: isText = types.contains(.string) && !types.contains(.number) && !types.contains(.integer)
        }
        return YAMLInstance(source, node, settled: isText ? .string : natural)
    }

    package var boolean: Bool { source.tree.scalarType(node) == .true }

    package var decimal: ExactDecimal {
        source.tree.withScalarBytes(node) { exactDecimal(yaml: $0) } ?? .zero
    }

    package func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard type == .string else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        return source.tree.withScalarBytes(node, body)
    }

    package var count: Int {
        switch type {
        case .array: source.tree.children(node).reduce(0) { count, _ in count + 1 }
        case .object: source.tree.entries(node).reduce(0) { count, _ in count + 1 }
        default: 0
        }
    }

    package struct Elements: IteratorProtocol {
        let source: RecordText
        var children: YAMLChildren

        package mutating func next() -> YAMLInstance? {
            children.next().map { YAMLInstance(source, $0) }
        }
    }

    package struct Members: IteratorProtocol {
        let source: RecordText
        var entries: YAMLEntries

        package mutating func next() -> (key: YAMLInstance, value: YAMLInstance)? {
            entries.next().map { (YAMLInstance(source, $0.key, settled: .string), YAMLInstance(source, $0.value)) }
        }
    }

    package func makeElements() -> Elements { Elements(source: source, children: source.tree.children(node)) }

    package func makeMembers() -> Members { Members(source: source, entries: source.tree.entries(node)) }
}

/// The value of a YAML 1.2 number: decimal, `0x1F` or `0o17`; nil for `.inf`, `.nan` and whatever else no JSON number can say.
func exactDecimal(yaml text: UnsafeBufferPointer<UInt8>) -> ExactDecimal? {
    if text.count > 2, text[0] == UInt8(ascii: "0"), text[1] == UInt8(ascii: "x") || text[1] == UInt8(ascii: "o") {
        let digits = String(decoding: text[2...], as: UTF8.self)
        return Int(digits, radix: text[1] == UInt8(ascii: "x") ? 16 : 8).map { ExactDecimal($0) }
    }
    return ExactDecimal(utf8: text)
}
