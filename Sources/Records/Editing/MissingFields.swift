import LosslessYAML

extension Record {
    /// What the schema and the team's profile ask for and the record does not have (R31–R35), in the order of the schema.
    package func missingFields(_ profile: RequiredProfile) -> [Field] {
        let wanted = Set(kind.profiles[profile])
        return kind.fields.filter { field in
            (field.isRequired || wanted.contains(field.key)) && field.key != "id" && isBlank(value(field.key))
        }
    }

    /// True when the field holds something other than nothing: no null, no empty text, list or map.
    package func holds(_ key: String) -> Bool { !isBlank(value(key)) }
}

/// Absent, null, or an empty text, list or map.
package func isBlank(_ value: RecordValue?) -> Bool {
    switch value {
    case nil, .null?: true
    case .text(let text)?: text.isEmpty
    case .list(let items)?: items.isEmpty
    case .map(let members)?: members.isEmpty
    default: false
    }
}

extension Record {
    /// Whether a top-level field is absent or holds nothing.
    func lacks(_ key: String) -> Bool {
        guard let node = node(key) else { return true }
        switch tree.kind(node) {
        case .alias: return true
        case .sequence: return tree.children(node).first { _ in true } == nil
        case .mapping: return tree.entries(node).first { _ in true } == nil
        case .scalar:
            let type = tree.scalarType(node)
            return type == .null || type == .string && tree.withScalarBytes(node) { $0.isEmpty }
        }
    }
}
