/// One YAML document over its own bytes. Nothing is copied out of the bytes until it is asked for.
///
/// What is asked for every value of every record can be inlined into other modules: a call costs more than the answer.
@usableFromInline package struct YAMLTree: Sendable {
    /// What never changes, held once, in memory of its own: trees are handed about for every value that is read, and counting references to
    /// arrays took more time than reading them.
    @usableFromInline
    final class Storage: @unchecked Sendable {
        let bytes: [UInt8]
        @usableFromInline let root: YAMLNodeID?
        @usableFromInline let nodes: UnsafeBufferPointer<Node>
        /// The bytes of the file, and behind them the side text.
        @usableFromInline let text: UnsafePointer<UInt8>
        @usableFromInline let sideText: UnsafePointer<UInt8>
        /// The keys of the root, which are asked for again and again: a mark of each, and their nodes.
        let rootMarks: UnsafeMutableBufferPointer<UInt64>
        let rootKeys: UnsafeMutableBufferPointer<UInt32>
        let commentSpans: [CommentSpan]
        let properties: [UInt32: NodeProperties]
        let aliasTargets: [UInt32: UInt32]

        init(_ bytes: [UInt8], root: YAMLNodeID?, _ stream: YAMLStream) {
            self.bytes = bytes
            self.root = root
            let nodes = UnsafeMutableBufferPointer<Node>.allocate(capacity: stream.nodes.count)
            _ = nodes.initialize(from: stream.nodes)
            self.nodes = UnsafeBufferPointer(nodes)
            let text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count + stream.sideText.count + 1)
            let end = text.initialize(fromContentsOf: bytes)
            _ = text[end...].initialize(fromContentsOf: stream.sideText)
            let start = text.baseAddress ?? UnsafeMutablePointer.allocate(capacity: 1)
            self.text = UnsafePointer(start)
            sideText = UnsafePointer(start + bytes.count)
            commentSpans = stream.comments
            properties = stream.properties
            aliasTargets = stream.aliasTargets
            var count = 0
            var key = root.map { nodes[Int($0.index)] }.flatMap { $0.isMapping ? $0.firstChild : nil } ?? Node.none
            let first = key
            while key != Node.none {
                count += 1
                key = nodes[Int(nodes[Int(key)].next)].next
            }
            rootMarks = .allocate(capacity: count)
            rootKeys = .allocate(capacity: count)
            key = first
            for place in 0..<count {
                let node = nodes[Int(key)]
                let text = (node.flags.contains(.sideText) ? sideText : self.text) + Int(node.textStart)
                rootMarks.initializeElement(
                    at: place, to: keyMark(UnsafeBufferPointer(start: text, count: Int(node.textLength))))
                rootKeys.initializeElement(at: place, to: key)
                key = nodes[Int(node.next)].next
            }
        }

        deinit {
            rootMarks.deallocate()
            rootKeys.deallocate()
            nodes.deallocate()
            text.deallocate()
        }
    }

    @usableFromInline let storage: Storage

    init(_ bytes: [UInt8], root: YAMLNodeID?, _ stream: YAMLStream) {
        storage = Storage(bytes, root: root, stream)
    }

    /// The text exactly as it was read, byte order mark included.
    package var bytes: [UInt8] { storage.bytes }
    /// The node of the document; nil only if the text holds no document.
    @inlinable package var root: YAMLNodeID? { storage.root }

    /// Valid as long as the tree.
    @inlinable var nodes: UnsafeBufferPointer<Node> { storage.nodes }
    var commentSpans: [CommentSpan] { storage.commentSpans }
    var properties: [UInt32: NodeProperties] { storage.properties }
    /// The node that each alias stands for.
    var aliasTargets: [UInt32: UInt32] { storage.aliasTargets }

    /// Scalar, sequence, mapping or alias.
    @inlinable package func kind(_ node: YAMLNodeID) -> YAMLNodeKind { nodes[Int(node.index)].kind }

    /// How the node is written.
    package func style(_ node: YAMLNodeID) -> YAMLStyle { nodes[Int(node.index)].style }

    /// Bytes of the node itself, without anchor and tag: a scalar with its quotes or its block header, a collection from the first to the
    /// last byte of its content, without the comments behind it. Empty where a value was left out.
    package func range(_ node: YAMLNodeID) -> Range<Int> {
        let record = nodes[Int(node.index)]
        return Int(record.start)..<Int(record.end)
    }

    /// ``range(_:)`` with the anchor and the tag in front of it.
    package func rangeWithProperties(_ node: YAMLNodeID) -> Range<Int> {
        let range = range(node)
        guard let found = properties(of: node) else { return range }
        let start = min(found.anchor?.lowerBound ?? .max, found.tag?.lowerBound ?? .max)
        return min(Int(start), range.lowerBound)..<range.upperBound
    }

    /// Items of a sequence in their order; nothing for any other node. Aliases are not followed.
    @inlinable package func children(_ sequence: YAMLNodeID) -> YAMLChildren {
        let record = nodes[Int(sequence.index)]
        return YAMLChildren(storage: storage, first: record.isSequence ? record.firstChild : Node.none)
    }

    /// Entries of a mapping in their order; nothing for any other node. Aliases are not followed.
    @inlinable package func entries(_ mapping: YAMLNodeID) -> YAMLEntries {
        let record = nodes[Int(mapping.index)]
        return YAMLEntries(storage: storage, first: record.isMapping ? record.firstChild : Node.none)
    }

    /// The node behind an alias; any other node itself.
    @inlinable package func resolvingAlias(_ node: YAMLNodeID) -> YAMLNodeID {
        guard case .alias = kind(node) else { return node }
        return target(ofAlias: node)
    }

    @usableFromInline func target(ofAlias node: YAMLNodeID) -> YAMLNodeID {
        aliasTargets[node.index].map { YAMLNodeID($0) } ?? node
    }

    /// The value under a key, compared by UTF-8 bytes; the mapping may be given by an alias, and the value is never an alias.
    package func value(of key: String, in mapping: YAMLNodeID) -> YAMLNodeID? {
        entry(of: key, in: mapping).map { resolvingAlias($0.value) }
    }

    /// The entry under a key, compared by UTF-8 bytes, aliases of the entry not followed.
    package func entry(of key: String, in mapping: YAMLNodeID) -> (key: YAMLNodeID, value: YAMLNodeID)? {
        var key = key
        return key.withUTF8 { entry(of: $0, in: mapping) }
    }

    private func entry(
        of wanted: UnsafeBufferPointer<UInt8>, in mapping: YAMLNodeID
    ) -> (key: YAMLNodeID, value: YAMLNodeID)? {
        if mapping == storage.root { return rootEntry(of: wanted) }
        let record = nodes[Int(resolvingAlias(mapping).index)]
        guard record.isMapping else { return nil }
        var place = record.firstChild
        while place != Node.none {
            let key = nodes[Int(place)]
            // The length tells most keys apart.
            if Int(key.textLength) == wanted.count, isKey(key, wanted) {
                return (YAMLNodeID(place), YAMLNodeID(key.next))
            }
            place = nodes[Int(key.next)].next
        }
        return nil
    }

    private func rootEntry(of wanted: UnsafeBufferPointer<UInt8>) -> (key: YAMLNodeID, value: YAMLNodeID)? {
        let mark = keyMark(wanted)
        for place in 0..<storage.rootMarks.count where storage.rootMarks[place] == mark {
            let key = storage.rootKeys[place]
            let record = nodes[Int(key)]
            if isKey(record, wanted) { return (YAMLNodeID(key), YAMLNodeID(record.next)) }
        }
        return nil
    }

    @inline(__always)
    private func isKey(_ key: Node, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = key.flags.contains(.sideText) ? storage.sideText : storage.text
        return key.isScalar
            && UnsafeBufferPointer(start: start + Int(key.textStart), count: Int(key.textLength)).hasBytes(of: wanted)
    }

    /// The content of a scalar after unescaping and folding, without a copy; the name of an alias; empty for a collection.
    @inlinable
    package func withScalarBytes<Answer>(
        _ node: YAMLNodeID, _ body: (UnsafeBufferPointer<UInt8>) -> Answer
    ) -> Answer {
        let record = storage.nodes[Int(node.index)]
        let start = record.flags.contains(.sideText) ? storage.sideText : storage.text
        defer { withExtendedLifetime(storage) {} }
        return body(UnsafeBufferPointer(start: start + Int(record.textStart), count: Int(record.textLength)))
    }

    /// The content of a scalar after unescaping and folding; the name of an alias; empty for a collection.
    package func text(_ node: YAMLNodeID) -> String {
        withScalarBytes(node) { String(decoding: $0, as: UTF8.self) }
    }

    /// The core schema's type of a scalar, from its tag, its style and its text. A collection counts as a string.
    package func scalarType(_ node: YAMLNodeID) -> YAMLScalarType {
        let record = nodes[Int(node.index)]
        if record.flags.contains(.properties) { return taggedType(node, record) }
        if !record.isScalar || record.style != .plain { return .string }
        let start = record.flags.contains(.sideText) ? storage.sideText : storage.text
        return YAMLScalarType(
            plain: UnsafeBufferPointer(start: start + Int(record.textStart), count: Int(record.textLength)))
    }

    private func taggedType(_ node: YAMLNodeID, _ record: Node) -> YAMLScalarType {
        let tag = properties[node.index]?.resolvedTag ?? []
        if tag.isEmpty, !record.isScalar || record.style != .plain { return .string }
        let plain = withScalarBytes(node) { YAMLScalarType(plain: $0) }
        return tag.isEmpty ? plain : plain.narrowed(byTag: tag)
    }

    /// The scalar as the core schema reads it.
    package func scalarValue(_ node: YAMLNodeID) -> YAMLScalar {
        switch scalarType(node) {
        case .null: .null
        case .true: .bool(true)
        case .false: .bool(false)
        case .integer: .integer(text(node))
        case .float: .float(text(node))
        case .string: .string(text(node))
        }
    }

    /// Line and column of a byte.
    package func position(at offset: Int) -> YAMLPosition {
        bytes.withUnsafeBufferPointer { YAMLPosition(offset: offset, in: $0) }
    }

    /// Every comment, in the order of the text.
    package var comments: [YAMLComment] {
        var line = 1
        var i = 0
        return bytes.withUnsafeBufferPointer { buffer in
            commentSpans.map { span in
                while i < Int(span.start) {
                    if buffer[i] == 0x0A || (buffer[i] == 0x0D && i + 1 < buffer.count && buffer[i + 1] != 0x0A) {
                        line += 1
                    }
                    i += 1
                }
                return YAMLComment(
                    range: Int(span.start)..<Int(span.end), line: line, standsAlone: span.standsAlone)
            }
        }
    }

    func properties(of node: YAMLNodeID) -> NodeProperties? {
        nodes[Int(node.index)].flags.contains(.properties) ? properties[node.index] : nil
    }
}

