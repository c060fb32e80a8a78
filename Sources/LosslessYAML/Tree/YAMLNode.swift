/// Names one node of one ``YAMLTree``. Meaningless in any other tree.
@usableFromInline package struct YAMLNodeID: Hashable, Sendable {
    /// Index into the arena of the tree.
    @usableFromInline let index: UInt32

    @inlinable init(_ index: UInt32) { self.index = index }
}

/// What a node is in the representation graph of YAML 1.2.2, section 3.2.1, plus the alias of the serialisation tree.
@usableFromInline package enum YAMLNodeKind: UInt8, Sendable {
    case scalar, mapping, sequence, alias
}

/// How a node is written down. An alias counts as `.plain`, an absent (empty) value as `.plain` too.
@usableFromInline package enum YAMLStyle: UInt8, Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
    case block, flow
}

/// One record of the arena: 32 bytes. All offsets are bytes from the start of the file, byte order mark included.
@usableFromInline struct Node: Sendable {
    @inlinable static var none: UInt32 { UInt32.max }

    @usableFromInline var kind: YAMLNodeKind
    @usableFromInline var style: YAMLStyle
    @usableFromInline var flags: Flags
    /// The node itself, without anchor and tag: a scalar with its quotes or header, a collection from its first to its last content byte.
    @usableFromInline var start: UInt32
    @usableFromInline var end: UInt32
    /// Content of a scalar after unescaping and folding: a slice of the file, or of the side text when `flags` says so.
    /// For an alias: the name without `*`.
    @usableFromInline var textStart: UInt32 = 0
    @usableFromInline var textLength: UInt32 = 0
    @usableFromInline var next: UInt32 = Node.none
    @usableFromInline var firstChild: UInt32 = Node.none

    @inlinable var isSequence: Bool { if case .sequence = kind { true } else { false } }
    @inlinable var isScalar: Bool { if case .scalar = kind { true } else { false } }
    @inlinable var isMapping: Bool { if case .mapping = kind { true } else { false } }

    @usableFromInline struct Flags: OptionSet, Sendable {
        @usableFromInline let rawValue: UInt8

        @inlinable init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The content lies in the side text, since it differs from the bytes of the file.
        @inlinable static var sideText: Flags { Flags(rawValue: 1) }
        /// The side table of the tree holds an anchor or a tag for this node.
        static let properties = Flags(rawValue: 2)
        /// The node spans more than one line.
        static let severalLines = Flags(rawValue: 4)
        /// A pair inside a flow sequence (`[a: b]`): a mapping without braces of its own.
        static let flowPair = Flags(rawValue: 8)
    }
}

/// Anchor and tag of a node; byte ranges of the file, with `&` and `!` included.
struct NodeProperties: Sendable {
    var anchor: Range<UInt32>?
    var tag: Range<UInt32>?
    /// The tag with its handle resolved and percent escapes decoded, as UTF-8.
    var resolvedTag: [UInt8] = []
}
