import LosslessYAML

/// All text of a record as search compares it, a line for each value: every field with what lies in it, the labels of choices in both
/// languages, the digits of phone numbers. Names of other records that it refers to are not in it: they may change without it.
///
/// At most about a million bytes; what is behind them is not found.
package func searchText(_ record: Record) -> [UInt8] {
    guard let root = record.tree.root, record.tree.kind(root) == .mapping else { return [] }
    var text = SearchText(record.tree)
    text.append(members: root, of: record.kind.searchFields, depth: 0)
    return text.lines.array
}

/// The latest day in a top-level field of a record, in days since 1970-01-01, by which search orders what is otherwise as good; nil
/// when there is none.
package func searchDay(_ record: Record) -> Int? {
    var latest: Int?
    for field in record.kind.dayFields {
        if let day = record.date(field.key)?.daysSinceEpoch { latest = max(latest ?? day, day) }
    }
    return latest
}

private struct SearchText: ~Copyable {
    private let tree: YAMLTree
    private(set) var lines: ByteOutput

    private static let mostBytes = 1 << 20

    init(_ tree: YAMLTree) {
        self.tree = tree
        lines = ByteOutput(capacity: tree.bytes.count + tree.bytes.count / 8)
    }

    mutating func append(members mapping: YAMLNodeID, of fields: SearchFields?, depth: Int) {
        var guess = 0
        for entry in tree.entries(mapping) {
            let place = tree.withScalarBytes(entry.key) { fields?.place(of: $0, guess: &guess) }
            append(entry.value, fields, place, depth: depth)
        }
    }

    /// - Parameter place: of the field among those; nil for one that the schema does not know.
    private mutating func append(_ node: YAMLNodeID, _ fields: SearchFields?, _ place: Int?, depth: Int) {
        let node = tree.resolvingAlias(node)
        guard depth < 16, lines.count < Self.mostBytes else { return }
        switch tree.kind(node) {
        case .mapping:
            append(members: node, of: place.flatMap { fields?.members[$0] }, depth: depth + 1)
        case .sequence: for item in tree.children(node) { append(item, fields, place, depth: depth + 1) }
        case .alias: break
        case .scalar:
            if case .null = tree.scalarType(node) { break }
            append(scalar: node, fields, place)
        }
    }

    private mutating func append(scalar node: YAMLNodeID, _ fields: SearchFields?, _ place: Int?) {
        tree.withScalarBytes(node) { text in
            fold(text, into: &lines)
            lines.append(0x0A)
            let use = place.flatMap { fields?.uses[$0] }
            if use == .choice, let place, let choice = fields?.choices[place].first(where: { $0.isWritten(text) }) {
                line(choice.label.zh)
                line(choice.label.en)
            } else if use != .day {
                appendPhones(text)
            }
        }
    }

    private mutating func appendPhones(_ text: UnsafeBufferPointer<UInt8>) {
        forEachPhone(text) { digits in
            if digits.hasBytes(of: text) { return }
            lines.append(digits)
            lines.append(0x0A)
        }
    }

    private mutating func line(_ text: String) {
        fold(text, into: &lines)
        lines.append(0x0A)
    }
}
