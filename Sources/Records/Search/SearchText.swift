import LosslessYAML

/// All text of a record as search compares it, a line for each value: every field with what lies in it, the labels of choices in both
/// languages, the digits of phone numbers. Names of other records that it refers to are not in it: they may change without it.
///
/// At most about a million bytes; what is behind them is not found.
package func searchText(_ record: Record) -> [UInt8] {
    var text = SearchText(tree: record.tree)
    text.lines.reserveCapacity(record.tree.bytes.count)
    guard let root = record.tree.root, record.tree.kind(root) == .mapping else { return [] }
    text.append(members: root, of: record.kind.fields, depth: 0)
    return text.lines
}

/// The latest day in a top-level field of a record, in days since 1970-01-01, by which search orders what is otherwise as good; nil
/// when there is none.
package func searchDay(_ record: Record) -> Int? {
    record.kind.dayFields.lazy.compactMap { record.date($0.key)?.daysSinceEpoch }.max()
}

private struct SearchText {
    let tree: YAMLTree
    var lines: [UInt8] = []

    private static let mostBytes = 1 << 20

    mutating func append(members mapping: YAMLNodeID, of fields: [Field], depth: Int) {
        for entry in tree.entries(mapping) {
            let key = tree.text(entry.key)
            append(entry.value, fields.first { $0.key == key }, depth: depth)
        }
    }

    private mutating func append(_ node: YAMLNodeID, _ field: Field?, depth: Int) {
        let node = tree.resolvingAlias(node)
        guard depth < 16, lines.count < Self.mostBytes else { return }
        switch tree.kind(node) {
        case .mapping: append(members: node, of: field?.fields ?? [], depth: depth + 1)
        case .sequence: for item in tree.children(node) { append(item, field, depth: depth + 1) }
        case .alias: break
        case .scalar: if tree.scalarType(node) != .null { append(scalar: node, field) }
        }
    }

    private mutating func append(scalar node: YAMLNodeID, _ field: Field?) {
        tree.withScalarBytes(node) { text in
            fold(text, into: &lines)
            lines.append(0x0A)
        }
        if let field, !field.choices.isEmpty {
            let text = tree.text(node)
            if let choice = field.choices.first(where: { $0.key == text }) {
                line(choice.label.zh)
                line(choice.label.en)
                return
            }
        }
        if field?.isDay == true { return }
        tree.withScalarBytes(node) { text in
            for digits in phoneDigits(text) where !digits.elementsEqual(text) {
                lines += digits
                lines.append(0x0A)
            }
        }
    }

    private mutating func line(_ text: String) {
        fold(text, into: &lines)
        lines.append(0x0A)
    }
}
