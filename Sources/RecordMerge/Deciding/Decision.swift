import LosslessYAML

/// What becomes of one node, decided before a byte is written.
struct Decision {
    let versions: Versions<Ref>
    let plan: Plan
}

/// How a node of the result comes about.
indirect enum Plan {
    /// Both sides mean the same.
    case same
    /// As one side has it. `overrules`: although the other side changed something too.
    case take(MergeSide, overrules: Bool)
    /// Gone.
    case remove
    /// A map merged by its keys, in the order of the result; what is removed is listed too.
    case map([DecidedEntry])
    /// A list merged by its items; what is removed is listed too.
    case list([Decision])
    /// A value that neither side has: text merged by lines, a counter.
    case value(YAMLValue)
    /// An open conflict.
    case block(ConflictBlock)
}

/// An entry of a merged map.
struct DecidedEntry {
    let key: String
    let decision: Decision
}

/// The values of a `$conflict` map.
struct ConflictBlock {
    var base: Ref?
    var ours: Ref?
    var theirs: Ref?
    /// Further values that came to a conflict which was open already.
    var also: [Ref] = []

    static let key = "$conflict"

    /// The values under their labels, in their order.
    var values: [(label: String, value: YAMLValue)] {
        [("base", base), ("ours", ours), ("theirs", theirs)].compactMap { label, ref in
            ref.map { (label, YAMLValue($0.node, in: $0.tree)) }
        } + (also.isEmpty ? [] : [("also", .list(also.map { YAMLValue($0.node, in: $0.tree) }))])
    }

    var value: YAMLValue {
        .map([.init(key: Self.key, value: .map(values.map { .init(key: $0.label, value: $0.value) }))])
    }

    /// The block that a node of a version is; nil for any other node.
    init?(reading ref: Ref?) {
        guard let ref, ref.isMap else { return nil }
        var entries = ref.tree.entries(ref.node)
        guard let entry = entries.next(), entries.next() == nil, ref.tree.kind(entry.value) == .mapping,
            ref.tree.withScalarBytes(entry.key, { $0.elementsEqual(Self.key.utf8) })
        else { return nil }
        let inner = ref.child(entry.value)
        base = inner.value("base")
        ours = inner.value("ours")
        theirs = inner.value("theirs")
        also = inner.value("also").map { list in list.tree.children(list.node).map { list.child($0) } } ?? []
    }

    init(base: Ref?, ours: Ref?, theirs: Ref?) {
        self.base = base
        self.ours = ours
        self.theirs = theirs
    }
}
