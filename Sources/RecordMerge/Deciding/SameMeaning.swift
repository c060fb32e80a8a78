import LosslessYAML
import Records

/// Whether two nodes mean the same: strings by their bytes, numbers by their exact value, times as instants, maps whatever the order of
/// their keys, an alias as the alias of that name and what it stands for. Absent is an own value.
func sameMeaning(_ one: Ref?, _ two: Ref?, _ field: Field?) -> Bool {
    switch (one, two) {
    case (nil, nil): true
    case (let one?, let two?): sameNode(one, two, field)
    default: false
    }
}

private func sameNode(_ one: Ref, _ two: Ref, _ field: Field?) -> Bool {
    if one.text === two.text, one.node == two.node { return true }
    guard one.kind == two.kind else { return false }
    switch one.kind {
    case .alias:
        return sameText(one, two) && sameNode(one.target, two.target, field)
    case .scalar:
        return sameScalar(one, two, field)
    case .sequence:
        var others = two.tree.children(two.node)
        for item in one.tree.children(one.node) {
            guard let other = others.next(), sameNode(one.child(item), two.child(other), field) else { return false }
        }
        return others.next() == nil
    case .mapping:
        let keys = KeyFinder(two)
        var count = 0
        for entry in one.tree.entries(one.node) {
            count += 1
            guard let other = keys.find(one, entry.key) else { return false }
            let inner = field.flatMap { $0.fields.isEmpty ? nil : $0.field(one.tree.text(entry.key)) }
            guard sameNode(one.child(entry.value), two.child(other), inner) else { return false }
        }
        return count == keys.count
    }
}

private func sameText(_ one: Ref, _ two: Ref) -> Bool {
    one.tree.withScalarBytes(one.node) { left in
        two.tree.withScalarBytes(two.node) { right in left.count == right.count && left.elementsEqual(right) }
    }
}

private func sameScalar(_ one: Ref, _ two: Ref, _ field: Field?) -> Bool {
    let first = ScalarMeaning(one, field)
    let second = ScalarMeaning(two, field)
    switch (first, second) {
    case (.null, .null): return true
    case (.bool(let a), .bool(let b)): return a == b
    case (.number, .number): return sameText(one, two) || sameNumber(one, two)
    case (.text, .text): return sameText(one, two) || sameInstant(one, two, field)
    default: return false
    }
}

private func sameNumber(_ one: Ref, _ two: Ref) -> Bool {
    guard let first = ExactNumber(one), let second = ExactNumber(two) else { return false }
    return first == second
}

private func sameInstant(_ one: Ref, _ two: Ref, _ field: Field?) -> Bool {
    guard field?.format == "date-time" || (one.style == .plain && two.style == .plain),
        let first = ExactInstant(one.tree.text(one.node)), let second = ExactInstant(two.tree.text(two.node))
    else { return false }
    return first == second
}

extension ExactNumber {
    init?(_ ref: Ref) {
        guard let value = ref.tree.withScalarBytes(ref.node, { ExactNumber(yaml: $0) }) else { return nil }
        self = value
    }
}

/// The type of a scalar as its schema asks for it: `007` and `NO` are text where text is asked for.
enum ScalarMeaning: Equatable {
    case null, number, text
    case bool(Bool)

    init(_ ref: Ref, _ field: Field?) {
        func asksForText(_ others: String...) -> Bool {
            guard let types = field?.types, types.contains("string") else { return false }
            return !others.contains { types.contains($0) }
        }
        switch ref.tree.scalarType(ref.node) {
        case .null: self = .null
        case .true: self = asksForText("boolean") ? .text : .bool(true)
        case .false: self = asksForText("boolean") ? .text : .bool(false)
        case .integer, .float: self = asksForText("number", "integer") ? .text : .number
        case .string: self = .text
        }
    }
}

/// A point in time, with the fraction of its second.
struct ExactInstant: Equatable, Comparable {
    private let instant: Instant
    private let fraction: [UInt8]

    init?(_ text: String) {
        guard text.utf8.count >= 17, text.utf8.count <= 64, let instant = Instant(text) else { return nil }
        self.instant = instant
        let digits = text.utf8.drop { $0 != UInt8(ascii: ".") }.dropFirst().prefix { $0 >= 0x30 && $0 <= 0x39 }
        fraction = digits.reversed().drop { $0 == 0x30 }.reversed()
    }

    static func == (one: Self, two: Self) -> Bool {
        one.instant.secondsSinceEpoch == two.instant.secondsSinceEpoch && one.fraction == two.fraction
    }

    static func < (one: Self, two: Self) -> Bool {
        if one.instant.secondsSinceEpoch != two.instant.secondsSinceEpoch {
            return one.instant.secondsSinceEpoch < two.instant.secondsSinceEpoch
        }
        return one.fraction.lexicographicallyPrecedes(two.fraction)
    }
}

/// Finds the entries of a map by the bytes of their keys. Keys mostly come in the same order, so the search goes on where it was.
final class KeyFinder {
    private let map: Ref
    private var entries: [(key: YAMLNodeID, value: YAMLNodeID)] = []
    private var next = 0
    private var places: [[UInt8]: Int] = [:]

    var count: Int { entries.count }

    init(_ map: Ref) {
        self.map = map
        entries = Array(map.tree.entries(map.node))
    }

    /// The value under the key that a node of another text is.
    func find(_ other: Ref, _ key: YAMLNodeID) -> YAMLNodeID? { index(other, key).map { entries[$0].value } }

    /// The value under a key.
    func find(_ key: String) -> YAMLNodeID? {
        var key = key
        return key.withUTF8 { index($0) }.map { entries[$0].value }
    }

    func index(_ other: Ref, _ key: YAMLNodeID) -> Int? {
        other.tree.withScalarBytes(key) { index($0) }
    }

    private func index(_ wanted: UnsafeBufferPointer<UInt8>) -> Int? {
        if next < entries.count, isSame(next, wanted) {
            next += 1
            return next - 1
        }
        if entries.count > 48 {
            if places.isEmpty {
                for (index, entry) in entries.enumerated() {
                    places[map.tree.withScalarBytes(entry.key) { Array($0) }] = index
                }
            }
            guard let place = places[Array(wanted)] else { return nil }
            next = place + 1
            return place
        }
        for index in entries.indices where isSame(index, wanted) {
            next = index + 1
            return index
        }
        return nil
    }

    private func isSame(_ index: Int, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
        map.tree.withScalarBytes(entries[index].key) { $0.count == wanted.count && $0.elementsEqual(wanted) }
    }
}
