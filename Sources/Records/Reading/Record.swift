import JSONSchema
package import LosslessYAML

/// One record as it stands in its file.
package struct Record: Sendable {
    package let path: RecordPath
    package let kind: Kind
    package let text: RecordText

    package init(path: RecordPath, kind: Kind, text: RecordText) {
        self.path = path
        self.kind = kind
        self.text = text
    }

    package var tree: YAMLTree { text.tree }

    /// The `id` in the file, or the file name for a kind that takes its identity from there; nil when there is none.
    package var id: String? {
        switch kind.identity {
        case .generated: string("id")
        case .fileName: string("id") ?? String(path.stem)
        case .none: nil
        }
    }

    /// The value of a top-level field, typed by the schema; nil when the field is absent.
    package func value(_ key: String) -> RecordValue? {
        guard let root = tree.root, let node = tree.value(of: key, in: root) else { return nil }
        return typedValue(tree, node, kind.field(key))
    }

    /// The value of a member of a top-level map, typed by the schema; nil when there is no such map or member.
    package func value(_ key: String, of field: String) -> RecordValue? {
        guard let root = tree.root, let map = tree.value(of: field, in: root),
            let node = tree.value(of: key, in: map)
        else { return nil }
        return typedValue(tree, node, kind.field(field)?.field(key))
    }

    /// The text of a top-level field; nil when absent, null or no scalar.
    package func string(_ key: String) -> String? { scalar(key).map { tree.text($0) } }

    private func scalar(_ key: String) -> YAMLNodeID? {
        guard let root = tree.root, let node = tree.value(of: key, in: root), tree.kind(node) == .scalar,
            tree.scalarType(node) != .null
        else { return nil }
        return node
    }

    /// The whole record, its fields in the order of the file.
    package var value: RecordValue {
        guard let root = tree.root, tree.kind(root) == .mapping else { return .map([]) }
        return .map(
            tree.entries(root).map { entry in
                let key = tree.text(entry.key)
                return .init(key, typedValue(tree, entry.value, kind.field(key)))
            })
    }

    /// What a person calls the record: the first title field that has a value, else the file name.
    package var title: String {
        for field in kind.titleFields {
            if let text = string(field), !text.isEmpty { return text }
        }
        return String(path.stem)
    }

    /// The day in a field; of a time, its day in its own offset. Nil when there is none.
    package func date(_ key: String) -> CalendarDate? {
        guard let node = scalar(key) else { return nil }
        return tree.withScalarBytes(node) { CalendarDate(utf8: $0) ?? Instant(utf8: $0)?.date }
    }

    /// The time in a field; nil when there is none.
    package func instant(_ key: String) -> Instant? {
        string(key).flatMap { Instant($0) }
    }

    /// The same bytes, wherever the two lie.
    package func hasText(of other: Record) -> Bool { tree.bytes == other.tree.bytes }

    /// The folder of the record it lies in; nil for a kind without a parent.
    package var parentFolder: String? {
        kind.parent.map { _ in kind.location.parentFolder(of: path) }
    }
}

/// A node read with the types that its schema asks for: a scalar is text where text is asked for, else what the core schema
/// of YAML 1.2 says.
package func typedValue(_ tree: YAMLTree, _ node: YAMLNodeID, _ field: Field?) -> RecordValue {
    let node = tree.resolvingAlias(node)
    switch tree.kind(node) {
    case .mapping:
        return .map(
            tree.entries(node).map { entry in
                let key = tree.text(entry.key)
                return .init(key, typedValue(tree, entry.value, field?.field(key)))
            })
    case .sequence: return .list(tree.children(node).map { typedValue(tree, $0, field) })
    case .alias: return .null
    case .scalar: break
    }
    let types = field?.types ?? []
    switch tree.scalarValue(node) {
    case .null: return .null
    case .string(let text): return .text(text)
    case .bool(let value):
        return types.contains("string") && !types.contains("boolean") ? .text(tree.text(node)) : .bool(value)
    case .integer(let text), .float(let text):
        if types.contains("string"), !types.contains("number"), !types.contains("integer") { return .text(text) }
        return jsonNumber(text).map { .number($0) } ?? .text(text)
    }
}

/// The text of a YAML number as a valid JSON number: as typed where that is one, else its exact value.
private func jsonNumber(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { jsonNumber($0) }
}

func jsonNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    isJSONNumber(bytes) ? String(decoding: bytes, as: UTF8.self) : exactDecimal(yaml: bytes)?.description
}

private func isJSONNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var rest = bytes[...]
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let whole = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard !whole.isEmpty, whole.count == 1 || whole.first != 0x30 else { return false }
    rest = rest.dropFirst(whole.count)
    if rest.first == UInt8(ascii: ".") {
        let digits = rest.dropFirst().prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard !digits.isEmpty else { return false }
        rest = rest.dropFirst(1 + digits.count)
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard !digits.isEmpty else { return false }
        rest = rest.dropFirst(digits.count)
    }
    return rest.isEmpty
}
