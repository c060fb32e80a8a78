import LosslessYAML
package import Records

/// A record with one top-level field as another version of it has it: its value, its writing, the comments in it. Comments in front of the
/// field stay as they are. Every other line stays.
///
/// - Returns: the record itself where the field means the same in both; nil where one of the texts is no block mapping or the result would
///   not read as meant.
package func takeField(_ key: String, from old: [UInt8], into now: [UInt8], schema: RecordSchema?) -> [UInt8]? {
    var reader = YAMLReader()
    guard let present = try? MergeText(now, reader: &reader), let older = try? MergeText(old, reader: &reader),
        let root = present.tree.root.map({ Ref(text: present, node: $0) }),
        let oldRoot = older.tree.root.map({ Ref(text: older, node: $0) }), root.isMap, oldRoot.isMap
    else { return nil }
    let field = schema?.fields.first { sameBytes($0.key, key) }
    let wanted = oldRoot.value(key)
    if sameMeaning(root.value(key), wanted, field) { return now }
    guard let parts = Parts(rootOf: root), let oldParts = Parts(rootOf: oldRoot) else { return nil }
    let place = parts.piece(of: root.value(key))
    var plain: [UInt8] = []
    if let place {
        let range = wanted == nil ? place.part.all : place.part.body
        plain += present.bytes[..<range.lowerBound]
        if let piece = oldParts.piece(of: wanted) {
            plain.append(older, piece.part.body, from: piece.column, to: 0)
        }
        plain += present.bytes[range.upperBound...]
    } else if let piece = oldParts.piece(of: wanted) {
        let before = oldParts.parts.prefix { $0.value != piece.part.value }.reversed().lazy.compactMap { earlier in
            earlier.key.flatMap { root.value(older.tree.text($0)) }.flatMap { parts.piece(of: $0) }
        }.first
        let offset = before?.part.tail.upperBound ?? parts.parts.first?.lead.lowerBound ?? 0
        plain += present.bytes[..<offset]
        for line in TextLines(older, piece.part.lead, column: piece.column).lines {
            plain.append(line: line, column: 0)
        }
        plain.append(older, piece.part.body, from: piece.column, to: 0)
        plain += present.bytes[offset...]
    }
    let bytes = present.form.text(plain)
    guard let text = try? MergeText(bytes, reader: &reader),
        let result = text.tree.root.map({ Ref(text: text, node: $0) }),
        result.isMap, sameMeaning(result.value(key), wanted, field)
    else { return nil }
    let others = present.tree.entries(root.node).filter { !sameBytes(present.tree.text($0.key), key) }
    let count = result.tree.entries(result.node).reduce(0) { count, _ in count + 1 }
    guard count == others.count + (wanted == nil ? 0 : 1),
        others.allSatisfy({ sameMeaning(root.child($0.value), result.value(present.tree.text($0.key)), nil) })
    else { return nil }
    return bytes
}

extension Parts {
    /// The entries of a record that is a block mapping without indentation.
    fileprivate init?(rootOf root: Ref) {
        let start = root.text.lineStart(root.tree.range(root.node).lowerBound)
        self.init(root, region: root.text.headerEnd(before: start)..<root.tree.bytes.count)
        guard column == 0 else { return nil }
    }
}