/// The items of a sequence.
@usableFromInline package struct YAMLChildren: Sequence, IteratorProtocol, Sendable {
    @usableFromInline let storage: YAMLTree.Storage
    @usableFromInline var upcoming: UInt32

    @inlinable init(storage: YAMLTree.Storage, first: UInt32) {
        self.storage = storage
        upcoming = first
    }

    @inlinable package mutating func next() -> YAMLNodeID? {
        guard upcoming != Node.none else { return nil }
        defer { upcoming = storage.nodes[Int(upcoming)].next }
        return YAMLNodeID(upcoming)
    }
}

/// The entries of a mapping.
@usableFromInline package struct YAMLEntries: Sequence, IteratorProtocol, Sendable {
    @usableFromInline let storage: YAMLTree.Storage
    @usableFromInline var upcoming: UInt32

    @inlinable init(storage: YAMLTree.Storage, first: UInt32) {
        self.storage = storage
        upcoming = first
    }

    @inlinable package mutating func next() -> (key: YAMLNodeID, value: YAMLNodeID)? {
        guard upcoming != Node.none else { return nil }
        let key = upcoming
        let value = storage.nodes[Int(key)].next
        upcoming = storage.nodes[Int(value)].next
        return (YAMLNodeID(key), YAMLNodeID(value))
    }
}
