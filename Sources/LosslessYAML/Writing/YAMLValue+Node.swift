extension YAMLValue {
    /// The value of a node, aliases followed. A plain date becomes a ``timestamp(_:)``, quoted text a string.
    package init(_ node: YAMLNodeID, in tree: YAMLTree) {
        let node = tree.resolvingAlias(node)
        switch tree.kind(node) {
        case .mapping:
            self = .map(
                tree.entries(node).map { Entry(key: tree.text($0.key), value: YAMLValue($0.value, in: tree)) })
        case .sequence:
            self = .list(tree.children(node).map { YAMLValue($0, in: tree) })
        case .scalar, .alias:
            switch tree.scalarValue(node) {
            case .null: self = .null
            case .bool(let truth): self = .bool(truth)
            case .integer(let text), .float(let text): self = .number(text)
            case .string(let text):
                let isDate = tree.style(node) == .plain && YAML11.isTimestamp(Array(text.utf8))
                self = isDate ? .timestamp(text) : .string(text)
            }
        }
    }
}
