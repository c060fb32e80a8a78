import JSONSchema

/// A document flattened the way the YAML arena is: plain nodes behind a pointer, text as slices, untyped scalars.
struct Arena {
    struct Node {
        var type: InstanceType
        var start: Int32
        var length: Int32
        var count: Int32
        var next: Int32
    }

    var nodes: [Node] = []
    var bytes: [UInt8] = []

    /// Flattens a JSON value; keys come before their values.
    init(_ value: JSONValue) {
        add(value)
    }

    private mutating func add(_ value: JSONValue) {
        let index = nodes.count
        let text = value.type == .string ? value.text : value.type == .number ? value.sourceText : ""
        nodes.append(
            Node(
                type: value.type, start: Int32(bytes.count), length: Int32(text.utf8.count), count: Int32(value.count),
                next: 0))
        bytes += Array(text.utf8)
        var last: Int?
        func link(_ next: Int) {
            if let last { nodes[last].next = Int32(next) }
        }
        for element in value.elements {
            link(nodes.count)
            last = nodes.count
            add(element)
        }
        for (key, member) in value.members {
            link(nodes.count)
            add(key)
            last = nodes.count
            add(member)
        }
        _ = index
    }
}

/// One node of an arena, borrowed from memory that outlives the evaluation.
struct ArenaNode: SchemaInstance {
    let nodes: UnsafePointer<Arena.Node>
    let bytes: UnsafePointer<UInt8>
    let index: Int32
    /// 0xFF: as it looks.
    var settled: UInt8 = 0xFF

    var node: Arena.Node { nodes[Int(index)] }
    var type: InstanceType { InstanceType(rawValue: settled) ?? node.type }

    func viewed(as types: InstanceTypeSet) -> ArenaNode {
        if settled != 0xFF { return self }
        var copy = self
        let looks = node.type
        let fits = types.contains(InstanceTypeSet(looks)) || (looks == .number && types.contains(.integer))
        copy.settled = (fits || !types.contains(.string) || looks.rawValue > 3 ? looks : .string).rawValue
        return copy
    }

    var boolean: Bool { false }
    var decimal: ExactDecimal { withUTF8 { ExactDecimal(utf8: $0) } ?? .zero }
    func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        body(UnsafeBufferPointer(start: bytes + Int(node.start), count: Int(node.length)))
    }
    var count: Int { Int(node.count) }
    func makeElements() -> Elements { Elements(parent: self, following: node.count > 0 ? index + 1 : 0) }
    func makeMembers() -> Members { Members(parent: self, following: node.count > 0 ? index + 1 : 0) }

    struct Elements: IteratorProtocol {
        let parent: ArenaNode
        var following: Int32
        mutating func next() -> ArenaNode? {
            if following == 0 { return nil }
            let element = ArenaNode(nodes: parent.nodes, bytes: parent.bytes, index: following)
            following = element.node.next
            return element
        }
    }

    struct Members: IteratorProtocol {
        let parent: ArenaNode
        var following: Int32
        mutating func next() -> (key: ArenaNode, value: ArenaNode)? {
            if following == 0 { return nil }
            let key = ArenaNode(nodes: parent.nodes, bytes: parent.bytes, index: following)
            let value = ArenaNode(nodes: parent.nodes, bytes: parent.bytes, index: following + 1)
            following = value.node.next
            return (key, value)
        }
    }
}
