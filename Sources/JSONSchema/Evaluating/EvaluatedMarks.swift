/// Which elements or members of one instance some keyword has looked at: what `unevaluatedItems` and
/// `unevaluatedProperties` leave out. Members are counted in document order.
@usableFromInline package struct EvaluatedMarks {
    @usableFromInline var first: UInt64 = 0
    @usableFromInline var others: [UInt64] = []
    @usableFromInline var all = false

    @inlinable init() {}

    /// The property or element in this position (0-based) has been evaluated.
    @inlinable package mutating func mark(_ position: Int) {
        if position < 64 {
            first |= 1 << UInt64(position)
            return
        }
        let word = position / 64 - 1
        while others.count <= word { others.append(0) }
        others[word] |= 1 << UInt64(position % 64)
    }

    /// All properties or elements have been evaluated.
    @inlinable package mutating func markAll() { all = true }

    /// Whether the property or element in this position (0-based) has been evaluated.
    @inlinable package func contains(_ position: Int) -> Bool {
        if all { return true }
        if position < 64 { return first & 1 << UInt64(position) != 0 }
        let word = position / 64 - 1
        return word < others.count && others[word] & 1 << UInt64(position % 64) != 0
    }

    /// Takes over the marks of another branch.
    @inlinable package mutating func formUnion(_ other: EvaluatedMarks) {
        all = all || other.all
        first |= other.first
        while others.count < other.others.count { others.append(0) }
        for (word, bits) in other.others.enumerated() { others[word] |= bits }
    }
}
