/// What the aliases of a text would grow to if each were replaced by what it stands for.
struct AliasExpansion {
    let text: UnsafeBufferPointer<UInt8>
    let stream: YAMLStream
    let limits: YAMLLimits
    private var sizes: [Int]
    private var found: RecordRestrictions.Found?

    init(text: UnsafeBufferPointer<UInt8>, stream: YAMLStream, limits: YAMLLimits) {
        self.text = text
        self.stream = stream
        self.limits = limits
        sizes = [Int](repeating: 0, count: stream.nodes.count)
    }

    /// The first alias that lies within what it stands for, or the one with which the text outgrows its bound.
    func problem() -> RecordRestrictions.Found? {
        var copy = self
        for document in stream.documents where copy.found == nil { _ = copy.size(document.root) }
        return copy.found
    }

    /// Content and nodes in bytes, roughly. Targets come before their aliases in the text, so every size is computed once; recursion is
    /// bounded by the depth of the tree.
    private mutating func size(_ index: UInt32) -> Int {
        let node = stream.nodes[Int(index)]
        var total = 32 + Int(node.textLength)
        if let target = stream.aliasTargets[index] {
            guard target != Node.none, sizes[Int(target)] > 0 else {
                if found == nil {
                    found = (
                        .recursiveAlias(stream.withContent(node, over: text) { String(decoding: $0, as: UTF8.self) }),
                        Int(node.start)
                    )
                }
                return total
            }
            total = sizes[Int(target)]
            if total > limits.expandedBytes, found == nil {
                found = (.aliasBomb(limit: limits.expandedBytes), Int(node.start))
            }
        }
        var child = node.firstChild
        while child != Node.none, found == nil {
            let record = stream.nodes[Int(child)]
            total += size(child)
            if total > limits.expandedBytes, found == nil {
                found = (.aliasBomb(limit: limits.expandedBytes), Int(record.start))
            }
            child = record.next
        }
        sizes[Int(index)] = total
        return total
    }
}
