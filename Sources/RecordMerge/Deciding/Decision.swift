import LosslessYAML
import Records

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
    /// Types of the values, which nobody sees any more once they stand in the block.
    var field: Field?

    static let key = "$conflict"

    /// The values under their labels, in their order.
    var values: [(label: String, value: YAMLValue)] {
        [("base", base), ("ours", ours), ("theirs", theirs)].compactMap { label, ref in
            ref.map { (label, YAMLValue($0, field)) }
        } + (also.isEmpty ? [] : [("also", .list(also.map { YAMLValue($0, field) }))])
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

    init(base: Ref?, ours: Ref?, theirs: Ref?, field: Field?) {
        self.field = field
        self.base = base
        self.ours = ours
        self.theirs = theirs
    }
}

extension YAMLValue {
    /// A value with the type that its schema gives it: `007` and `NO` are text where text is asked for, and are written as such.
    init(_ ref: Ref, _ field: Field?) {
        let ref = ref.target
        switch ref.kind {
        case .mapping:
            self = .map(
                ref.tree.entries(ref.node).map { entry in
                    let key = ref.tree.text(entry.key)
                    return Entry(key: key, value: YAMLValue(ref.child(entry.value), field?.field(key)))
                })
        case .sequence:
            self = .list(ref.tree.children(ref.node).map { YAMLValue(ref.child($0), field) })
        case .scalar, .alias:
            let plain = YAMLValue(ref.node, in: ref.tree)
            switch plain {
            case .number, .bool: self = ScalarMeaning(ref, field) == .text ? .string(ref.tree.text(ref.node)) : plain
            default: self = plain
            }
        }
    }
}
